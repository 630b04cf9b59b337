import { isReference, lookOf } from '../knowledge/providers/key-formats.ts';
import { bareKey, trimKey } from '../settings/key-text.ts';
import { secretsIn } from './redact/by-look.ts';
import { publicPrefix } from './redact/mask.ts';
import { type Certainty, certaintyOf } from './redact/names.ts';
import { holdsSecret, isNoSecret, isOrdinary, looksDrawn, looksRandom } from './redact/values.ts';
import { credentialsOfProxy, parametersOf, secretsOfUrl } from './url-secrets.ts';

/** The values of variables and arguments that are secret because of their name, whatever their format. */

type Env = Readonly<Record<string, string | undefined>>;

/** The API's own variables under whatever name people give to one of several keys (`OPENAI_API_KEY_TEST`); a file's name is no secret. */
const OWN_SECRET = /^(?:AZURE_)?OPENAI_(?:\w{0,80}_)?(?:KEY|TOKEN|SECRET)S?(?:_(?!FILE$|PATH$|NAME$|ENV$)\w{1,80})?$/i;

/** Headers that people have every request carry. */
const HEADERS = /(?:^|_)HEADERS?$/i;

/** Variables whose values reports show. */
const SHOWN_VARIABLE = /^(?:(?:AZURE_)?OPENAI|SSL|NODE|REQUESTS|CURL|OPENSSL)_/i;

/** The shell's working directory: no password, in spite of its name. */
const SHELL_FOLDER = /^(?:OLD)?PWD$/;

/** A value this short (`1`, `yes`) under a telling name is a setting; the API's own variables count at any length. */
const SHORTEST_FOREIGN = 4;

/** More of a value than any key or address has. */
const LONGEST = 16_384;

/** Every secret that the environment holds: keys and tokens, passwords inside URLs, values of custom headers. */
export function secretsOfEnvironment(env: Env): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value ? secretsOfVariable(name, value.slice(0, LONGEST)) : []));
}

function secretsOfVariable(name: string, value: string): string[] {
  if (SHELL_FOLDER.test(name) && /^(?:[/~]|[A-Za-z]:[\\/])/.test(value)) return [];
  if (/_proxy$/i.test(name)) return [...credentialsOfProxy(value), ...parametersOf(value), ...strayToken(value)];
  if (/_(?:BASE_URL|API_BASE|ENDPOINT)$/i.test(name)) return [...secretsOfUrl(value), ...strayToken(value)];
  if (HEADERS.test(name)) return secretsOfHeaders(value);
  if (OWN_SECRET.test(name)) return formsOfKey(value);
  const certainty = certaintyOf(name);
  if (certainty && isForeignSecret(value, certainty)) return formsOfKey(value);
  if (SHOWN_VARIABLE.test(name)) return strayKey(value);
  return /:\/\/|[\w-]=|["']:/.test(value) ? secretsIn(value) : [];
}

/** A session may be called `ubuntu`, and the file of a password has a path. */
function isForeignSecret(value: string, certainty: Certainty): boolean {
  if (value.length < SHORTEST_FOREIGN || isNoSecret(value)) return false;
  if (certainty === 'sure') return value.length >= 8 || !/^(?:[a-z]+|\d+)$/.test(value);
  return certainty === 'likely' ? looksRandom(value) && !/^[/~.]/.test(value) : value.length >= 16 && looksDrawn(value);
}

/**
 * A key that stands where an address, an id or a path belongs: alone or in several words, in place of a scheme, of a host or of a port, or
 * behind a `#`. Names of hosts with a dot and paths may have drawn parts of their own, so these stay, as do short words and UUIDs.
 */
export function strayToken(value: string): string[] {
  const words = value.split(/[\s"'`,]+/).filter(Boolean);
  return words.flatMap((word) => {
    const [, scheme = '', authority = '', rest = ''] = ADDRESS.exec(word) ?? [];
    const [, host = '', port = ''] = /^(?:[^@]*@)?([^:@]*)(?::(.*))?$/.exec(authority) ?? [];
    const shortest = words.length > 1 ? SHORTEST_STRAY.word : SHORTEST_STRAY.alone;
    const parts = [host, ...(host === word ? [] : [scheme, port]), rest.slice(rest.indexOf('#') + 1 || rest.length)];
    return [...parts.filter((part) => part.length >= shortest && isStray(part)), ...paddedIn(word)];
  });
}

const ADDRESS = /^(?:([^\s:/?#@]{1,4096}):\/\/)?([^\s/?#]{0,4096})(.*)$/;

/** Of several words each is a piece. Alone, a name may be as long, and look as drawn. */
const SHORTEST_STRAY = { alone: 20, word: 10 };

function isStray(part: string): boolean {
  if (/^(?:org|proj|user)_/.test(part) || !/^[A-Za-z0-9_+=]+$/.test(part) || !/\d/.test(part) || !/[A-Za-z]/.test(part))
    return false;
  return part.length >= 32 || looksDrawn(part);
}

/** Base64 with its padding is no part of a name. */
function paddedIn(word: string): string[] {
  const end = /={1,2}(?![\w=])/.exec(word)?.index ?? 0;
  const run = /[A-Za-z0-9+/_-]{0,256}$/.exec(word.slice(Math.max(0, end - LONGEST_PADDED), end))?.[0] ?? '';
  return run.length >= SHORTEST_STRAY.alone && looksDrawn(run) ? [run] : [];
}

const LONGEST_PADDED = 256;

/** The same, and every value with the format of a secret. */
export function strayKey(value: string): string[] {
  const text = value.slice(0, LONGEST);
  return [...strayToken(text), ...secretsIn(text)];
}

/**
 * A key as it stands and as clients send it. What people copy along with it (quotes, `Bearer`, `NAME=`) is no secret: hiding it would
 * hide the names of variables. That it was copied along is certain only where a known prefix follows.
 */
export function formsOfKey(value: string): string[] {
  const bare = bareKey(value);
  if (isSample(bare)) return [];
  return publicPrefix(bare) === '' ? [...new Set([value, trimKey(value), bare])] : [bare];
}

/**
 * A sample text is not a secret, and masking every `None` or `https://` would make the report unreadable. One with a digit may still be
 * the key of a private server, and an address may contain credentials.
 */
function isSample(bare: string): boolean {
  if (isOrdinary(bare) || isReference(bare)) return !holdsSecret(bare);
  return (
    lookOf(bare).kind === 'placeholder' && !bare.includes('@') && (!/\d/.test(bare) || /^[a-z][a-z0-9+.-]*:\/\//i.test(bare))
  );
}

/** Headers whose values say how a call is made, and not by whom. */
const HARMLESS_HEADER =
  /^(?:accept(?:-\w+)?|user-agent|content-\w+|host|connection|cache-control|origin|referer|http-referer|x-title|openai-(?:beta|organization|project|version)|x-request-id|x-client-\w+|x-stainless-[\w-]+)$/i;

/** `Name: value` lines, or a JSON object of them: the value of a custom header may be the credential of the call. */
function secretsOfHeaders(text: string): string[] {
  const lines = text.split(/\n|["'],\s{0,20}["']?|[{}]/).flatMap((line) => {
    const [, name, value] = /^["'\s]{0,20}([\w-]{1,80})["']?\s{0,4}[:=]\s{0,4}["']?(.{1,4096})$/.exec(line.trim()) ?? [];
    return name && value ? [{ name, value: value.replace(/["'\s]{1,8}$/, '') }] : [];
  });
  const told = lines.filter(({ name }) => !HARMLESS_HEADER.test(name));
  return [
    ...new Set([...told.map(({ value }) => value.replace(/^(?:Bearer|Basic|Token)\s{1,4}(?=\S)/i, '')), ...secretsIn(text)]),
  ];
}

/**
 * What on a command line could be a secret that was typed where none belongs: words that look drawn, alone or as parts of what stands there,
 * and whatever stands before an `@`. Wrong usage quotes the words it cannot use, and a log must not hold them.
 */
export function secretsOfArguments(argv: string[]): string[] {
  const values = argv.flatMap((word) => [word, word.slice(word.indexOf('=') + 1)]).map((value) => value.slice(0, LONGEST));
  const words = values
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .flatMap((value) => strayWords(value.replace(/^-+/, '')));
  const inside = values.flatMap((value) => (/[=:@]/.test(value) ? secretsIn(value) : []));
  return [...words, ...inside, ...values.filter((value) => value.includes('@')).flatMap(credentialsOfProxy)];
}

/** A word with digits among its letters, or one that no language has; of a path, the parts that are. */
function strayWords(value: string): string[] {
  if (/^(?=\D*\d)(?=[^a-z]*[a-z])[\w.+-]{12,}=*$/i.test(value)) return [value];
  if (value.length < 12 || /\s/.test(value)) return [];
  const parts = value.split(/[/:\\]/).filter(looksDrawn);
  const isPath = /^(?:[/~.\\]|[A-Za-z]:)|\.[a-z]{2,5}$/.test(value);
  return parts.length > 0 && !isPath ? [value] : parts;
}
