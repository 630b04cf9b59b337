/** Digits of the longest number of a failure, and what all of them are below. */
const LONGEST_NUMBER = 5;
const BOUND = 16_384;

/** Numbers of failures, each from one to another: HTTP statuses, errnos of sockets, Winsock, WinHTTP. */
const ABOVE_ZERO = flagsOf([
  [101, 113],
  [400, 431],
  [440, 460],
  [494, 530],
  [561, 561],
  [598, 599],
  [10_004, 10_112],
  [11_001, 11_010],
  [12_001, 12_190],
]);
/** The same behind a minus: errnos as Node and libuv have them, NSURLError, Secure Transport. */
const BELOW_ZERO = flagsOf([
  [1, 199],
  [1_000, 1_206],
  [3_000, 3_012],
  [9_800, 9_860],
]);
/** The longest word with a digit that is a code's name and no identifier. */
const LONGEST_CODE = 8;

function flagsOf(ranges: readonly (readonly [from: number, to: number])[]): Uint8Array {
  const flags = new Uint8Array(BOUND);
  for (const [from, to] of ranges) flags.fill(1, from, to + 1);
  return flags;
}

/**
 * Whether a word with a digit is the number or the code of a failure, so that two lines that differ in it are two failures: `429`, `Errno 111`, `WinError 10061`, `curl: (60)`, `SSLV3`; not the fraction of a
 * second. `letters`: whether it has letters too.
 */
export function isFailureNumber(bytes: Uint8Array, from: number, to: number, letters: boolean): boolean {
  if (letters) return isCode(bytes, from, to);
  if (to - from > LONGEST_NUMBER) return false;
  const before = bytes[from - 1];
  // Of an amount, a time, an address.
  if (before === 44 || before === 46 || (before === 58 && isDigit(bytes[from - 2]))) return false;
  // Of a version.
  if (bytes[to] === 46 && isDigit(bytes[to + 1])) return false;
  // Of a path; not of squid's `TCP_MISS/503`.
  if (before === 47 && !isCapital(bytes[from - 2])) return false;
  if (before === 40) return true;
  const value = numberAt(bytes, from, to);
  if (before === 45 && !isWordByte(bytes[from - 2])) return BELOW_ZERO[value] === 1;
  return (ABOVE_ZERO[value] === 1 && !isOfAField(bytes, from) && !isSize(bytes, from)) || isNamed(bytes, from);
}

/** The value of a field, as `"ms":412`, `"ms": 412` and `ms=412`: that of a field for failures has its name. */
function isOfAField(bytes: Uint8Array, from: number): boolean {
  const before = bytes[from - 1];
  return before === 61 || before === 58 || (before === 32 && bytes[from - 2] === 58 && bytes[from - 3] === 34);
}

/** The size that access logs print behind the status: `HTTP/1.1" 200 412`. */
function isSize(bytes: Uint8Array, from: number): boolean {
  return bytes[from - 1] === 32 && isDigit(bytes[from - 2]) && bytes[from - 5] === 32 && bytes[from - 6] === 34;
}

function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] as number) - 48;
  return value;
}

/** Words before a number that is one of a failure whatever it is, by their last three letters: errno, error, code, status. */
const NAMES = ['rno', 'ror', 'ode', 'tus'].map((end) => lastThree(Buffer.from(end), 2));

/** `errno: `, `"code":`, `status=`: at most four marks between the name and its number. */
function isNamed(bytes: Uint8Array, from: number): boolean {
  let at = from - 1;
  for (let marks = 0; marks < 4 && at >= 0 && !isWordByte(bytes[at]); marks += 1) at -= 1;
  if (at === from - 1 || at < 2) return false;
  return NAMES.includes(lastThree(bytes, at));
}

function lastThree(bytes: Uint8Array, at: number): number {
  return (lower(bytes[at - 2]) << 16) | (lower(bytes[at - 1]) << 8) | lower(bytes[at]);
}

/** Names of codes and classes in which a digit is part of the word, as `SSLV3` or `x509`, and Windows' results (`0x80072ee2`); no identifiers. */
function isCode(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (isDigit(bytes[from])) return length === 10 && bytes[from + 1] === 120 && bytes[from + 2] === 56;
  if (length > LONGEST_CODE) return false;
  return digitRuns(bytes, from, to) === 1 && !(length >= 6 && isHex(bytes, from, to));
}

/** How often digits begin in a word: more than once in identifiers, hardly ever in names. */
function digitRuns(bytes: Uint8Array, from: number, to: number): number {
  let runs = 0;
  for (let at = from + 1; at < to; at += 1) if (isDigit(bytes[at]) && !isDigit(bytes[at - 1])) runs += 1;
  return runs;
}

function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at]) && lower(bytes[at]) > 102) return false;
  return true;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90;
}

function isWordByte(byte: number | undefined): boolean {
  return isDigit(byte) || (lower(byte) >= 97 && lower(byte) <= 122);
}

function lower(byte: number | undefined): number {
  return (byte ?? 0) | 32;
}
