import type { TargetUrl } from '../../../model/target.ts';
import { readBaseUrl } from '../../../settings/base-url.ts';
import { matchesIn } from '../../log/matches.ts';
import { isNobody, type Peer, type Role } from './peer.ts';

const URLS = /\b(?:https?|wss?):\/\/[^\s"'`<>()[\]{}|\\,;]{3,400}/gi;

/** Links that messages print for people to read. */
const FOR_READING =
  /^(?:platform|help|status|beta|developers|community|cookbook|chat)\.openai\.com$|^(?:www\.)?(?:github|stackoverflow|reddit|discord|youtube|medium|apple|w3)\.(?:com|org)$|^(?:developer\.mozilla\.org|curl\.se|curl\.haxx\.se|nodejs\.org|go\.microsoft\.com|aka\.ms|httpstatuses\.\w+|(?:python|js)\.langchain\.com|errors\.pydantic\.dev|urllib3\.readthedocs\.io|learn\.microsoft\.com|console\.groq\.com|console\.anthropic\.com|aistudio\.google\.com|errors\.edgesuite\.net|pris\.ly|nextjs\.org|vite\.dev|vitejs\.dev|json\.schemastore\.org|json-schema\.org|schemas?\.[\w.-]+|[\w-]+\.readthedocs\.io|docs?\.[\w.-]+|wiki\.[\w.-]+|support\.[\w.-]+|help\.[\w.-]+|forum\.[\w.-]+|forums\.[\w.-]+|discourse\.[\w.-]+|stackoverflow\.com|bit\.ly|tinyurl\.com)$/i;
/** Pages of documentation, issues and sign-up on hosts that are APIs too. */
const READING_PATH =
  /^\/(?:docs?|documentation|guides?|wiki|help|issues|settings|account|billing|pricing|signup|login|dashboard|blog|troubleshooting)\b|\.(?:md|html?)$|\/docs\//i;

const AS_PROXY = /prox(?:y|ies)\W{0,12}$|proxy[ =:'"]{1,6}$|via proxy \S{0,3}$|tunnel\w{0,4} \S{0,3}$/i;
/** A browser names the page that called as well. */
const OF_THE_PAGE = /\b(?:the page at|from origin) ['"]$/i;
/** The text before the URL of a failing call. */
const ASKED =
  /(?:\b(?:get|post|put|head|delete|patch|options)["']?,? {0,2}\\?["'(]?|\bfor url:? ?['"(]?|\burl:? ?\(|(?:^|[,{( ])['"]?url['"]?\s?[:=]{1,2}\s?\\?['"]?|\b(?:request(?:ing)?|call(?:ing)?|fetch(?:ing)?|connect(?:ing|ion)?|reach|contact|access(?:ing)?|load(?:ing)?|quer(?:y|ying)|websocket|handshake)(?: (?:request|error|failed|failure))?(?: (?:to|for|with|from|of|at|on))? ?['"(]?|\b(?:to|at|from|on) ['"(]?|FailingURL(?:String)?Key=|\brequest(?:ed)? ur[il]:? ?['"]?|\bendpoint['"]? ?[:=]? ?['"]?|\binsecure resource ['"]|\bcurl error \d{1,3}: [^()\n]{3,100} \(|\) for )$/i;
/** The name of a setting that holds where the API is. */
const SETTING =
  /(?:base|api|server|host|endpoint|url|uri|upstream|backend|target)[\w.-]{0,20}['"]?\s{0,8}(?:[:=]|=>)\s{0,8}['"]?$|--[\w-]{2,30}[= ]$|^export \w+=['"]?$/i;
/** The request that came in, as platforms put it beside what a program logged. */
const CAME_IN = /"event"\s?:\s?\{\s?"request"\s?:\s?\{\s?"url"\s?:\s?"$/;
/** What was asked, and is nothing to read, nor a setting: in the log of errors of nginx, in requests' sentence, in Apple's dumps. */
const OF_A_CALL = /", upstream: "$|\bfor url:? ?['"(]?$|FailingURL(?:String)?Key=$/i;
const API_PATH = /\/v\d|completions|responses|\/models|embeddings|\/api\/(?:chat|generate|tags|show)|generateContent|\/messages/;

/** How much before a URL says what it is. */
const BEFORE = 120;

/** The URLs of a line that may be what was called. */
export function urlPeers(line: string, typed: boolean): Peer[] {
  return matchesIn(line, URLS)
    .slice(0, 8)
    .flatMap((found): Peer[] => {
      const before = line.slice(Math.max(0, found.index - BEFORE), found.index);
      if (AS_PROXY.test(before) || CAME_IN.test(before) || OF_THE_PAGE.test(before)) return [];
      const url = urlOf(found[0].replace(/(?<![.:!?*])[.:!?*]+$/, '').replace(/^ws/i, 'http'));
      if (!url || isNobody(url.host)) return [];
      const isPage = (READING_PATH.test(url.path) || isLink(url, before)) && !API_PATH.test(url.path) && !OF_A_CALL.test(before);
      if (FOR_READING.test(url.host) || isPage) return [];
      const { host, port, scheme } = url;
      return [{ url, host, port, scheme, place: found.index, role: roleOfUrl(url, before, typed) }];
    });
}

/** A URL in parts, as Rust's `url` prints one for debugging. */
const IN_PARTS =
  /\bUrl \{ scheme: "(https?)",[^{}\n]{0,120}? host: Some\((?:Domain\("([\w.-]{1,253})"\)|Ipv4\(([\d.]{7,15})\)|Ipv6\(([\da-f:]{2,39})\))\), port: (?:None|Some\((\d{1,5})\)), path: "(\/[^"\s]{0,400})"/g;

/** The URLs of a line that are printed in their parts: each is of a request. */
export function urlsInParts(line: string): Peer[] {
  return matchesIn(line, IN_PARTS)
    .slice(0, 4)
    .flatMap((found): Peer[] => {
      const [, scheme, name, four, six, port, path] = found;
      const host = name ?? four ?? `[${six}]`;
      const url = urlOf(`${scheme}://${host}${port === undefined ? '' : `:${port}`}${path}`);
      return url ? [{ url, host: url.host, port: url.port, scheme: url.scheme, place: found.index, role: 'target' }] : [];
    });
}

/** A page of a vendor's site that a sentence ends with. */
const isLink = ({ host, path }: TargetUrl, before: string) => /^www\./.test(host) && path.length > 1 && /\w\. $/.test(before);

/** What is escaped in a path may look like a variable that was never filled in; the host is as good without it. */
export function urlOf(written: string): TargetUrl | null {
  return readBaseUrl(written).url ?? readBaseUrl(written.replace(/%.*/, '')).url;
}

function roleOfUrl(url: TargetUrl, before: string, typed: boolean): Role {
  if (typed) return 'configured';
  if (OF_A_CALL.test(before)) return 'target';
  if (SETTING.test(before) && !/[,{( ]['"]?url['"]?\s?[:=]/i.test(before)) return 'configured';
  if (ASKED.test(before)) return 'target';
  return url.isPublicApi || API_PATH.test(url.path) ? 'called' : 'mentioned';
}
