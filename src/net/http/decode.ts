import type { Transform } from 'node:stream';

/** How much of a body is kept after decompression: the longest real listing of models has some hundred kilobytes. */
export const DECODED_LIMIT = 2 * 1024 * 1024;

/** More codings than this on one body are an attack, not a habit. */
const MAX_CODINGS = 2;

/** Node has zstd from 22.15 and 23.8 on. */
type Zlib = typeof import('node:zlib') & { createZstdDecompress?: () => Transform };

interface Unpacked {
  bytes: Buffer;
  cut: boolean;
}

/** A body that cannot be decompressed. The library's codes differ between versions, so this is a code of this project. */
class BadCoding extends Error {
  readonly code = 'BAD_CODING';
}

/** Undoes the codings of a body (RFC 9110 section 8.4) and stops at the limit, however small the bomb that swells to it. */
export async function decode(raw: Buffer, coding: string, rawIsCut: boolean): Promise<Unpacked> {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (codings.length > MAX_CODINGS) throw new BadCoding(`the body is said to be packed ${codings.length} times over`);
  let unpacked: Unpacked = { bytes: raw, cut: rawIsCut };
  for (const name of codings.reverse()) {
    const decoder = decoderFor(name, unpacked.bytes, await import('node:zlib'));
    if (!decoder) return asText(unpacked, name);
    unpacked = await inflate(decoder, unpacked, name);
  }
  const { bytes, cut } = unpacked;
  return { bytes: bytes.subarray(0, DECODED_LIMIT), cut: cut || bytes.length > DECODED_LIMIT };
}

/** Some servers put a character set into Content-Encoding, and clients ignore unknown codings: the text stays as it is. */
function asText(unpacked: Unpacked, name: string): Unpacked {
  if (isText(unpacked.bytes)) return unpacked;
  throw new BadCoding(`the body is in a coding that was not asked for, ${JSON.stringify(name)}`);
}

function isText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4096).toString('utf8').slice(0, -1);
  return !/[\0-\x08\x0e-\x1f\ufffd]/.test(start);
}

/** `deflate` means zlib by the standard and raw deflate by some servers: the first byte distinguishes them (RFC 1950 section 2.2). */
function decoderFor(name: string, bytes: Buffer, zlib: Zlib): Transform | null {
  if (name === 'gzip' || name === 'x-gzip') return zlib.createGunzip();
  if (name === 'br') return zlib.createBrotliDecompress();
  if (name === 'zstd') return zlib.createZstdDecompress?.() ?? null;
  if (name === 'deflate') return ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
  return null;
}

async function inflate(decoder: Transform, { bytes, cut }: Unpacked, name: string): Promise<Unpacked> {
  const parts: Buffer[] = [];
  let size = 0;
  decoder.end(bytes);
  try {
    for await (const part of decoder) {
      parts.push(part);
      size += part.length;
      if (size > DECODED_LIMIT) return { bytes: Buffer.concat(parts), cut: true };
    }
  } catch (error) {
    // What was cut off is missing at the end of course; anything else is a broken body.
    if (!cut) throw new BadCoding(`the body is said to be in ${name} and does not unpack: ${(error as Error).message}`);
  } finally {
    decoder.destroy();
  }
  return { bytes: Buffer.concat(parts), cut };
}
