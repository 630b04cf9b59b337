/** A value as logs print it. */
export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal };

const DEEPEST = 24;
/** Longest stretch that one value is read from. */
const LONGEST = 32_768;

/**
 * Reads the object or list that begins at `from`, as any client prints it: JSON, Python's `repr`, Node's `util.inspect`, Ruby's and
 * PHP's `=>`, Java's and Go's maps, Python's `Name(key='value')` from its bracket on. What is cut off ends early and keeps what was read. Null where no object begins there.
 */
export function readLiteral(text: string, from: number): { value: Literal; end: number } | null {
  const reader = { text: text.slice(from, from + LONGEST), at: 0, close: '}' };
  const first = reader.text[0];
  if (first !== '{' && first !== '[' && first !== '(') return null;
  const value = first === '(' ? recordOf(reader, 0, ')') : readValue(reader, 0);
  return { value, end: from + reader.at };
}

interface Reader {
  text: string;
  at: number;
  /** What ends the record that is being read: words without quotes end before it. */
  close: string;
}

function readValue(reader: Reader, depth: number): Literal {
  skip(reader, /\s/);
  const char = reader.text[reader.at];
  if (depth > DEEPEST || char === undefined) return null;
  if (char === '{') return recordOf(reader, depth);
  if (match(reader, DICTIONARY)) return recordOf(reader, depth, ']');
  if (char === '[') return match(reader, LEFT_OUT) ? null : listOf(reader, depth);
  if (match(reader, /"<null>"/y)) return null;
  if (quoteAt(reader)) return joinedStrings(reader);
  if (match(reader, WRAPPED)) return unwrapped(reader, depth);
  return wordOf(reader, depth);
}

/** What `util.inspect` prints for what it leaves out. */
const LEFT_OUT = /\[(?:Function|AsyncFunction|Object|Array|Circular|Getter|Setter|Symbol|class|native)\b[^\]]{0,200}\]/y;

/** Swift prints a dictionary in the brackets of a list: `["error": { … }]`. */
const DICTIONARY = /(?=\[\s{0,4}"[^"\n]{1,60}"\s?: )/y;

/** Rust's `{:?}` names the kind of each value: `String("text")`, `Number(404)`, `Some("x")`, `Array [ … ]`. */
const WRAPPED = /(?:String|Number|Bool|Some|Ok|Err|Text|Str|Array|Vec|Object)(?:\(\s?|\s?(?=\[))/y;

function unwrapped(reader: Reader, depth: number): Literal {
  const plain = match(reader, /-?\d{1,15}(?:\.\d{1,15})?(?=\s?\))|(?:true|false|null)(?=\s?\))/y)?.[0];
  const value = plain === undefined ? readValue(reader, depth + 1) : (JSON.parse(plain) as Literal);
  skip(reader, /\s/);
  if (reader.text[reader.at] === ')') reader.at += 1;
  return value;
}

function recordOf(reader: Reader, depth: number, close: '}' | ')' | ']' = '}'): Literal {
  const outer = reader.close;
  reader.close = close;
  const record = pairsOf(reader, depth);
  reader.close = outer;
  return record;
}

function pairsOf(reader: Reader, depth: number): Literal {
  // Without a prototype: a log may name a key __proto__.
  const record: { [key: string]: Literal } = Object.create(null);
  reader.at += 1;
  for (;;) {
    skip(reader, /[\s,;]/);
    if (ended(reader, reader.close)) return record;
    const start = reader.at;
    const key = keyOf(reader);
    if (key !== null && separator(reader)) record[key] = readValue(reader, depth + 1);
    // What is neither a pair nor the end is passed over, so that the reading always goes on.
    else if (reader.at === start) reader.at += 1;
  }
}

function listOf(reader: Reader, depth: number): Literal {
  const list: Literal[] = [];
  reader.at += 1;
  for (;;) {
    skip(reader, /[\s,]/);
    if (ended(reader, ']')) return list;
    const start = reader.at;
    list.push(readValue(reader, depth + 1));
    if (reader.at === start) reader.at += 1;
  }
}

function ended(reader: Reader, close: string): boolean {
  const char = reader.text[reader.at];
  if (char === undefined) return true;
  if (char === close) reader.at += 1;
  return char === close;
}

function keyOf(reader: Reader): string | null {
  if (quoteAt(reader)) return stringOf(reader);
  const bare = match(reader, /[:@]?([A-Za-z_$][\w$.-]{0,80}|\[[\w ()]{1,60}\])/y);
  return bare ? (bare[1] ?? null) : null;
}

function separator(reader: Reader): boolean {
  return match(reader, /\s{0,80}(?:=>|:|=)/y) !== null;
}

/** Where a string begins: with `b'…'`, `u"…"` and `@"…"` as well. */
function quoteAt(reader: Reader): boolean {
  return /^(?:[bu@]?["'`]|[“‘])/.test(reader.text.slice(reader.at, reader.at + 2));
}

/** Node prints long strings in parts that are joined with `+`. */
function joinedStrings(reader: Reader): string {
  let whole = stringOf(reader);
  while (match(reader, /\s{0,200}\+\s{0,200}(?=["'`])/y)) whole += stringOf(reader);
  return whole;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

function stringOf(reader: Reader): string {
  match(reader, /[bu@]/y);
  const quote = reader.text[reader.at] as string;
  const close = quote === '“' ? '”' : quote === '‘' ? '’' : quote;
  const parts: string[] = [];
  reader.at += 1;
  for (;;) {
    const char = reader.text[reader.at];
    if (char === undefined) return parts.join('');
    reader.at += 1;
    if (char === close) return parts.join('');
    parts.push(char === '\\' ? escaped(reader) : char);
  }
}

function escaped(reader: Reader): string {
  const hex = match(reader, /u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})/y);
  if (hex) return String.fromCharCode(Number.parseInt(hex[1] ?? hex[2] ?? '0', 16));
  const char = reader.text[reader.at] ?? '';
  reader.at += char.length;
  return ESCAPES[char] ?? char;
}

const WORDS: Record<string, Literal> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nil: null,
  undefined: null,
  '<nil>': null,
};

/** Numbers and names; without quotes (Java, Go) also words up to the next comma or bracket. */
function wordOf(reader: Reader, depth: number): Literal {
  // `Headers { … }`, `[Error: text] { … }`, `<ref *1> Foo { … }`: the braces hold what counts.
  const named = match(reader, /(?:<ref \*\d{1,3}> )?(?:\[[^[\]{}]{1,400}\]|[A-Za-z_$][\w$.]{0,60}(?:\(\d{1,6}\))?) ?(?=\{)/y);
  if (named) return recordOf(reader, depth);
  // `RealtimeError(type='…', code='…')`
  if (match(reader, /[A-Z][\w.]{1,60}(?=\([a-z_]{2,40}=)/y)) return recordOf(reader, depth, ')');
  const word = match(reader, reader.close === ')' ? /[^,)}\]\n]{1,2000}/y : /[^,}\]\n]{1,2000}/y)?.[0].trim() ?? '';
  if (Object.hasOwn(WORDS, word)) return WORDS[word] as Literal;
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(word) ? Number(word) : word;
}

function match(reader: Reader, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = reader.at;
  const found = sticky.exec(reader.text);
  if (found) reader.at += found[0].length;
  return found;
}

function skip(reader: Reader, kind: RegExp): void {
  while (reader.at < reader.text.length && kind.test(reader.text[reader.at] as string)) reader.at += 1;
}
