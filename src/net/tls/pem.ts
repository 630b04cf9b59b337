/** More than any CA bundle contains (about 150), as a limit for hostile files. */
const MAX_CERTIFICATES = 2000;

const BLOCK = /-----BEGIN (?:X509 )?CERTIFICATE-----([^-]*)(?:-----END (?:X509 )?CERTIFICATE-----)?/g;

/** The certificates of a PEM text, one valid block each. Text between them and blocks without base64 are ignored. */
export function certificatesIn(text: string): string[] {
  return blocksIn(text).flatMap((body) => (body === null ? [] : pemOf(body)));
}

/** The same as Node reads `NODE_EXTRA_CA_CERTS`: what follows a bad block is lost. */
export function certificatesBeforeFault(text: string): string[] {
  const blocks = blocksIn(text);
  const fault = blocks.indexOf(null);
  return (fault < 0 ? blocks : blocks.slice(0, fault)).flatMap((body) => (body === null ? [] : pemOf(body)));
}

/** The DER bytes of one PEM block. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
}

/** The base64 bodies without white space; null for a block that cannot be a certificate. */
function blocksIn(text: string): (string | null)[] {
  const bodies: (string | null)[] = [];
  for (const [whole, inner] of text.matchAll(BLOCK)) {
    if (bodies.length === MAX_CERTIFICATES) break;
    const body = (inner ?? '').replace(/\s+/g, '');
    bodies.push(whole.includes('-----END') && isWholeSequence(body) ? body : null);
  }
  return bodies;
}

/** Whether base64 text is one DER SEQUENCE with a matching length, as every certificate is (X.690 8.1.3). */
function isWholeSequence(body: string): boolean {
  if (body.length < 100 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return false;
  const head = Buffer.from(body.slice(0, 8), 'base64');
  const size = Math.floor((body.replace(/(?<!=)=+$/, '').length * 3) / 4);
  if (head[0] !== 0x30 || head[1] === undefined) return false;
  if (head[1] === 0x81) return size === 3 + head.readUInt8(2);
  return head[1] === 0x82 && size === 4 + head.readUInt16BE(2);
}

/** One form for all, whatever the line width was, so that the same certificate from two files is the same text. */
function pemOf(body: string): string {
  return `-----BEGIN CERTIFICATE-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}
