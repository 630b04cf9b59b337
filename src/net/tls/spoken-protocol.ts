/** First bytes of protocols. Order matters: SMTP and FTP differ by what follows the number. */
const BEGINNINGS: [RegExp, string][] = [
  [/^SSH-/, 'ssh'],
  [/^220[ -].*(ftp|filezilla)/i, 'ftp'],
  [/^220[ -].*(smtp|mail|postfix|exim)/i, 'smtp'],
  [/^\+OK/, 'pop3'],
  [/^\* OK/, 'imap'],
  [/^-(ERR|DENIED|NOAUTH)/, 'redis'],
];

/** How TLS servers answer a plain request: nginx, Apache, Go, and what Node's and HAProxy's proxies say in front of them. */
const SPEAKS_TLS =
  /plain HTTP request was sent to (the )?HTTPS port|speaking plain HTTP to an SSL|HTTP request to an HTTPS server|requires TLS/i;

/** The protocol of a peer, by its first bytes. */
export function languageOf(text: string, bytes: Buffer): string {
  if (bytes.length === 0) return 'silent';
  if (SPEAKS_TLS.test(text)) return 'tls';
  if (/^HTTP\/|^<!doctype html|^<html/i.test(text)) return 'http';
  // A SOCKS 5 method reply, or one of SOCKS 4 (RFC 1928 3).
  if (bytes.length <= 10 && (bytes[0] === 5 || (bytes[0] === 0 && (bytes[1] ?? 0) >= 0x5a))) return 'socks';
  return BEGINNINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}
