/**
 * Makes cases of (secret × place × disguise) from a seed: secrets of the formats of vendors and of none, in the places where programs print
 * them, broken and encoded as terminals, loggers and servers do.
 */
import { findRun, runsIn } from './find-run.ts';

/** A generator of numbers below `limit`, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit;
  };
}

export type Draw = (limit: number) => number;

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const B62 = UPPER + LOWER + DIGITS;
const URL64 = `${B62}-_`;
const HEX = `${DIGITS}abcdef`;

/** Prefix, alphabet and length of what follows, as the vendors document them. */
export const FORMATS: [prefix: string, alphabet: string, length: number][] = [
  ['sk-proj-', URL64, 156],
  ['sk-svcacct-', URL64, 120],
  ['sk-admin-', URL64, 120],
  ['sk-', B62, 48],
  ['sk-ant-api03-', URL64, 95],
  ['sk-or-v1-', HEX, 64],
  ['sk-lf-', `${HEX}-`, 36],
  ['sess-', B62, 40],
  ['gsk_', B62, 52],
  ['AIza', URL64, 35],
  ['ya29.', URL64, 120],
  ['GOCSPX-', URL64, 28],
  ['hf_', UPPER + LOWER, 34],
  ['pplx-', B62, 48],
  ['xai-', B62, 80],
  ['r8_', B62, 37],
  ['nvapi-', URL64, 64],
  ['fw_', B62, 24],
  ['csk-', LOWER + DIGITS, 48],
  ['tgp_v1_', URL64, 43],
  ['jina_', B62, 60],
  ['tvly-', B62, 32],
  ['pcsk_', B62, 70],
  ['vck_', B62, 56],
  ['lsv2_pt_', HEX, 43],
  ['e2b_', HEX, 40],
  ['ghp_', B62, 36],
  ['gho_', B62, 36],
  ['github_pat_', B62, 82],
  ['glpat-', URL64, 20],
  ['glptt-', HEX, 40],
  ['AKIA', UPPER + DIGITS, 16],
  ['ABSK', B62, 128],
  ['bedrock-api-key-', B62, 100],
  ['xoxb-', `${DIGITS}-${B62}`, 50],
  ['xapp-1-', `${UPPER}${DIGITS}`, 60],
  ['sk_live_', B62, 24],
  ['rk_test_', B62, 24],
  ['whsec_', B62, 32],
  ['shpat_', HEX, 32],
  ['SG.', URL64, 66],
  ['xkeysib-', HEX, 80],
  ['npm_', B62, 36],
  ['pypi-', URL64, 150],
  ['rubygems_', HEX, 48],
  ['dckr_pat_', URL64, 27],
  ['dop_v1_', HEX, 64],
  ['dapi', HEX, 32],
  ['hvs.', URL64, 90],
  ['dp.pt.', B62, 43],
  ['ATATT3x', URL64, 180],
  ['sbp_', HEX, 40],
  ['pscale_tkn_', URL64, 43],
  ['lin_api_', B62, 40],
  ['ntn_', B62, 46],
  ['figd_', URL64, 40],
  ['glsa_', B62, 41],
  ['sntrys_', B62, 100],
  ['NRAK-', UPPER + DIGITS, 27],
  ['dt0c01.', UPPER + DIGITS, 89],
  ['PMAK-', HEX, 59],
  ['pul-', HEX, 40],
  ['HRKU-', URL64, 60],
  ['tskey-auth-', B62, 40],
  ['AGE-SECRET-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58],
  ['LTAI', B62, 20],
];

export interface Case {
  secret: string;
  /** What of it must not come out: all but the public prefix. */
  own: string;
  text: string;
  /** Whether nothing but the place gives the secret away. */
  hasFormat: boolean;
  said: string;
}

function drawn(draw: Draw, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(draw(alphabet.length))]).join('');
}

export function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[Math.floor(draw(from.length))] as T;
}

function formatted(draw: Draw): { secret: string; own: string } {
  const [prefix, alphabet, length] = pick(draw, FORMATS);
  const own = drawn(draw, alphabet, length);
  return { secret: prefix + own, own };
}

/** Letters and digits, 7 to 200 of them, with at least one of each kind, as a machine draws them. */
function unformatted(draw: Draw): { secret: string; own: string } {
  const length = 7 + Math.floor(draw(draw(2) < 1 ? 30 : 193));
  const own = `k${drawn(draw, draw(3) < 1 ? HEX : B62, length - 2)}7`;
  return { secret: own, own };
}

/** Places that say by themselves that what stands there is a secret. */
export const PLACES: Record<string, (secret: string) => string> = {
  'a header': (s) => `Authorization: Bearer ${s}`,
  'a header of its own': (s) => `x-api-key: ${s}`,
  'Azure’s header': (s) => `api-key: ${s}`,
  'API Management': (s) => `Ocp-Apim-Subscription-Key: ${s}`,
  Vault: (s) => `X-Vault-Token: ${s}`,
  'a function app': (s) => `X-Functions-Key: ${s}`,
  'a second cookie': (s) => `Cookie: lang=en1; session=${s}; theme=2`,
  'a cookie that is set': (s) => `Set-Cookie: sid=${s}; Path=/; HttpOnly`,
  'a dictionary of headers': (s) => `{'Authorization': 'Bearer ${s}', 'Accept': 'application/json'}`,
  'a list of headers': (s) => `[('content-type', 'application/json'), ('api-key', '${s}')]`,
  'bytes of headers': (s) => `[(b'Authorization', b'Bearer ${s}'), (b'Host', b'x')]`,
  HAR: (s) => `{"name":"x-api-key","value":"${s}"}`,
  JSON: (s) => `{"model":"gpt-4o","apiKey":"${s}","n":1}`,
  'JSON with blanks': (s) => `{ "access_token" : "${s}", "expires_in": 3600 }`,
  'JSON in JSON': (s) => JSON.stringify({ body: JSON.stringify({ client_secret: s }) }),
  'a query': (s) => `GET https://gateway.example/v1/models?api-version=2024-10-21&api-key=${s}&n=1`,
  'a signature': (s) => `https://b.blob.example/x?X-Amz-Date=20260101&X-Amz-Signature=${s}`,
  'a shared access signature': (s) => `https://b.blob.example/x?sv=2024&sig=${s}`,
  'a variable': (s) => `export OPENAI_API_KEY=${s}`,
  'a variable in quotes': (s) => `OPENAI_API_KEY_PROD="${s}" python app.py`,
  'another variable': (s) => `DB_PASS=${s} npm start`,
  'a Windows variable': (s) => `$env:AZURE_OPENAI_API_KEY = "${s}"`,
  YAML: (s) => `- name: OPENAI_API_KEY value: ${s}`,
  'YAML, a member': (s) => `  api_key: ${s}`,
  'an argument': (s) => `client = OpenAI(api_key="${s}", timeout=5)`,
  'a hash of Ruby': (s) => `{:api_key=>"${s}", :model=>"x"}`,
  'an array of PHP': (s) => `['apiKey' => '${s}', 'model' => 'x']`,
  XML: (s) => `<config><api_key>${s}</api_key></config>`,
  'an attribute': (s) => `<add key="ApiKey" value="${s}" />`,
  'an option': (s) => `litellm --model x --api-key ${s} --port 4000`,
  'an option with =': (s) => `tool --token=${s} run`,
  curl: (s) => `curl -sS -u user:${s} https://gateway.example/v1`,
  'a header of curl': (s) => `curl -H "Authorization: Bearer ${s}" https://gateway.example/v1`,
  'a connection string': (s) => `AccountName=x;AccountKey=${s};EndpointSuffix=core.windows.net`,
  'a database': (s) => `postgresql://app:${s}@db.example:5432/prod`,
  'a proxy': (s) => `http://corpuser:${s}@proxy.example:3128`,
  'a user alone': (s) => `https://oauth2:${s}@git.example/x.git`,
  'a refused header': (s) => `httpx.LocalProtocolError: Illegal header value b'${s}'`,
  'a refused header of requests': (s) =>
    `requests.exceptions.InvalidHeader: Invalid leading whitespace, reserved character(s), or return character(s) in header value: '${s}'`,
  'a refused header of undici': (s) => `TypeError: Headers.append: "${s}" is an invalid header value.`,
  'a refused header of Deno': (s) => `TypeError: Headers.set: ${s} is not a legal HTTP header value.`,
  'a refused header of Go': (s) => `net/http: invalid header field value "Bearer ${s}" for key Authorization`,
  'the API': (s) =>
    `Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${s}. You can find your API key at https://x'}}`,
  Digest: (s) => `Authorization: Digest username="u", realm="r", nonce="n1", response="${s}"`,
  'a sentence': (s) => `the password '${s}' was refused by the server`,
  'HAR, the value first': (s) => `{"value":"${s}","name":"x-api-key"}`,
  'a property list': (s) => `<key>apiKey</key> <string>${s}</string>`,
  'headers of Go': (s) => `map[Accept:[*/*] Api-Key:[${s}]]`,
  'headers of Java': (s) => `{api-key=[${s}], accept=[*/*]}`,
  'a mark of YAML': (s) => `api_key: !!str ${s}`,
  'a subprotocol': (s) => `Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.${s}, openai-beta.realtime-v1`,
  'a share': (s) => `net use x /user:corp ${s}`,
  netrc: (s) => `machine api.example login me password ${s}`,
};

/** Places that say nothing: only the format gives the key away. */
const BARE: Record<string, (secret: string) => string> = {
  alone: (s) => s,
  'in a line': (s) => `2026-11-30T10:00:00Z ERROR request failed with ${s} after 3 tries`,
  'in brackets': (s) => `got [${s}] from upstream`,
  'in a path': (s) => `GET /v1/keys/${s} HTTP/1.1`,
};

const bytes = (of: string, write: (hex: string) => string) =>
  [...Buffer.from(of)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('');

/** Rows of sixteen bytes behind their offset. */
function dumped(text: string, row: (hex: string, letters: string) => string, sign: string): string {
  const rows =
    Buffer.from(text)
      .toString('hex')
      .match(/.{1,32}/g) ?? [];
  return rows
    .map((hex, at) => `${(at * 16).toString(16).padStart(8, '0')}${sign}${row(hex, Buffer.from(hex, 'hex').toString('latin1'))}`)
    .join('\n');
}

/** Encodings of a whole line that leave it readable to a program. */
const ENCODINGS: Record<string, (text: string) => string> = {
  none: (text) => text,
  'JSON string': (text) => JSON.stringify(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'repr of Python': (text) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`,
  percent: (text) => encodeURIComponent(text),
  'percent, whole': (text) => bytes(text, (code) => `%${code}`),
  'percent, wide': (text) => bytes(text, (code) => `%u00${code}`),
  form: (text) => new URLSearchParams({ q: text }).toString().replaceAll('+', '%20'),
  unicode: (text) => bytes(text, (code) => `\\u00${code}`),
  'hex escapes': (text) => bytes(text, (code) => `\\x${code}`),
  octal: (text) => [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  entities: (text) => bytes(text, (code) => `&#x${code};`),
  'decimal entities': (text) => [...Buffer.from(text)].map((byte) => `&#${byte};`).join(''),
  'entities without an end': (text) => [...Buffer.from(text)].map((byte) => `&#${byte}`).join(''),
  HTML: (text) =>
    text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] as string),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => `token ${Buffer.from(text).toString('base64url')} end`,
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex with colons': (text) =>
    Buffer.from(text)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1:'),
  'hex with blanks': (text) =>
    `<Buffer ${Buffer.from(text)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ')}>`,
  'hex numbers': (text) => [...Buffer.from(text)].map((byte) => `0x${byte.toString(16)}`).join(', '),
  'JSON of a buffer': (text) => JSON.stringify(Buffer.from(text)),
  'quoted-printable': (text) => bytes(text, (code) => `=${code.toUpperCase()}`),
  'letters with dots': (text) => [...text].join('.'),
  'letters with commas': (text) => [...text].join(','),
  'letters with blanks': (text) => [...text].join(' '),
  'letters in a list': (text) => JSON.stringify([...text]),
  'letters with wbr': (text) => [...text].join('<wbr>'),
  'letters with shy': (text) => [...text].join('&shy;'),
  'letters with spans': (text) => [...text].map((letter) => `<span>${letter}</span>`).join(''),
  'letters with zero width': (text) => [...text].join('\u200b'),
  'letters in rows': (text) => JSON.stringify([...text], null, 2),
  'an object of letters': (text) => JSON.stringify({ ...[...text] }),
  'an object of bytes': (text) => JSON.stringify({ ...[...Buffer.from(text)] }),
  'bytes of Go': (text) => `[${[...Buffer.from(text)].join(' ')}]`,
  'calls of chr': (text) => [...Buffer.from(text)].map((byte) => `chr(${byte})`).join('.'),
  'calls of CHAR': (text) => [...Buffer.from(text)].map((byte) => `CHAR(${byte})`).join('+'),
  'octal bytes': (text) => [...Buffer.from(text)].map((byte) => byte.toString(8).padStart(3, '0')).join(' '),
  binary: (text) => [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join(' '),
  'code points': (text) => bytes(text, (code) => `U+00${code.toUpperCase()} `),
  'long escapes': (text) => bytes(text, (code) => `\\U000000${code}`),
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  'base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'hex of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('hex'),
  xxd: (text) => dumped(text, (hex, letters) => `${(hex.match(/.{1,4}/g) ?? []).join(' ').padEnd(40)} ${letters}`, ': '),
  hexdump: (text) => dumped(text, (hex, letters) => `${(hex.match(/../g) ?? []).join(' ').padEnd(48)}  |${letters}|`, '  '),
  'percent, wrapped': (text) => (bytes(text, (code) => `%${code}`).match(/.{1,76}/g) ?? []).join('\n'),
  'base64 in lines of quotes': (text) =>
    (
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,40}/g) ?? []
    )
      .map((row) => `"${row}"`)
      .join('\n  '),
  'strings put together': (text) =>
    (text.replace(/['\\]/g, '\\$&').match(/[\s\S]{1,13}/g) ?? []).map((piece) => `'${piece}'`).join(' + '),
  'escaped signs': (text) => text.replace(/[_*-]/g, '\\$&'),
  'letters with accents': (text) => [...text].map((letter) => `${letter}\u0336`).join(''),
  'letters written over': (text) => [...text].map((letter) => `${letter}\b${letter}`).join(''),
  'letters underlined': (text) => [...text].map((letter) => `_\b${letter}`).join(''),
  'wide letters': (text) =>
    [...text]
      .map((letter) => (letter > ' ' && letter <= '~' ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter))
      .join(''),
  'letters with other tags': (text) => [...text].join('</x-y><x-y>'),
  'parts of CDATA': (text) => `<![CDATA[${text.replace(/(.{20})/g, '$1]]><![CDATA[')}]]>`,
  'colors without escapes': (text) => text.replace(/(.{5})/g, '[31m$1[0m'),
  'colors with carets': (text) => text.replace(/(.{5})/g, '^[[1;31m$1^[[0m'),
  colored: (text) => text.replace(/(.{9})/g, '\x1b[31m$1\x1b[0m'),
};

/** How loggers, terminals and frames begin the lines that they broke. */
const LEADS: ((line: number) => string)[] = [
  () => '',
  () => '    ',
  () => '\t',
  () => '│ ',
  () => '> ',
  () => '# ',
  () => '  | ',
  (line) => `2026-11-30 10:00:0${line % 10},123 ERROR app.client: `,
  (line) => `[2026-11-30T10:00:0${line % 10}.456Z] [pod/web-1] `,
  () => 'web-1  | ',
  () => 'Nov 30 10:00:00 host app[123]: ',
];

const TAILS: ((text: string, width: number) => string)[] = [
  (text) => text,
  (text) => text,
  (text, width) => `${text.padEnd(width)} │`,
  (text, width) => `${text.padEnd(width)}   client.py:123`,
  (text) => `${text}\\`,
];

/** Broken at a width, with the same lead before each line. */
export function wrapped(draw: Draw, text: string): { text: string; how: string } {
  const width = 20 + Math.floor(draw(141));
  const lead = Math.floor(draw(LEADS.length));
  const tail = Math.floor(draw(TAILS.length));
  const end = draw(4) < 1 ? '\r\n' : '\n';
  const rows = text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? [];
  const lines = rows.map((row, at) => {
    const isLast = at === rows.length - 1;
    const whole = isLast && tail !== 2 ? row : (TAILS[tail] as (text: string, width: number) => string)(row, width);
    // Indents, and only they, begin with the second line.
    return (at === 0 && (lead === 1 || lead === 2) ? '' : (LEADS[lead] as (line: number) => string)(at)) + whole;
  });
  return { text: lines.join(end), how: `wrapped at ${width}, lead ${lead}, tail ${tail}` };
}

/** What software writes around the pieces of a text that it broke: one row for each, or signs between them. */
export const ROWS: Record<string, (pieces: string[], width: number) => string> = {
  'empty lines': (pieces) => pieces.join('\n\n'),
  'two empty lines': (pieces) => pieces.join('\n\n\n'),
  'two returns': (pieces) => pieces.join('\r\r\n'),
  'rows of CSV': (pieces) => pieces.map((piece) => `"2026-12-01","app","${piece.replaceAll('"', '""')}"`).join('\n'),
  'CSV without quotes': (pieces) => pieces.map((piece, row) => `${row},app,${piece}`).join('\n'),
  logfmt: (pieces) => pieces.map((piece) => `ts=2026-12-01T10:00:00Z level=error msg="${piece}"`).join('\n'),
  'logfmt, escaped': (pieces) => pieces.map((piece) => `level=error msg=${JSON.stringify(piece)} app=web`).join('\n'),
  'records of JSON': (pieces) => pieces.map((log) => JSON.stringify({ log, stream: 'stderr' })).join('\n'),
  'records with a number behind': (pieces) => pieces.map((msg, n) => JSON.stringify({ level: 50, msg, n })).join('\n'),
  'a list in JSON': (pieces) => JSON.stringify({ lines: pieces }, null, 2),
  'quoted rows': (pieces) => pieces.map((piece) => `    "${piece}",`).join('\n'),
  'rows in single quotes': (pieces) => pieces.map((piece) => `  '${piece}',`).join('\n'),
  'a list in one line': (pieces) => JSON.stringify(pieces).replaceAll('","', '", "'),
  'a list of Python': (pieces) => `[${pieces.map((piece) => `'${piece.replace(/[\\']/g, '\\$&')}'`).join(', ')}]`,
  'cells of HTML': (pieces) => pieces.map((piece) => `<tr><td>${piece}</td></tr>`).join('\n'),
  'cells of Markdown': (pieces) => pieces.map((piece) => `| ${piece} |`).join('\n|---|\n'),
  tabs: (pieces) => pieces.join('\t'),
  'a frame with empty rows': (pieces, width) =>
    pieces.map((piece) => `│ ${piece.padEnd(width)} │`).join(`\n│ ${' '.repeat(width)} │\n`),
  'a frame without one': (pieces) => pieces.map((piece) => `│ ${piece}`).join('\n│   │\n'),
  'return signs': (pieces) => pieces.join('↩\n'),
  'other return signs': (pieces) => pieces.join(' ⏎\n'),
  'return signs in one line': (pieces) => pieces.join('⏎'),
  'line separators': (pieces) => pieces.join('\u2028'),
  'paragraph separators': (pieces) => pieces.join('\u2029'),
  'form feeds': (pieces) => pieces.join('\f'),
  'next lines': (pieces) => pieces.join('\u0085'),
  comments: (pieces) => pieces.map((piece) => `// ${piece}`).join('\n'),
  'comments of SQL': (pieces) => pieces.map((piece) => `-- ${piece}`).join('\n'),
  'comments of an INI file': (pieces) => pieces.map((piece) => `; ${piece}`).join('\n'),
  'comments of C': (pieces) => pieces.map((piece) => ` * ${piece}`).join('\n'),
  'a list with hyphens': (pieces) => pieces.map((piece) => `- ${piece}`).join('\n'),
  'a list with dots': (pieces) => pieces.map((piece) => `  • ${piece}`).join('\n'),
  'a numbered list': (pieces) => pieces.map((piece, row) => `${row + 1}. ${piece}`).join('\n'),
  'numbered lines': (pieces) => pieces.map((piece, row) => `${String(row + 9).padStart(5)}  ${piece}`).join('\n'),
  'numbered lines of grep': (pieces) => pieces.map((piece, row) => `${row + 98}:${piece}`).join('\n'),
  'numbered lines with a frame': (pieces) => pieces.map((piece, row) => `  ${row + 8} | ${piece}`).join('\n'),
  'added lines': (pieces) => pieces.map((piece) => `+${piece}`).join('\n'),
  'removed lines': (pieces) => pieces.map((piece) => `-${piece}`).join('\n'),
  'changed lines': (pieces) => pieces.map((piece, row) => `${row % 2 ? '+' : '-'}  ${piece}`).join('\n'),
};

/** In pieces with more than a line end between them, with the same lead before each line that has one or without. */
export function separated(draw: Draw, text: string): { text: string; how: string } {
  const width = 20 + Math.floor(draw(141));
  const [name, write] = pick(draw, Object.entries(ROWS));
  const lead = draw(2) < 1 ? 0 : Math.floor(draw(LEADS.length));
  const rows = write(text.match(new RegExp(`[^]{1,${width}}`, 'gu')) ?? [], width).split('\n');
  const lines = rows.map(
    (row, at) => (at === 0 && (lead === 1 || lead === 2) ? '' : (LEADS[lead] as (line: number) => string)(at)) + row,
  );
  return { text: lines.join('\n'), how: `separated at ${width}, ${name}, lead ${lead}` };
}

/** What no rule knows of, between the pieces of a secret. */
const MARKS: Record<string, (pieces: string[]) => string> = {
  'a table in one line': (pieces) => pieces.map((piece, row) => `| ${row} | ${piece} | err |`).join(' '),
  'a table of three columns': (pieces) => pieces.map((piece, row) => `| ${row} | ${piece} | err |`).join('\n'),
  'members without quotes': (pieces) => pieces.map((piece) => `{"log":${piece}}`).join('\n'),
  'a row that comes twice': (pieces) => pieces.map((piece) => `x="${piece}",\nx="${piece}", y`).join('\n'),
  'numbered parts': (pieces) => pieces.map((piece, row) => `part ${row + 1}/${pieces.length}: ${piece}`).join('\n'),
  'parts in one line': (pieces) => pieces.map((piece, row) => `part ${row + 1}: ${piece}`).join('; '),
  pairs: (pieces) => pieces.map((piece, row) => `${row}=${piece}`).join(' '),
  'pairs in braces': (pieces) => `{${pieces.map((piece, row) => `${row}: ${piece}`).join(', ')}}`,
  arrows: (pieces) => pieces.join(' -> '),
  slashes: (pieces) => pieces.join(' / '),
  brackets: (pieces) => pieces.map((piece) => `[${piece}]`).join(' '),
  calls: (pieces) => pieces.map((piece) => `.append(${JSON.stringify(piece)})`).join(''),
  'words behind each': (pieces) => pieces.join(' (continued)\n'),
  'words in a sentence': (pieces) => `failed with ${pieces.join(', then ')},\nand no more`,
  'another line': (pieces) => pieces.join('\n2026-12-01 10:00:00 INFO httpx: HTTP Request: GET https://api.example/v1/models\n'),
  'records in one line': (pieces) => pieces.map((m) => JSON.stringify({ m })).join(' '),
  'records with a number': (pieces) => JSON.stringify(pieces.map((line, n) => ({ n, line }))),
  'what dumps an array': (pieces) => pieces.map((piece, row) => `  [${row}]=>\n  string(${piece.length}) "${piece}"`).join('\n'),
  'an array of PHP': (pieces) => `array(${pieces.map((piece, row) => `${row} => '${piece}'`).join(', ')})`,
};

/** These say only behind the secret that it is one. */
const TOLD_BEHIND = /value first|undici|Deno|sentence/;

/** A line whose secret was broken by what no rule knows of, behind its first ten letters. */
export function parted(draw: Draw, line: string, { secret, own }: Pick<Case, 'secret' | 'own'>): { text: string; how: string } {
  const width = 20 + Math.floor(draw(60));
  const [name, write] = pick(draw, Object.entries(MARKS));
  const first = line.indexOf(secret) + secret.length - own.length + 10 + Math.floor(draw(width - 10));
  const end = line.indexOf(secret) + secret.length;
  const pieces = [line.slice(0, first), ...(line.slice(first, end).match(new RegExp(`[^]{1,${width}}`, 'g')) ?? [])];
  pieces.push(pieces.pop() + line.slice(Math.max(first, end)));
  return { text: write(pieces), how: `parted at ${width}, ${name}` };
}

/** The next case of a seed. */
export function nextCase(draw: Draw): Case {
  const hasFormat = draw(2) < 1;
  const { secret, own } = hasFormat ? formatted(draw) : unformatted(draw);
  const isBare = hasFormat && draw(4) < 1;
  const [place, write] = pick(draw, Object.entries(isBare ? BARE : PLACES));
  const line = write(secret);
  const kind = draw(10);
  if (kind >= 5 && kind < 6 && !isBare && !TOLD_BEHIND.test(place) && line.includes(secret)) {
    const { text, how } = parted(draw, line, { secret, own });
    return { secret, own, hasFormat, text, said: `${place}; ${how}` };
  }
  if (kind < 6) {
    const { text, how } = (kind < 3 ? wrapped : separated)(draw, line);
    return { secret, own, hasFormat, text, said: `${place}; ${how}` };
  }
  const [encoding, encode] = pick(draw, Object.entries(ENCODINGS));
  return { secret, own, hasFormat, text: encode(line), said: `${place}; ${encoding}` };
}

/** Runs of this many characters of a secret must not come out; of a shorter one, not the whole. */
const RUN = 8;

/** The first piece of a secret in an output, as it stands or in the encoding of the case; null where there is none. */
export function leakIn(output: string, { own }: Pick<Case, 'own'>): string | null {
  const length = Math.min(RUN, own.length);
  const runs = new Set(runsIn(own, length));
  for (const seen of readings(output)) {
    const at = findRun(seen, runs, length);
    if (at >= 0) return seen.slice(at, at + length);
  }
  return null;
}

/** An output as it stands, decoded, and with its broken lines put together. */
function readings(output: string): string[] {
  const decoded = output
    .replace(/%u00([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/(?:%|=|\\x|\\u00|&#x|0x)([0-9a-f]{2});?/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d{2,3});?/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\\([0-3][0-7]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
  const runs = (output.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []).flatMap((run) => [
    Buffer.from(run, 'base64').toString('latin1'),
    Buffer.from(run, 'hex').toString('latin1'),
  ]);
  const joined = output.replace(/[\s│|>#\\]+/g, '');
  const apart = output.replace(/<\/?(?:wbr|span)>|&shy;|\u200b|\x1b\[\d*m/g, '').replace(/[.,\s"]+/g, '');
  return [output, decoded, joined, apart, ...runs];
}
