import { titleOf } from '../answer/page.ts';
import { problem } from '../errors.ts';
import { clean, cut } from '../redact/clean.ts';
import type { ProxyAddress, ProxyAnswer } from '../types.ts';
import type { Conversation } from './conversation.ts';
import { Unexpected } from './conversation.ts';
import { endpoint } from './endpoint.ts';

/** All headers of an answer to CONNECT together. */
const HEAD_LIMIT = 64 * 1024;

/** How much of a refusal's page is read. */
const BODY_LIMIT = 64 * 1024;

/** How much of that page is looked at for words: enough for the first paragraph behind any style sheet. */
const TEXT_LIMIT = 8 * 1024;

/** How many interim answers are let pass. */
const MAX_INTERIM = 8;

/** Headers that tell who refused and why. `location` says where a sign-in page is. */
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
 * Asks a proxy for a tunnel, in our own words rather than an HTTP client's: those lose the 407's schemes and the refusal's page, and one
 * of them reconnects without end when the proxy hangs up (nodejs/undici#3897). Resolves with the final answer, whatever its status.
 */
export async function askConnect(
  talk: Conversation,
  proxy: ProxyAddress,
  to: { host: string; port: number },
): Promise<ProxyAnswer> {
  const authority = endpoint(to.host, to.port);
  const credentials = proxyCredentials(proxy);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, 'Accept: */*'];
  if (credentials) lines.push(`Proxy-Authorization: ${credentials}`);
  talk.say(`${lines.join('\r\n')}\r\n\r\n`);
  const { head, interim } = await finalHead(talk);
  const answer = readHead(head);
  if (isOpen(answer.status)) return { ...answer, interim, title: null, said: '', bytes: 0 };
  const body = await readBody(talk, head);
  return { ...answer, interim, ...pageOf(body), bytes: body.length };
}

/** What `Proxy-Authorization` says. Basic is what every client sends; it goes to this proxy and to nobody else. */
export function proxyCredentials({ username, password }: ProxyAddress): string | null {
  if (username === null) return null;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
}

/** RFC 9110 section 9.3.6: any 2xx opens the tunnel. */
export function isOpen(status: number): boolean {
  return status >= 200 && status < 300;
}

async function finalHead(talk: Conversation): Promise<{ head: string; interim: number }> {
  for (let interim = 0; interim <= MAX_INTERIM; interim++) {
    const head = (await talk.hear(headLength, HEAD_LIMIT)).toString('latin1');
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
    if (!status) throw new Unexpected(problem('NOT_HTTP', 'the answer is no HTTP'));
    if (!status.startsWith('1')) return { head, interim };
  }
  throw new Unexpected(problem('TOO_MANY_INTERIM', `more than ${MAX_INTERIM} interim answers and no final one`));
}

/** Length of the head with its empty line; all there is where it cannot become HTTP any more. */
function headLength(received: Buffer): number | null {
  const start = received.subarray(0, 7).toString('latin1');
  if (!'HTTP/1.'.startsWith(start)) throw new Unexpected(problem('NOT_HTTP', 'the answer is no HTTP'));
  const end = /\r?\n\r?\n/.exec(received.toString('latin1'));
  return end ? end.index + end[0].length : null;
}

function readHead(head: string): Pick<ProxyAnswer, 'status' | 'reason' | 'headers' | 'schemes'> {
  const [first = '', ...rest] = head.split(/\r?\n/);
  const headers = rest.slice(0, 200).map(asHeader);
  const telling = headers.filter(([name]) => TELLING.includes(name)).map(([name, value]) => [name, shown(value)] as const);
  return {
    status: Number(first.slice(9, 12)),
    reason: shown(first.slice(13)),
    headers: Object.fromEntries(telling),
    schemes: schemesIn(headers.filter(([name]) => name === 'proxy-authenticate').map(([, value]) => value)),
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
  return [...new Set(found.map((match) => match[1] as string))].slice(0, 8);
}

function shown(text: string): string {
  return cut(clean(text).trim(), VALUE_LIMIT);
}

/** The page of a refusal: as long as it says, or until the proxy has said enough or hangs up. What cannot be read any more is left. */
async function readBody(talk: Conversation, head: string): Promise<string> {
  const length = Number(/^content-length:\s*(\d{1,9})\s*$/im.exec(head)?.[1] ?? Number.POSITIVE_INFINITY);
  const wanted = Math.min(length, BODY_LIMIT);
  const body = await talk
    .hear((received) => (received.length >= wanted ? wanted : null), BODY_LIMIT)
    .catch(() => talk.rest().subarray(0, BODY_LIMIT));
  return body.toString('utf8');
}

/** What the page says in a few words: its title, and its text without marks. */
function pageOf(body: string): Pick<ProxyAnswer, 'title' | 'said'> {
  const title = titleOf(body);
  const text = body
    .slice(0, TEXT_LIMIT)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^<>]{0,2000}>/g, ' ');
  return { title: title === null ? null : shown(title), said: cut(clean(text.replace(/\s+/g, ' ')).trim(), 2 * VALUE_LIMIT) };
}
