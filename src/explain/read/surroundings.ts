import { isIP } from 'node:net';
import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { TargetUrl } from '../../model/target.ts';
import { readBaseUrl } from '../../settings/base-url.ts';

/** Where a failure happened, as far as the text shows. */
export interface Surroundings {
  /** The address that was asked, if it is shown whole. */
  url: TargetUrl | null;
  /** The host that was meant: of the URL, or of the connection pool. */
  host: string | null;
  port: number | null;
  /** Proxies that the text names, as `host:port`. */
  proxies: string[];
  /** What was asked instead of the API, where the text shows that: a file that a library loads at its start, or a registry of packages. */
  elsewhere: 'download' | 'registry' | null;
}

const URLS = /\bhttps?:\/\/[^\s"'`<>()[\]{}|\\,;]{3,400}/gi;
/** Links that messages print for people to read. */
const FOR_READING =
  /^(?:platform|help|status|beta|developers|community|cookbook|chat)\.openai\.com$|^(?:www\.)?(?:github|stackoverflow)\.com$|^(?:developer\.mozilla\.org|curl\.se|nodejs\.org|go\.microsoft\.com|aka\.ms|docs\.python\.org|httpstatuses\.\w+|python\.langchain\.com|js\.langchain\.com|errors\.pydantic\.dev|urllib3\.readthedocs\.io|learn\.microsoft\.com|www\.w3\.org|httpbin\.org|docs?\.[\w.-]+|console\.groq\.com)$/i;

/** Hosts and paths that clients of the API load things from at their start: a failure there is none of a call, and no type of the library. */
const DOWNLOADS =
  /(?:^|\.)(?:blob\.core\.windows\.net|huggingface\.co|hf\.co|nltk\.org|gradio\.app|checkip\.amazonaws\.com|posthog\.com|segment\.io)$/i;
const DOWNLOAD_PATH = /\.tiktoken\b|\/startup-events|\/resolve\/main\//i;
/** Hosts of packages and sources: what is missing there is no path of an API. */
const REGISTRIES =
  /(?:^|\.)(?:pypi\.org|pythonhosted\.org|npmjs\.org|yarnpkg\.com|crates\.io|rubygems\.org|proxy\.golang\.org|maven\.org|docker\.io|docker\.com|ghcr\.io|quay\.io|github\.com|githubusercontent\.com|ubuntu\.com|debian\.org)$/i;

/** True where a text names a registry's address. */
export function namesRegistry(text: string): boolean {
  return [...text.matchAll(/https?:\/\/([\w.-]{3,253})/gi)].some((found) => REGISTRIES.test(found[1] as string));
}

/** Reads out of a passage whom the failing call was meant for. */
export function surroundingsOf(text: string): Surroundings {
  const urls = urlsIn(text);
  const url =
    urls.find(({ isPublicApi }) => isPublicApi) ??
    urls.find(({ path }) => /\/v\d|completions|responses|models|embeddings/.test(path)) ??
    urls[0] ??
    null;
  const pool = /\bHTTPS?ConnectionPool\(host='([^']{1,253})', port=(\d{1,5})\)/.exec(text);
  const host = pool?.[1] ?? url?.host ?? namedHost(text);
  return {
    url: url && (!pool || url.host === pool[1]) ? url : null,
    host,
    port: pool ? Number(pool[2]) : host === url?.host ? (url?.port ?? null) : namedPort(text, host),
    proxies: proxiesIn(text),
    elsewhere: elsewhere(host, text),
  };
}

function elsewhere(host: string | null, text: string): Surroundings['elsewhere'] {
  if (host !== null && vendorOf(host)) return null;
  if (DOWNLOAD_PATH.test(text) || DOWNLOADS.test(host ?? '')) return 'download';
  return REGISTRIES.test(host ?? '') ? 'registry' : null;
}

function urlsIn(text: string): TargetUrl[] {
  return [...text.matchAll(URLS)].slice(0, 50).flatMap((found) => {
    const before = text.slice(Math.max(0, found.index - 40), found.index);
    if (/prox(?:y|ies)\W{0,12}$|proxy[ =:'"]{1,6}$|via proxy \S{0,3}$|tunnel\w{0,4} \S{0,3}$/i.test(before)) return [];
    const { url } = readBaseUrl(found[0].replace(/[.:]+$/, ''));
    return url && !FOR_READING.test(url.host) ? [url] : [];
  });
}

/** A host that an error names without a URL. */
const NAMED = [
  /\bhostname['"]?: ['"]([\w.-]{1,253})['"]/,
  /\bCannot connect to host ([\w.-]{1,253}):\d/,
  /\bCould(?: not|n't) resolve host:? ['"]?([\w.-]{1,253}\w)/i,
  /\bFailed to (?:resolve|connect to) ['"]?([\w.-]{1,253}\w)['"]?/i,
  /\bFailed host lookup: ['"`]([\w.-]{1,253}\w)/,
  /\bgetaddrinfo \w{5,12} ([\w.-]{1,253}\w)/,
  /\blookup ([\w.-]{1,253}\w)(?: on [\w.:[\]]{1,60})?:/,
  /\bresolve host(?:name)? ["']?([\w.-]{1,253}\w)/i,
  /\bUnknownHostException: ([\w.-]{1,253}\w)/,
  /\bname could not be resolved: '([\w.-]{1,253})'/,
  /\bHost: ([\w.-]{1,253}\w)\. is not in the cert/,
  /certificate is not valid for '([\w.-]{1,253})'/,
  /subject name matches target host ?name '([\w.-]{1,253})'/,
  /\bCONNECT ([\w.-]{1,253}):\d{1,5}\b/,
  /\bConnected to ([\w.-]{1,253}) \(/,
  /\baddress: ([\w.-]{1,253}):\d{1,5}, timeout/,
  /\(([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}):\d{1,5}\)/,
];

function namedHost(text: string): string | null {
  for (const pattern of NAMED) {
    const host = pattern.exec(text)?.[1]?.replace(/\.$/, '').toLowerCase();
    if (host && !isSourceFile(host)) return host;
  }
  return null;
}

/** `(_ssl.c:1000)`, `(index.js:12)`: a place in a program looks like a host with a port. */
function isSourceFile(name: string): boolean {
  return /^_|\.(?:c|cc|cpp|h|[cm]?js|[cm]?ts|[jt]sx|py|pyx|go|rs|java|kt|scala|rb|php|cs|swift|exs?|erl)$/.test(name);
}

function namedPort(text: string, host: string | null): number | null {
  const at = host === null ? -1 : text.indexOf(`${host}:`);
  const after = at < 0 ? null : /^:(\d{1,5})\b/.exec(text.slice(at + (host as string).length));
  const spoken = /\bport[ =:]{1,3}(\d{1,5})\b/.exec(text);
  return after ? Number(after[1]) : spoken ? Number(spoken[1]) : null;
}

const PROXY =
  /\b(?:https?|all|socks)_proxy\W{0,12}(?:==? ?)?\W{0,3}(?:\w{2,7}:\/\/)?(?:[^@\s/]{1,200}@)?([\w.-]{1,253}:\d{2,5})|prox(?:y|ies)['"]?[ :=({'"]{1,8}\w{2,7}:\/\/(?:[^@\s/]{1,200}@)?([\w.-]{1,253}:\d{2,5})/gi;

function proxiesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PROXY)].slice(0, 20).map((found) => (found[1] ?? found[2] ?? '').toLowerCase()))];
}

/** True for an address of this machine. */
export function isLoopbackAddress(address: string): boolean {
  return address === 'localhost' || address === '::1' || (address.startsWith('127.') && isIP(address) === 4);
}
