/** Record types of TLS (RFC 8446 5.1): change cipher spec, alert, handshake, application data, heartbeat. */
const RECORD_TYPES = [20, 21, 22, 23, 24];
const HANDSHAKE = 22;
const ALERT = 21;
const ALERT_LEVEL_FATAL = 2;
const CERTIFICATE_REQUEST = 13;
/** 2^14 bytes, and what compression and encryption may add in TLS 1.2 (RFC 5246 6.2.3). */
const MAX_RECORD = 16_384 + 2048;

/** What the first bytes from a peer are. */
export function spoken(first: Buffer): 'tls' | 'ssl2' | 'other' | 'nothing' {
  if (first.length === 0) return 'nothing';
  // An SSL 2 ServerHello: a length with its high bit set, then message 4 and, further on, version 2.
  if (first.length >= 3 && (first[0] ?? 0) >= 0x80 && first[2] === 4) return 'ssl2';
  const [type = 0, major] = first;
  const plausible = RECORD_TYPES.includes(type) && (major === undefined || major === 3);
  const tooLong = first.length >= 5 && first.readUInt16BE(3) > MAX_RECORD;
  return plausible && !tooLong ? 'tls' : 'other';
}

/** Whether a server asked for a client certificate in the clear, as TLS 1.2 does (RFC 5246 7.4.4). TLS 1.3 encrypts it. */
export function asksForCertificate(first: Buffer): boolean {
  return handshakeTypes(first).includes(CERTIFICATE_REQUEST);
}

/** The alert that stands last in the clear, if the peer said nothing after it; null where there is none. */
export function lastAlert(first: Buffer): { isFatal: boolean; number: number } | null {
  let at = 0;
  let last: Buffer = Buffer.alloc(0);
  while (at + 5 <= first.length) {
    last = first.subarray(at, at + 5 + first.readUInt16BE(at + 3));
    at += last.length;
  }
  // An encrypted one is longer.
  const isWhole = at === first.length && last.length === 7 && last[0] === ALERT && last.readUInt16BE(3) === 2;
  return isWhole ? { isFatal: last[5] === ALERT_LEVEL_FATAL, number: last.readUInt8(6) } : null;
}

/** Types of the handshake messages up to the first record that is not one of the handshake. */
function handshakeTypes(first: Buffer): number[] {
  const messages = handshakeBytes(first);
  const types: number[] = [];
  let at = 0;
  while (at + 4 <= messages.length && types.length < 20) {
    types.push(messages[at] ?? 0);
    at += 4 + messages.readUIntBE(at + 1, 3);
  }
  return types;
}

function handshakeBytes(first: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 5 <= first.length && first[at] === HANDSHAKE) {
    const length = first.readUInt16BE(at + 3);
    parts.push(first.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return Buffer.concat(parts);
}
