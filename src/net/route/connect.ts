import { titleOf } from '../../knowledge/answer/page.ts';
import { pause } from '../../model/deadline.ts';
import { endpoint } from '../../model/endpoint.ts';
import { problem } from '../../model/errors.ts';
import type { ProxyAnswer } from '../../model/facts/proxy.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { type Masked, type Masker, quoted } from '../../secrets/redact/text.ts';
import type { Conversation } from './conversation.ts';
import { Unexpected } from './conversation.ts';

/** All headers of an answer to CONNECT together. */
const HEAD_LIMIT = 64 * 1024;

/** How much of a refusal's page is read. */
const BODY_LIMIT = 64 * 1024;

/** How much of that page is looked at for words: enough for the first paragraph behind any style sheet. */
const TEXT_LIMIT = 8 * 1024;

/** How long a refusal's page is waited for: what was refused is known by then, and a page without a length may never end. */
const PAGE_PATIENCE_MS = 500;

/** How many interim answers are let pass. */
const MAX_INTERIM = 8;

/** Headers that identify who refused and why. `location` shows where a sign-in page is. */
const TELLING = [
  'server',
  'via',
  'x-squid-error',
  'x-cache',
  'proxy-status',
  'proxy-agent',
  'x-blocked-by',
  'location',
  'content-type',
];

/** How much of a value from outside is kept. */
const VALUE_LIMIT = 200;

/**
 * Sends CONNECT without an HTTP client, because those lose the schemes of a 407 and the page of a refusal, and one reconnects endlessly when
 * the proxy closes the connection (nodejs/undici#3897). Resolves with the final response as soon as its headers have arrived; `page` reads
 * the body of a refusal.
 */
export async function askConnect(
  talk: Conversation,
  proxy: ProxyAddress,
  { host, port, mask }: { host: string; port: number; mask: Masker },
): Promise<{ answer: ProxyAnswer; page(signal: AbortSignal): Promise<Page> }> {
  const authority = endpoint(host, port);
  const credentials = proxyCredentials(proxy);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, 'Accept: */*'];
  if (credentials) lines.push(`Proxy-Authorization: ${credentials}`);
  talk.write(`${lines.join('\r\n')}\r\n\r\n`);
  const { head, interim } = await finalHead(talk);
  const answer = { ...readHead(mask(head)), interim, title: null, text: '', bytes: 0 };
  return { answer, page: async (signal) => pageOf(await readBody(talk, head, signal), mask) };
}

type Page = Pick<ProxyAnswer, 'title' | 'text' | 'bytes'>;

/** The value of `Proxy-Authorization`. Every client supports Basic; it is sent only to this proxy. */
export function proxyCredentials({ username, password }: ProxyAddress): string | null {
  if (username === null) return null;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
}

/** RFC 9110 section 9.3.6: any 2xx establishes the tunnel. */
export function isOpen(status: number): boolean {
  return status >= 200 && status < 300;
}

async function finalHead(talk: Conversation): Promise<{ head: string; interim: number }> {
  for (let interim = 0; interim <= MAX_INTERIM; interim++) {
    const head = (await talk.readUntil(headLength, HEAD_LIMIT)).toString('latin1');
    if (head.charAt(9) !== '1') return { head, interim };
  }
  throw new Unexpected(problem('TOO_MANY_INTERIM', `more than ${MAX_INTERIM} interim answers and no final one`));
}

/** A status line with a valid status (RFC 9110 section 15), parsed as strictly as clients do. */
const STATUS_LINE = /^HTTP\/1\.[01] [1-5]\d\d[ \r\n]/;

/** Length of the head with its empty line. Refuses as soon as it cannot become HTTP any more, and leaves it to be looked at. */
function headLength(received: Buffer): number | null {
  const start = received.subarray(0, 13).toString('latin1');
  const end = /\r?\n\r?\n/.exec(received.toString('latin1'));
  const isHttp = end || received.length >= 13 ? STATUS_LINE.test(start) : 'HTTP/1.'.startsWith(start.slice(0, 7));
  if (!isHttp) throw new Unexpected(problem('NOT_HTTP', 'the answer is no HTTP'));
  return end ? end.index + end[0].length : null;
}

function readHead(head: Masked): Pick<ProxyAnswer, 'status' | 'reason' | 'headers' | 'authSchemes'> {
  const [first = '', ...rest] = head.split(/\r?\n/);
  const headers = rest.slice(0, 2000).map(asHeader);
  const telling = headers
    .filter(([name]) => TELLING.includes(name))
    .map(([name, value]) => [name, shown(value as Masked)] as const);
  return {
    status: Number(first.slice(9, 12)),
    reason: shown(first.slice(13) as Masked),
    headers: Object.fromEntries(telling),
    authSchemes: schemesIn(headers.filter(([name]) => name === 'proxy-authenticate').map(([, value]) => value)),
  };
}

function asHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? ['', ''] : [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** The names of the challenges (RFC 9110 section 11.6.1): a word that begins a value or follows a comma and is no parameter. */
export function schemesIn(values: string[]): string[] {
  const found = values.flatMap((value) => [
    ...value.slice(0, 2000).matchAll(/(?:^|,)\s*([A-Za-z][\w-]{0,40})(?=\s+[^=\s]|\s*(?:,|$))/g),
  ]);
  const names = [...new Set(found.map((match) => match[1] as string))];
  // Basic, which all clients support, must not be lost among hundreds.
  const basic = names.slice(8).filter((name) => name.toLowerCase() === 'basic');
  return [...names.slice(0, 8 - basic.length), ...basic];
}

/** A part of a masked text. */
function shown(text: Masked): string {
  return quoted(text, VALUE_LIMIT).trim();
}

/** The body of a refusal: up to its Content-Length, or until the limit, the end of the connection, or the timeout. */
async function readBody(talk: Conversation, head: string, signal: AbortSignal): Promise<Buffer> {
  const length = Number(/^content-length:\s*(\d{1,9})\s*$/im.exec(head)?.[1] ?? Number.POSITIVE_INFINITY);
  const wanted = Math.min(length, BODY_LIMIT);
  const isChunked = /^transfer-encoding:\s*chunked/im.test(head);
  const isWhole = (received: Buffer) => received.length >= wanted || (isChunked && /(?:^|\n)0\r\n\r\n$/.test(tailOf(received)));
  const enough = new AbortController();
  const waited = pause(PAGE_PATIENCE_MS, AbortSignal.any([signal, enough.signal]));
  const heard = talk.readUntil((received) => (isWhole(received) ? 0 : null), BODY_LIMIT).catch(() => {});
  await Promise.race([heard, waited]);
  enough.abort();
  return talk.rest().subarray(0, wanted);
}

function tailOf(received: Buffer): string {
  return received.subarray(-8).toString('latin1');
}

/** A summary of the page: its title, and its text without markup. */
function pageOf(bytes: Buffer, mask: Masker): Page {
  const body = mask(bytes.toString('utf8'));
  const title = titleOf(body);
  const text = body
    .slice(0, TEXT_LIMIT)
    .replace(/^[\s\S]*<\/head\s{0,20}>/i, ' ')
    .replace(/<(style|script)\b[\s\S]*?(?:<\/\1\s{0,20}>|$)/gi, ' ')
    .replace(/<[^<>]{0,2000}>/g, ' ');
  const said = quoted(text.replace(/\s+/g, ' ').trim() as Masked, 2 * VALUE_LIMIT);
  return { title: title === null ? null : shown(title as Masked), text: said, bytes: bytes.length };
}
