import { randomBytes } from 'node:crypto';

/** The key shares that clients offered before post-quantum keys made the ClientHello larger than a packet (OpenSSL 3.5). */
export const CLASSIC_CURVES = 'X25519:prime256v1:secp384r1';

/**
 * A minimal ClientHello of TLS 1.0 that offers only one export cipher, which no current server accepts: the response is an alert of seven
 * bytes, which fits any MTU. Encoded here, because OpenSSL no longer offers such a cipher. (RFC 2246 7.4.1.2)
 */
export function smallHello(name: string | null): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 1]),
    randomBytes(32),
    Buffer.from([0]), // no session to resume
    Buffer.from([0, 2, 0, 3]), // TLS_RSA_EXPORT_WITH_RC4_40_MD5
    Buffer.from([1, 0]), // no compression
    sized(2, name ? serverName(name) : Buffer.alloc(0)),
  ]);
  const message = Buffer.concat([Buffer.from([1]), sized(3, body)]);
  return Buffer.concat([Buffer.from([22, 3, 1]), sized(2, message)]);
}

/** The server_name extension (SNI), which filters read (RFC 6066 3). */
function serverName(name: string): Buffer {
  const entry = Buffer.concat([Buffer.from([0]), sized(2, Buffer.from(name, 'latin1'))]);
  return Buffer.concat([Buffer.from([0, 0]), sized(2, sized(2, entry))]);
}

/** The bytes with their length in front. */
function sized(width: number, bytes: Buffer): Buffer {
  const length = Buffer.alloc(width);
  length.writeUIntBE(bytes.length, 0, width);
  return Buffer.concat([length, bytes]);
}
