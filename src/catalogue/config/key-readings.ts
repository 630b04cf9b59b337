import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { KeyFacts, KeyFlaw } from '../../model/facts/config.ts';
import type { PythonType } from '../../model/layers.ts';
import type { Case } from '../../model/observation.ts';
import { trimKey } from '../../settings/key-text.ts';

const FLAWS: Record<Exclude<KeyFlaw, 'padded'>, string> = {
  'inner-space': 'has white space inside',
  'line-break': 'has a line break inside',
  quotes: 'has quotes in it',
  'bearer-prefix': 'begins with the word Bearer, which clients put there themselves',
  assignment: 'has the name of a setting in front of the key',
  'non-ascii': 'holds characters outside ASCII',
  control: 'holds control characters',
};

/** What is wrong with the text of the key, in words that follow "the key"; null where nothing but padding is. */
export function flawText(flaws: KeyFlaw[]): string | null {
  const texts = flaws.flatMap((flaw) => (flaw === 'padded' ? [] : [FLAWS[flaw]]));
  if (texts.length < 2) return texts[0] ?? null;
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** No header can carry these, whatever the server thinks of keys. */
export function isUnsendable(flaws: KeyFlaw[]): boolean {
  return flaws.some((flaw) => ['line-break', 'non-ascii', 'control'].includes(flaw));
}

/** What Python's client makes of it (measured with 3.22.1). It encodes the header before it looks for line breaks. */
export function raisedFor(flaws: KeyFlaw[]): { pythonType: PythonType | null; consequence: string } {
  if (flaws.includes('non-ascii')) {
    return {
      pythonType: null,
      consequence:
        'Python stops at it with UnicodeEncodeError before anything is sent, which is none of the library’s own errors; Node stops with a TypeError about a ByteString, or sends it garbled.',
    };
  }
  if (isUnsendable(flaws)) {
    return {
      pythonType: 'APIConnectionError',
      consequence:
        'Python’s client refuses to put it into a header and reports “Connection error.”, as if the network were at fault; Node reports an invalid header value.',
    };
  }
  return { pythonType: 'AuthenticationError', consequence: 'Clients send it as it stands, and no such key exists.' };
}

/** Commands that rewrite the variable without what does not belong there; nothing of the key appears on the screen. */
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

/** Whose key this is by its format, where it is known. */
export function issuerOf({ kind, vendor }: Pick<KeyFacts, 'kind' | 'vendor'>): string | null {
  if (kind === 'other-vendor') return vendor;
  return kind === 'openai' || kind === 'openai-admin' ? 'OpenAI' : null;
}

/** Vendor and key that do not belong together; null where they do, or where one of the two is not known. */
export function mismatch(c: Case, facts: KeyFacts): { issuer: string; hostVendor: string } | null {
  const issuer = issuerOf(facts);
  const vendor = vendorOf(c.target.url?.host ?? '');
  if (!issuer || !vendor || vendor.keys === 'any' || vendor.keys === issuer) return null;
  return { issuer, hostVendor: vendor.name };
}

const NOT_A_KEY: Partial<Record<KeyFacts['kind'], string>> = {
  jwt: 'a sign-in token (a JWT, as ChatGPT and Codex keep after a log-in)',
  session: 'the id of a browser session',
  'openai-admin': 'an admin key, which manages an organization and may not call models',
  id: 'the id of an organization, a project or another object',
};

/** What stands in the place of an API key of OpenAI's, in words that follow "is". */
export function notAKey({ kind }: KeyFacts): string | null {
  return NOT_A_KEY[kind] ?? null;
}

/** The white space around the key, and who minds. A blank in front of it goes through everywhere, the rest does not. */
export function paddingOf(value: string): { where: string; consequence: string } {
  const [before = '', after = ''] = value.split(trimKey(value), 2);
  const places = [...(before ? [`${kindOf(before)} before it`] : []), ...(after ? [`${kindOf(after)} after it`] : [])];
  const harmless = after === '' && /^[ \t]+$/.test(before);
  return {
    where: places.join(' and '),
    consequence: harmless
      ? 'The usual clients send it all the same.'
      : 'Node and this check trim it; Python’s client does not, refuses to send it and reports “Connection error.”, as if the network were at fault.',
  };
}

function kindOf(space: string): string {
  if (/[\r\n]/.test(space)) return 'a line break';
  return space.includes('\t') ? 'a tab' : 'a space';
}
