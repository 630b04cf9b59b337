import { hidden, mask, publicPrefix } from './mask.ts';

/** Masks what looks like a secret, whoever it belongs to. Every pattern is bounded, so that the time is linear in the text. */
export function byPattern(text: string): string {
  return PATTERNS.reduce((masked, [pattern, replace]) => masked.replace(pattern, replace), text);
}

/** Shorter ones may be words. */
const SHORTEST_FOUND = 12;
const MOST_FOUND = 64;

/**
 * What looks like a secret in a text, to be hidden by its value: a piece of the text may be shown that begins in the middle of one, and
 * then nothing but its value gives it away.
 */
export function secretsIn(text: string): string[] {
  const keys = [JWT, KEY, VENDOR_KEY].flatMap((pattern) => text.match(pattern) ?? []);
  const values = [HEADER, SCHEME, QUERY, ASSIGNED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => found.at(-1) ?? ''),
  );
  const found = [...keys, ...values.filter((value) => looksRandom(value) && !isReference(value))];
  return [...new Set(found)].filter((value) => value.length >= SHORTEST_FOUND && !value.includes('…')).slice(0, MOST_FOUND);
}

type Replace = (match: string, ...groups: string[]) => string;

/** Not inside a longer word; the hyphens before an option are none. */
const WORD_START = '(?<![A-Za-z0-9_]|[A-Za-z0-9]-)';

/**
 * What goes on behind a space was broken over lines: a word with digits that no language has, nor the ids that answers carry. Shorter ends
 * than this are left.
 */
const GOES_ON = String.raw`(?:[\s|│"'+\\]{1,12}(?!(?:req|org|proj|user|gpt|chatcmpl|resp|http)[\w-])(?=[\w.-]{0,40}\d)(?=[\w.-]{0,40}[A-Za-z])[\w.-]{12,256}){0,16}`;

const JWT = new RegExp(String.raw`${WORD_START}[eE][yY][jJ][\w-]{12,4096}(?:\.[\w-]{0,4096}){0,4}${GOES_ON}`, 'g');
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,32}PRIVATE KEY-----)?/g;
/** A prefix that stands alone, as in a text about keys, is nobody's key. */
const KEY = new RegExp(
  `${WORD_START}[sS][kK]-(?!(?:proj|svcacct|admin|ant|or)-(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{8,4096}(?:…|${GOES_ON})`,
  'g',
);
/** The API masks the key that it refuses and leaves the start and the last four characters. */
const MASKED_ECHO = new RegExp(`${WORD_START}[A-Za-z0-9_-]{0,24}\\*{3,512}[A-Za-z0-9_-]{0,24}`, 'g');
const VENDOR_KEY = new RegExp(
  `${WORD_START}(?:sess-|gsk_|AIza|aiza|AIZA|(?:hf|api_org|r8|fw)_(?=[A-Za-z0-9]{12})|pplx-|xai-|nvapi-|csk-|tgp_v1_|whsec_|[rs]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|A[KS]IA|ABSK)[A-Za-z0-9_-]{12,4096}${GOES_ON}`,
  'g',
);
const HEADER =
  /(?<![\w-])((?:proxy-)?authorization|(?:x-)?api-key|(?:set-)?cookie|x-amz-security-token)(["']?\s{0,4}[:=]\s{0,4}["']?(?:[A-Za-z]{2,12} {1,2}(?=\S))?)([^\s"',<>]{1,4096})/gi;
const SCHEME = /(?<![\w-])(Bearer|Basic|Negotiate|NTLM|Token)( {1,4})([A-Za-z0-9+/=_~.-]{6,4096}…?)/gi;
const URL_USER = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,31}:\/\/)[^\s/?#"'<>@]{1,1024}(?:@[^\s/?#"'<>@]{1,1024}){0,4}(?=@)/gi;
const BARE_USER = /(?<![^\s"'=(])[^\s/:@"'=(]{1,256}:[^\s/@"']{1,256}(?=@[\w.-]{1,253}(?::\d|\b))/g;
const QUERY =
  /([?&;](?:[a-z]{1,16}[-_])?(?:api[-_]?key|key|token|password|passwd|secret|signature|sig|credential|code)=)([^&\s"'#<>]{1,4096})/gi;

/** `api_key="…"`, `OPENAI_API_KEY=…`, `Incorrect API key provided: …`: a name that says what follows. */
const ASSIGNED =
  /((?:api[-_ ]?key(?: provided)?|(?:access|secret)[-_]?key|(?:auth|access|bearer|api|hf|github)[-_]?token|client[-_]?secret|password|passwd)\\?["']?\s{0,2}[:=]{1,2}\s{0,2}(?:[bru]{0,2}\\?["'])?)([^\s"'\\,;&<>(){}[\]]{6,4096})/gi;

/** What a command to type says in place of a name and a password. */
const PLACEHOLDER = 'USER:PASSWORD';

const PATTERNS: [RegExp, Replace][] = [
  [PRIVATE_KEY, (found) => hidden(found.length)],
  [JWT, (found) => hidden(found.length)],
  [HEADER, (_, name, between, value) => `${name}${between}${isReference(value) ? value : hideOnce(value)}`],
  [SCHEME, (_, scheme, space, value) => `${scheme}${space}${looksRandom(value) ? hideOnce(value) : value}`],
  [URL_USER, (found, scheme) => (found === `${scheme}${PLACEHOLDER}` ? found : `${scheme}…`)],
  [BARE_USER, () => '…'],
  [QUERY, (_, name, value) => `${name}${isReference(value) ? value : hideOnce(value)}`],
  [MASKED_ECHO, (found) => `${publicPrefix(found)}${hidden(found.length)}`],
  [KEY, hideOnce],
  [ASSIGNED, (_, name, value) => `${name}${isReference(value) || !/\d/.test(value) ? value : hideOnce(value)}`],
  [VENDOR_KEY, mask],
];

/** A command to type names the variable (`$OPENAI_API_KEY`, `%KEY%`, `<your key>`), which is no secret. */
function isReference(value: string): boolean {
  return /^(?:\$|%\w+%|\{|\*$)/.test(value);
}

/** Masks a value that is no mask of ours already: one that somebody else cut short ends with `…`, too. */
function hideOnce(value: string): string {
  const own = value.slice(publicPrefix(value).length);
  return own.startsWith('…') ? value : mask(value);
}

/** Tells credentials from the word after `Basic` or `Bearer` in a sentence. */
function looksRandom(value: string): boolean {
  return value.length >= 24 || /\d|[a-z][A-Z]|[=+/_]/.test(value);
}
