import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { KeyFacts, KeyFlaw } from '../../model/facts/config.ts';
import type { PythonType } from '../../model/layers.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { trimKey } from '../../settings/key-text.ts';

const FLAWS: Record<Exclude<KeyFlaw, 'padded'>, string> = {
  'inner-space': 'contains white space',
  'line-break': 'contains a line break',
  quotes: 'contains quotes',
  'bearer-prefix': 'begins with the word Bearer, which clients add themselves',
  assignment: 'begins with the name of a setting',
  'non-ascii': 'contains characters outside ASCII',
  control: 'contains control characters',
};

/** What is wrong with the text of the key, as a predicate that follows "the key"; null for padding alone. */
export function flawText(flaws: KeyFlaw[]): string | null {
  const texts = flaws.flatMap((flaw) => (flaw === 'padded' ? [] : [FLAWS[flaw]]));
  if (texts.length < 2) return texts[0] ?? null;
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** These characters are not allowed in an HTTP header field, whatever the server accepts. */
export function isUnsendable(flaws: KeyFlaw[]): boolean {
  return flaws.some((flaw) => ['line-break', 'non-ascii', 'control'].includes(flaw));
}

/** What Python's SDK raises (measured with 3.22.1). It encodes the header before it checks for line breaks. */
export function raisedFor(flaws: KeyFlaw[]): { pythonType: PythonType | null; consequence: string } {
  if (flaws.includes('non-ascii')) {
    return {
      pythonType: null,
      consequence:
        'The Python SDK stops with UnicodeEncodeError before it sends anything, which is not one of its own exceptions. Node.js stops with a TypeError about a ByteString, or sends a garbled key.',
    };
  }
  if (isUnsendable(flaws)) {
    return {
      pythonType: 'APIConnectionError',
      consequence:
        'The Python SDK cannot put it into a header and reports “Connection error.”, although the network is fine. Node.js reports an invalid header value.',
    };
  }
  return { pythonType: 'AuthenticationError', consequence: 'Clients send it unchanged, and the API rejects it.' };
}

/** Filters that remove the invalid characters; they do not print the key. */
export function cleaningCommands(flaws: KeyFlaw[]): Record<string, string> {
  const shell: string[] = [];
  const power: string[] = [];
  if (flaws.includes('assignment')) {
    shell.push(`sed -E 's/^[^=:]*[=:]//'`);
    power.push(`-replace '^[^=:]*[=:]'`);
  }
  shell.push("LC_ALL=C tr -cd 'A-Za-z0-9._~+/=-'");
  power.push("-replace '[^A-Za-z0-9._~+/=-]'");
  if (flaws.includes('bearer-prefix')) {
    shell.push(`sed -E 's/^[Bb]earer//'`);
    power.push(`-replace '^Bearer'`);
  }
  return { shellFilter: shell.join(' | '), powerFilter: power.join(' ') };
}

/** The vendor of a key by its format; null where unknown. */
export function issuerOf({ kind, vendor }: Pick<KeyFacts, 'kind' | 'vendor'>): string | null {
  if (kind === 'other-vendor') return vendor;
  return kind === 'openai' || kind === 'openai-admin' ? 'OpenAI' : null;
}

/** The vendors of key and host where they differ; null where they match or one is unknown. */
export function mismatch(c: DiagnosisInput, facts: KeyFacts): { issuer: string; hostVendor: string } | null {
  const issuer = issuerOf(facts);
  const vendor = vendorOf(c.target.url?.host ?? '');
  if (!issuer || !vendor || vendor.keys === 'any' || vendor.keys === issuer) return null;
  return { issuer, hostVendor: vendor.name };
}

const NOT_A_KEY: Partial<Record<KeyFacts['kind'], string>> = {
  jwt: 'a sign-in token (a JWT, such as ChatGPT and Codex store after login)',
  session: 'a browser session ID',
  'openai-admin': 'an admin key, which manages an organization and cannot call models',
  id: 'the ID of an organization, a project, or another object',
};

/** What was set in place of an OpenAI API key, as a noun phrase. */
export function notAKey({ kind }: KeyFacts): string | null {
  return NOT_A_KEY[kind] ?? null;
}

/** The white space around the key, and which clients fail. All of them accept a leading space or tab. */
export function paddingOf(value: string): { where: string; consequence: string } {
  const [before = '', after = ''] = value.split(trimKey(value), 2);
  const places = [...(before ? [`${kindOf(before)} before it`] : []), ...(after ? [`${kindOf(after)} after it`] : [])];
  const harmless = after === '' && /^[ \t]+$/.test(before);
  return {
    where: places.join(' and '),
    consequence: harmless
      ? 'The SDKs accept it.'
      : 'Node.js and this check trim it. The Python SDK does not: it fails to send the key and reports “Connection error.”, although the network is fine.',
  };
}

function kindOf(space: string): string {
  if (/[\r\n]/.test(space)) return 'a line break';
  return space.includes('\t') ? 'a tab' : 'a space';
}
