/** The name that a ClientHello asks for (RFC 6066 3); null where it has none. For servers that behave like a filter. */
export function handshakeName(hello: Buffer): string | null {
  // Record and message headers, version and random; then three vectors; then the extensions.
  let at = 5 + 4 + 2 + 32;
  at += 1 + (hello[at] ?? 0);
  at += 2 + hello.readUInt16BE(at);
  at += 1 + (hello[at] ?? 0) + 2;
  while (at + 4 <= hello.length) {
    const [type, length] = [hello.readUInt16BE(at), hello.readUInt16BE(at + 2)];
    if (type === 0 && length > 5) return hello.subarray(at + 4 + 5, at + 4 + length).toString('latin1');
    at += 4 + length;
  }
  return null;
}
