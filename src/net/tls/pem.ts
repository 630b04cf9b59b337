/** More than any CA bundle contains (about 150), as a limit for hostile files. */
const MAX_CERTIFICATES = 2000;

const BLOCK = /-----BEGIN (?:X509 )?CERTIFICATE-----([^-]*)(?:-----END (?:X509 )?CERTIFICATE-----)?/g;

/** The certificates of a PEM text, one valid block each. Text between them and blocks without base64 are ignored. */
export function certificatesIn(text: string): string[] {
  return blocksIn(text).filter((block) => block !== null);
}

/** The same as Node reads `NODE_EXTRA_CA_CERTS`: what follows a bad block is lost. */
export function certificatesBeforeFault(text: string): string[] {
  const blocks = blocksIn(text);
  const fault = blocks.indexOf(null);
  return (fault < 0 ? blocks : blocks.slice(0, fault)).filter((block) => block !== null);
}

/** The DER bytes of one PEM block. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
}

/** The blocks in one form, whatever their lines were; null for one that cannot be a certificate. */
function blocksIn(text: string): (string | null)[] {
  const blocks: (string | null)[] = [];
  for (const [whole, inner] of text.matchAll(BLOCK)) {
    if (blocks.length === MAX_CERTIFICATES) break;
    blocks.push(whole.includes('-----END') ? blockOf(inner ?? '') : null);
  }
  return blocks;
}

/** In lines of 64 letters, as nearly all are already: the same certificate from two files is the same text. */
function blockOf(inner: string): string | null {
  const body = isInLines(inner) ? inner : `\n${(inner.replace(/\s+/g, '').match(/.{1,64}/g) ?? []).join('\n')}\n`;
  return isWholeSequence(body) ? `-----BEGIN CERTIFICATE-----${body}-----END CERTIFICATE-----\n` : null;
}

const LINE = 64;

/** Without taking the text apart: some 300 certificates of 25 lines each would be as many texts to throw away. */
function isInLines(body: string): boolean {
  const last = body.length - 1;
  if (!body.startsWith('\n')) return false;
  for (let end = 0, next = 0; end < last; end = next) {
    next = body.indexOf('\n', end + 1);
    if (next === end + 1 || next !== Math.min(end + 1 + LINE, last)) return false;
  }
  return last > 0;
}

/** Whether base64 text in such lines is one DER SEQUENCE with a matching length, as every certificate is (X.690 8.1.3). */
function isWholeSequence(body: string): boolean {
  const letters = body.length - 1 - Math.ceil((body.length - 1) / (LINE + 1));
  if (letters < 100 || !/^[A-Za-z0-9+/\n]+={0,2}\n$/.test(body)) return false;
  const head = Buffer.from(body.slice(1, 9), 'base64');
  const padding = body.endsWith('==\n') ? 2 : body.endsWith('=\n') ? 1 : 0;
  const size = Math.floor(((letters - padding) * 3) / 4);
  if (head[0] !== 0x30 || head[1] === undefined) return false;
  if (head[1] === 0x81) return size === 3 + head.readUInt8(2);
  return head[1] === 0x82 && size === 4 + head.readUInt16BE(2);
}
