/** What the tests on leaks share: random secrets of every known form, the disguises in which software writes them, and the search for them. */
import fc from 'fast-check';
import { lookOf } from '../../src/knowledge/providers/key-formats.ts';
import { findRun, runsIn } from './find-run.ts';

/** How often a property is tried; FUZZ_RUNS multiplies it by hand. */
export const runs = (count: number) => ({ numRuns: Math.ceil(count * Number(process.env.FUZZ_RUNS ?? 1)) });

/** Without FUZZ_SEED every run in CI tries the same inputs. */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20261124), interruptAfterTimeLimit: 600_000 });

export interface Secret {
  /** As it stands in a variable or a file. */
  value: string;
  /** What no output may hold: without the public prefix and what people copy along. */
  own: string;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const WORD = `${UPPER}${LOWER}${DIGITS}_-`;

const text = (from: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...from), minLength, maxLength }).filter((made) => new Set(made).size > 5);

const prefixed = (prefix: string, from: string, minLength: number, maxLength = minLength): fc.Arbitrary<Secret> =>
  text(from, minLength, maxLength).map((own) => ({ value: prefix + own, own }));

/** A text that no rule takes for a sample such as `$(command)`. */
const startingWith = (letter: string, ...rest: Parameters<typeof text>) =>
  text(...rest).map((own) => ({ value: letter + own, own: letter + own }));

/** Keys by their looks: these are found in any text, also where nobody knows of them. */
export const knownKeys: Record<string, fc.Arbitrary<Secret>> = {
  legacy: fc.tuple(text(UPPER + DIGITS, 20), text(LOWER + DIGITS, 20)).map(([a, b]) => made('sk-', `${a}T3BlbkFJ${b}`)),
  project: prefixed('sk-proj-', WORD, 40, 156),
  service: prefixed('sk-svcacct-', WORD, 40, 156),
  admin: prefixed('sk-admin-', WORD, 40, 156),
  anthropic: prefixed('sk-ant-api03-', WORD, 93),
  openrouter: prefixed('sk-or-v1-', `${DIGITS}abcdef`, 64),
  groq: prefixed('gsk_', `${UPPER}${LOWER}${DIGITS}`, 52),
  google: prefixed('AIza', WORD, 35),
  huggingface: prefixed('hf_', `${UPPER}${LOWER}`, 34),
  session: prefixed('sess-', `${UPPER}${LOWER}${DIGITS}`, 40),
  cerebras: prefixed('csk-', `${LOWER}${DIGITS}`, 48),
  together: prefixed('tgp_v1_', WORD, 43),
  gitlab: prefixed('glpat-', WORD, 20),
  stripe: prefixed('sk_live_', `${UPPER}${LOWER}${DIGITS}`, 24),
  webhook: prefixed('whsec_', `${UPPER}${LOWER}${DIGITS}`, 32),
  jwt: fc.tuple(text(WORD, 30, 60), text(WORD, 80, 300), text(WORD, 43)).map((parts) => {
    const own = `eyJ${parts.join('.')}`;
    return { value: own, own };
  }),
};

/** Keys and passwords that nothing but their place gives away. */
export const otherKeys: Record<string, fc.Arbitrary<Secret>> = {
  'azure, 32 hex': prefixed('', `${DIGITS}abcdef`, 32),
  'azure, 84 characters': prefixed('', `${UPPER}${LOWER}${DIGITS}`, 84),
  uuid: fc.uuid().map((own) => ({ value: own, own })),
  token: prefixed('', `${WORD}.~+/=`, 8, 200),
  password: prefixed('', `${WORD}!"#$%&'()*+,./:;<=>?@[\\]^\`{|}~`, 12, 60),
  'not ASCII': prefixed('', `${WORD}äßéñ€日本語ключ😀`, 12, 60),
  percent: prefixed('', `${DIGITS}abcdefABCDEF%%%%%%`, 12, 60),
  backslashes: prefixed('', `${LOWER}\\\\\\\\nrtux0u`, 12, 60),
  metacharacters: startingWith('k', '.*+?^{}$()|[]\\/-abcdefgh', 12, 60),
  'with spaces': fc
    .array(text(WORD, 6, 12), { minLength: 2, maxLength: 5 })
    .map((words) => ({ value: words.join(' '), own: words.join(' ') })),
};

function made(prefix: string, own: string): Secret {
  return { value: prefix + own, own };
}

/** What nobody was ever given as a key (`__NAME__`) is none. */
export const anyKey = fc
  .oneof(...Object.values(knownKeys), ...Object.values(otherKeys))
  .filter(({ value }) => lookOf(value).kind !== 'placeholder');
export const knownKey = fc.oneof(...Object.values(knownKeys));

/** What people copy along with a key, or do to it. */
export const wrappings: Record<string, (key: string) => string> = {
  bare: (key) => key,
  padded: (key) => `  ${key}\t`,
  'with a line feed': (key) => `${key}\n`,
  'after Bearer': (key) => `Bearer ${key}`,
  'in quotes': (key) => `"${key}"`,
  'in curly quotes': (key) => `“${key}”`,
  'as an assignment': (key) => `OPENAI_API_KEY=${key}`,
  'as an export': (key) => `export OPENAI_API_KEY='${key}'`,
  'behind a byte order mark': (key) => `\ufeff${key}`,
  'before a zero-width space': (key) => `${key}\u200b`,
  twice: (key) => `${key}\n${key}`,
};

const base64 = (of: string) => Buffer.from(of).toString('base64');
const bytes = (of: string, write: (hex: string) => string) =>
  [...Buffer.from(of)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('');
const units = (of: string, write: (unit: number) => string) =>
  Array.from({ length: of.length }, (_, at) => write(of.charCodeAt(at))).join('');
const hex4 = (unit: number) => unit.toString(16).padStart(4, '0');

/** Every form in which a client, a proxy, a server or a library has been seen to write a text, or could. */
export const disguises: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in a header': (secret) => `Authorization: Bearer ${secret}`,
  'in a sentence': (secret) => `Incorrect API key provided: ${secret}. You can find yours elsewhere.`,
  'in Node’s words': (secret) => `Invalid character in header content ["${secret}"]`,
  'in a URL': (secret) => `http://me:${encodeURIComponent(secret)}@proxy.example:3128/`,
  'unescaped in a URL': (secret) => `http://me:${secret}@proxy.example:3128/`,
  'in a query': (secret) => `/v1/models?x=${encodeURIComponent(secret)}&y=1`,
  'in a form': (secret) => new URLSearchParams({ a: secret }).toString(),
  'URL-encoded, lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'URL-encoded whole': (secret) => bytes(secret, (code) => `%${code.toUpperCase()}`),
  'URL-encoded whole, lower case': (secret) => bytes(secret, (code) => `%${code}`),
  'URL-encoded twice': (secret) => encodeURIComponent(bytes(secret, (code) => `%${code}`)),
  'in JSON': (secret) => JSON.stringify({ key: [secret] }),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ secret })),
  'JSON-escaped whole': (secret) => units(secret, (unit) => `\\u${hex4(unit)}`),
  'JSON-escaped in JSON': (secret) => JSON.stringify(units(secret, (unit) => `\\u${hex4(unit)}`)),
  'JSON-escaped in capitals': (secret) => units(secret, (unit) => `\\u${hex4(unit).toUpperCase()}`),
  'as bytes of Python': (secret) => `b'${bytes(secret, (code) => `\\x${code}`)}'`,
  'HTML-escaped': (secret) =>
    secret.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? ''),
  'HTML entities': (secret) => [...secret].map((sign) => `&#${sign.codePointAt(0)};`).join(''),
  'HTML entities in hex': (secret) => [...secret].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
  'base64, first third': base64,
  'base64, second third': (secret) => base64(`u${secret}`),
  'base64, last third': (secret) => base64(`us${secret}`),
  'base64 for URLs': (secret) => Buffer.from(`x:${secret}`).toString('base64url'),
  'base64, in lines': (secret) => base64(`user:${secret}`).replace(/(.{16})/g, '$1\r\n'),
  'base64, URL-encoded': (secret) => encodeURIComponent(base64(`user:${secret}`)),
  'in hex': (secret) => Buffer.from(secret).toString('hex'),
  reversed: (secret) => [...secret].reverse().join(''),
  'in capitals': (secret) => secret.toUpperCase(),
  'with the case swapped': (secret) =>
    secret.replace(/[a-z]+|[A-Z]+/g, (run) => (run < 'a' ? run.toLowerCase() : run.toUpperCase())),
  'in lines of 20': (secret) => secret.replace(/(.{20})/g, '$1\r\n\t'),
  'in lines of 5': (secret) => secret.replace(/(.{5})/g, '$1\n'),
  'in cells of a table': (secret) => `| ${secret.replace(/(.{7})/g, '$1 | ')} |`,
  'with marks inside': (secret) => [...secret].join('\u200b'),
  'with combining marks': (secret) => [...secret].map((sign) => `${sign}\u0336`).join(''),
  'with NULs inside': (secret) => [...secret].join('\0'),
  'in wide letters': (secret) => secret.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  'in colour': (secret) => `\x1b[31m${secret.slice(0, 9)}\x1b[0m${secret.slice(9)}`,
  'with its escapes read': (secret) => unescaped(secret),
  'misread as Latin-1': (secret) => Buffer.from(secret).toString('latin1'),
  'its start': (secret) => `${secret.slice(0, Math.ceil(secret.length * 0.8))}…`,
  'its end': (secret) => `…${secret.slice(Math.floor(secret.length * 0.2))}`,
  'cut by our limit': (secret) => `${'x'.repeat(1_995)}${secret}`,
  'where reading stops': (secret) => `${'x '.repeat(3_990)}${secret}`,
  'in a long key': (secret) => `${'x '.repeat(390)}${secret}`,
};

/** Runs of this many characters of a secret must stand nowhere. */
const RUN = 12;

/** The first trace of a secret in a text: twelve characters in a row, in any form; null where there is none. */
export function traceOf(secret: string, output: string): string | null {
  const wanted = runsOf(secret);
  for (const seen of views(output)) {
    const at = findRun(seen, wanted.runs, wanted.length);
    if (at >= 0) return seen.slice(Math.max(0, at - 30), at + wanted.length + 10);
  }
  return null;
}

/** Every run of a secret and of its encodings, without white space and in lower case. */
function runsOf(secret: string): { length: number; runs: Set<string> } {
  const raw = plain(secret);
  const length = Math.min(RUN, raw.length);
  const encoded = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
      .toString('base64')
      .replaceAll('=', '');
    return whole.slice(Math.ceil((offset * 8) / 6), whole.length - 1);
  });
  const binary = secret.length < 6 ? [] : [...encoded, ...encoded.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
  const forms = [raw, [...raw].reverse().join(''), ...[...binary, Buffer.from(secret).toString('hex')].map(plain)];
  return { length, runs: new Set(forms.flatMap((form) => runsIn(form, length))) };
}

const plain = (of: string) =>
  of
    .normalize('NFKC')
    .replace(/\s|\p{M}/gu, '')
    .toLowerCase();

/** A text as it stands, with its escapes read, and with the frames of tables and the marks of quotations taken out. */
function views(output: string): string[] {
  const once = unescaped(output);
  const twice = unescaped(once);
  return [...new Set([output, once, twice, once.replace(/[|│┃>·\\]/g, ''), output.replace(/[|│┃>·\\]/g, '')])].map(plain);
}

function unescaped(of: string): string {
  return of
    .replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'))
    .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, decimal) => {
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    })
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '')
    .replace(/\\(["\\/])/g, '$1');
}
