import { isIP } from 'node:net';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { TargetUrl } from '../../../model/target.ts';
import { readBaseUrl } from '../../../settings/base-url.ts';
import type { Line } from '../../log/lines.ts';
import { isListening, isTyped } from '../../log/roles.ts';
import { isLoopbackAddress } from './addresses.ts';

/** Whom a line names as the other side of a call. */
export interface Peer {
  url: TargetUrl | null;
  host: string;
  port: number | null;
  scheme: 'http' | 'https';
  /** Where in the passage's text it stands. */
  place: number;
  said: Said;
}

/** The role of an address in a line, the strongest last: mentioned, configured, part of a call, the target of the error. */
export type Said = 'stands' | 'set' | 'called' | 'asked';
const STRENGTH: Said[] = ['stands', 'set', 'called', 'asked'];

/** Most addresses that one passage is searched for. */
const MAX_PEERS = 60;

/** What the lines of a passage name as the other side, in order. `starts` are the places of the lines. */
export function peersIn(text: string, lines: readonly Line[], starts: readonly number[]): Peer[] {
  const peers: Peer[] = [];
  for (const [at, line] of lines.entries()) {
    if (peers.length >= MAX_PEERS) break;
    const from = starts[at] ?? 0;
    const written = text.slice(from, starts[at + 1] ?? text.length);
    if (written.length < 4 || isListening(written) || SUCCEEDED.test(written.slice(0, 600))) continue;
    const found = [...urlPeers(written, isTyped(line.text)), ...hostPeers(written)];
    peers.push(...found.map((peer) => ({ ...peer, place: from + peer.place })));
  }
  return peers;
}

/** A line that reports a call that went well names another call. */
const SUCCEEDED = /"HTTP\/[\d.]{1,3} 2\d\d\b|\b(?:GET|POST)\b[^\n]{1,200}\s(?:200 OK|=> 200|-> 200|200 in \d)/;

const URLS = /\b(?:https?|wss?):\/\/[^\s"'`<>()[\]{}|\\,;]{3,400}/gi;

/** Links that messages print for people to read. */
const FOR_READING =
  /^(?:platform|help|status|beta|developers|community|cookbook|chat)\.openai\.com$|^(?:www\.)?(?:github|stackoverflow|reddit|discord|youtube|medium|apple|w3)\.(?:com|org)$|^(?:developer\.mozilla\.org|curl\.se|curl\.haxx\.se|nodejs\.org|go\.microsoft\.com|aka\.ms|httpstatuses\.\w+|(?:python|js)\.langchain\.com|errors\.pydantic\.dev|urllib3\.readthedocs\.io|learn\.microsoft\.com|console\.groq\.com|console\.anthropic\.com|aistudio\.google\.com|errors\.edgesuite\.net|pris\.ly|nextjs\.org|vite\.dev|vitejs\.dev|json\.schemastore\.org|json-schema\.org|schemas?\.[\w.-]+|[\w-]+\.readthedocs\.io|docs?\.[\w.-]+|wiki\.[\w.-]+|support\.[\w.-]+|help\.[\w.-]+|forum\.[\w.-]+|forums\.[\w.-]+|discourse\.[\w.-]+|stackoverflow\.com|bit\.ly|tinyurl\.com)$/i;
/** Pages of documentation, issues and sign-up on hosts that are APIs too. */
const READING_PATH =
  /^\/(?:docs?|documentation|guides?|wiki|help|issues|settings|account|billing|pricing|signup|login|dashboard|blog|troubleshooting)\b|\.(?:md|html?)$|\/docs\//i;

const AS_PROXY = /prox(?:y|ies)\W{0,12}$|proxy[ =:'"]{1,6}$|via proxy \S{0,3}$|tunnel\w{0,4} \S{0,3}$/i;
/** The text before the URL of a failing call. */
const ASKED =
  /(?:\b(?:get|post|put|head|delete|patch|options)["']?,? {0,2}\\?["'(]?|\bfor url:? ?['"(]?|\burl:? ?\(|(?:^|[,{( ])url['"]?\s?[:=]{1,2}\s?\\?['"]?|\b(?:request(?:ing)?|call(?:ing)?|fetch(?:ing)?|connect(?:ing|ion)?|reach|contact|access(?:ing)?|load(?:ing)?|quer(?:y|ying)|websocket|handshake)(?: (?:request|error|failed|failure))?(?: (?:to|for|with|from|of|at|on))? ?['"(]?|\b(?:to|at|from|on) ['"(]?|FailingURL(?:String)?Key=|\brequest(?:ed)? ur[il]:? ?['"]?|\bendpoint['"]? ?[:=]? ?['"]?)$/i;
/** The name of a setting that holds where the API is. */
const SETTING =
  /(?:base|api|server|host|endpoint|url|uri|upstream|backend|target)[\w.-]{0,20}['"]?\s{0,8}(?:[:=]|=>)\s{0,8}['"]?$|--[\w-]{2,30}[= ]$|^export \w+=['"]?$/i;
const API_PATH = /\/v\d|completions|responses|\/models|embeddings|\/api\/(?:chat|generate|tags|show)|generateContent|\/messages/;

function urlPeers(line: string, typed: boolean): Peer[] {
  return [...line.matchAll(URLS)].slice(0, 8).flatMap((found): Peer[] => {
    const before = line.slice(Math.max(0, found.index - 60), found.index);
    if (AS_PROXY.test(before)) return [];
    const url = urlOf(found[0].replace(/(?<![.:!?*])[.:!?*]+$/, '').replace(/^ws/i, 'http'));
    if (!url || isNobody(url.host)) return [];
    if (FOR_READING.test(url.host) || (READING_PATH.test(url.path) && !API_PATH.test(url.path))) return [];
    const { host, port, scheme } = url;
    return [{ url, host, port, scheme, place: found.index, said: saidOfUrl(url, before, typed) }];
  });
}

/** What is escaped in a path may look like a variable that was never filled in; the host is as good without it. */
function urlOf(written: string): TargetUrl | null {
  return readBaseUrl(written).url ?? readBaseUrl(written.replace(/%.*/, '')).url;
}

function saidOfUrl(url: TargetUrl, before: string, typed: boolean): Said {
  if (typed) return 'set';
  if (SETTING.test(before) && !/[,{( ]url['"]?\s?[:=]/i.test(before)) return 'set';
  if (ASKED.test(before)) return 'asked';
  return url.isPublicApi || API_PATH.test(url.path) ? 'called' : 'stands';
}

/** The address that a server binds to, and that no client can call. */
const isNobody = (host: string) => host === '0.0.0.0' || host === '::' || host.length < 2;

const NAME = String.raw`([\w-]{1,63}(?:\.[\w-]{1,63}){0,8})`;
const DOTTED = String.raw`((?:[\w-]{1,63}\.){1,8}[\w-]{1,63}|localhost)`;
const PORT = String.raw`:(\d{1,5})\b`;

/** How errors name a host without a URL; a port where they have one. */
const NAMED = [
  /HTTPS?ConnectionPool\(host='([^']{1,253})', port=(\d{1,5})\)/g,
  new RegExp(String.raw`\bCannot connect to host ${NAME}${PORT}`, 'gi'),
  new RegExp(String.raw`\bhostname['"]?: ['"]${DOTTED}['"]`, 'g'),
  new RegExp(String.raw`\bCould(?: not|n't) resolve host(?:name)?: ['"]?${NAME}`, 'gi'),
  new RegExp(String.raw`\bCould(?: not|n't) resolve (?:host )?['"]${NAME}['"]`, 'gi'),
  new RegExp(String.raw`\bFailed to resolve ['"]?${DOTTED}`, 'gi'),
  new RegExp(String.raw`\bFailed to connect to /?\[?${DOTTED}\]?(?:/[\d.]{7,15})?(?::(\d{1,5})| port (\d{1,5}))?`, 'gi'),
  new RegExp(String.raw`\bConnection to ${DOTTED} (?:timed out|failed|refused|port)`, 'gi'),
  new RegExp(String.raw`\bFailed host lookup: ['"\x60]${NAME}`, 'gi'),
  /\bFailed to resolve '([\w.-]{1,253})'/g,
  new RegExp(String.raw`\bgetaddrinfo \w{5,12} ${NAME}(?::(\d{1,5}))?(?![\w-])`, 'g'),
  new RegExp(String.raw`\bquery\w{0,10} E[A-Z]{5,12} ${NAME}`, 'g'),
  new RegExp(String.raw`\blookup ${DOTTED}(?: on [\w.:[\]]{1,60})?:`, 'g'),
  new RegExp(String.raw`\bresolve (?:host(?:name)?:?|address:?) ["']?${DOTTED}`, 'gi'),
  new RegExp(String.raw`\bUnknownHostException: ${NAME}(?![\w.]*Exception)`, 'g'),
  /\bname could not be resolved: '([\w.-]{1,253})'/g,
  // .NET's sentence in other languages, with the name behind it
  /(?:aufgelöst werden|pu être résolu|nombre remoto|nome remoto|ser resolvido|удаленное имя|远程名称|遠端名稱|できませんでした|확인할 수 없습니다|nazwy zdalnej) ?[:：] ?['"]([\w.-]{1,253})['"]/g,
  // libpq
  new RegExp(String.raw`\bconnection to server at "${NAME}"(?: \([\da-f.:]{3,45}\))?, port (\d{1,5}) failed`, 'g'),
  new RegExp(String.raw`\bHost: ${DOTTED}\.? is not in the cert`, 'g'),
  /certificate is not valid for '([\w.-]{1,253})'/g,
  /subject name matches target host ?name '([\w.-]{1,253})'/g,
  new RegExp(String.raw`\bCONNECT ${DOTTED}${PORT}`, 'g'),
  new RegExp(String.raw`\bConnected to ${DOTTED} \(`, 'g'),
  new RegExp(String.raw`\baddress: ${DOTTED}${PORT}, timeout`, 'g'),
  new RegExp(String.raw`\(${DOTTED}${PORT}\)`, 'g'),
  new RegExp(String.raw`\bconnect(?:ion)? (?:to|with) (?:the )?(?:host |server )?['"(]?${DOTTED}${PORT}`, 'gi'),
  new RegExp(
    String.raw`\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) ((?:\d{1,3}\.){3}\d{1,3}|::1)${PORT}`,
    'g',
  ),
  new RegExp(String.raw`\bdial tcp \[?((?:\d{1,3}\.){3}\d{1,3}|[\da-f:]{2,39})\]?${PORT}`, 'gi'),
  new RegExp(String.raw`\bupstream ${DOTTED}(?::(\d{1,5}))? (?:answered|returned|responded|said|failed|timed out)`, 'gi'),
  // Netty: the name, a slash, what it stands for
  new RegExp(
    String.raw`\b(?:refused|timed out|reset|unreachable|no further information): ${DOTTED}(?:/(?:[\d.]{7,15}|\[?[\da-f:]{2,39}\]?))?${PORT}`,
    'gi',
  ),
  new RegExp(String.raw`\bremote (?:host|address)[:=] ?/?${DOTTED}(?:/[\d.]{7,15})?${PORT}`, 'gi'),
];

function hostPeers(line: string): Peer[] {
  return [...namedPeers(line), ...knownPeers(line)];
}

/** A known API's host that is only mentioned in a line. */
function knownPeers(line: string): Peer[] {
  return [...line.matchAll(/(?<![\w.@/-])((?:[\w-]{1,63}\.){1,5}(?:com|ai|cn|xyz|co|us))(?::(\d{1,5}))?(?![\w-])/g)]
    .slice(0, 8)
    .flatMap((found): Peer[] => {
      const host = (found[1] as string).toLowerCase();
      if (vendorOf(host) === null) return [];
      return [{ url: null, host, port: found[2] ? Number(found[2]) : null, scheme: 'https', place: found.index, said: 'called' }];
    });
}

function namedPeers(line: string): Peer[] {
  return NAMED.flatMap((pattern) =>
    [...line.matchAll(pattern)].slice(0, 4).flatMap((found): Peer[] => {
      const host = (found[1] as string).replace(/\.$/, '').toLowerCase();
      if (isNobody(host) || isSourceFile(host) || isWord(host)) return [];
      const port =
        found[2] ?? found[3] ?? /^\W{0,3}port[ =:]{1,3}(\d{1,5})\b/.exec(line.slice(found.index + found[0].length))?.[1];
      const at = port === undefined ? null : Number(port);
      // An address is where a name led; the name is whom the call was for.
      const said: Said = isIP(host) !== 0 && !isLoopbackAddress(host) ? 'called' : 'asked';
      const scheme = /^HTTPConnectionPool/.test(found[0]) ? 'http' : schemeFor(host, at);
      return [{ url: poolUrl(line, found, scheme), host, port: at, scheme, place: found.index, said }];
    }),
  );
}

/** urllib3 prints the path apart from the host: `…Pool(host='h', port=443): Max retries exceeded with url: /v1/models`. */
function poolUrl(line: string, found: RegExpExecArray, scheme: string): TargetUrl | null {
  if (!/ConnectionPool/.test(found[0])) return null;
  const path = /^: (?:Max retries exceeded with url|Read timed out\.[^\n]{0,60}url): (\/[^\s'")]{0,400})/.exec(
    line.slice(found.index + found[0].length),
  )?.[1];
  return path === undefined ? null : urlOf(`${scheme}://${found[1]}:${found[2]}${path}`);
}

/** `(_ssl.c:1000)`, `(index.js:12)`: a position in a program resembles a host with a port. */
function isSourceFile(name: string): boolean {
  return /^_|\.(?:c|cc|cpp|h|[cm]?js|[cm]?ts|[jt]sx|py|pyx|go|rs|java|kt|scala|rb|php|cs|swift|exs?|erl|dart|vue|lua|pl|pm)$/.test(
    name,
  );
}

/** Words that stand where a host would. */
function isWord(name: string): boolean {
  return /^(?:name|host|hostname|proxy|server|the|a|an|websocket|upstream|remote|database|address|resolve|url|api|dns|service|backend|to|for|on|at|is|this)$/.test(
    name,
  );
}

/** What a host is asked by where no URL says so: names of this machine and of closed networks seldom have certificates. */
export function schemeFor(host: string, port: number | null): 'http' | 'https' {
  if (port === 443 || port === 8443) return 'https';
  if (port === 80) return 'http';
  const closed =
    !host.includes('.') || isIP(host) !== 0 || /\.(?:internal|local|lan|home|svc|cluster\.local|localdomain)$/.test(host);
  return closed && vendorOf(host) === null ? 'http' : 'https';
}

/**
 * The one that the failure at a place is about: of the line's own what it says was asked, else the strongest in the passage, and of those
 * the nearest.
 */
export function peerAt(peers: readonly Peer[], at: { place: number; line: { from: number; to: number } }): Peer | null {
  const own = peers.filter(({ place, said }) => place >= at.line.from && place < at.line.to && STRENGTH.indexOf(said) >= 2);
  const best = strongest(own, at.place) ?? strongest(peers, at.place);
  if (!best || isIP(best.host) === 0) return best;
  // An address is where a name led: the name is whom the call was for.
  const named = peers.filter(({ host, port, said }) => isIP(host) === 0 && port === best.port && said !== 'stands');
  return strongest(named, at.place) ?? best;
}

function strongest(peers: readonly Peer[], place: number): Peer | null {
  let best: Peer | null = null;
  for (const peer of peers) if (!best || weightOf(peer, place) > weightOf(best, place)) best = peer;
  return best;
}

/** A known API counts for more than nearness, what was asked for more than either. */
function weightOf({ said, url, host, place }: Peer, at: number): number {
  const known = url?.isPublicApi || vendorOf(host) !== null ? 1 : 0;
  const named = isIP(host) === 0 || isLoopbackAddress(host) ? 0.5 : 0;
  return STRENGTH.indexOf(said) + (said === 'stands' ? 0 : known) + named - Math.min(Math.abs(place - at), 100_000) / 1e6;
}
