import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { TargetUrl } from '../../../model/target.ts';
import { matchesIn } from '../../log/matches.ts';
import type { Passage } from '../../log/passages.ts';
import type { LogContext } from './context.ts';
import { peerAt } from './nearest.ts';
import { once } from './once.ts';
import type { Peer } from './peer.ts';
import { peersIn } from './peers.ts';

/** Where a failure happened, as far as the text shows. */
export interface Surroundings {
  /** The address that was asked, if it is shown whole. */
  url: TargetUrl | null;
  /** The host that was meant: of the URL, or of the connection pool. */
  host: string | null;
  port: number | null;
  scheme: 'http' | 'https' | null;
  /** Whether a client was used that asks api.openai.com where nothing else is set, and nothing else shows. */
  usualApi: boolean;
  /** Proxies that the text names, as `host:port`. */
  proxies: string[];
  /** What was asked instead of the API, where the text shows that: a file that a library loads at its start, or a registry of packages. */
  elsewhere: 'download' | 'registry' | null;
}

/** What the parts of a passage share: whom its lines name, and the proxies. Most passages show no failure, so it is read when it is asked for. */
export interface Scenery {
  peers: Peer[];
  proxies: string[];
  usualApi: boolean;
  passage: Passage;
}

/** Hosts and paths that clients of the API load things from at their start: a failure there is none of a call, and no type of the library. */
const DOWNLOADS = /^openaipublic\.blob\.core\.windows\.net$/i;
const DOWNLOAD_PATH = /\.tiktoken\b|\/startup-events/i;
/** Hosts of packages and sources: what is missing there is no path of an API. */
const REGISTRIES =
  /(?:^|\.)(?:pypi\.org|pythonhosted\.org|npmjs\.org|yarnpkg\.com|crates\.io|rubygems\.org|proxy\.golang\.org|maven\.org|docker\.io|docker\.com|ghcr\.io|quay\.io|github\.com|githubusercontent\.com|ubuntu\.com|debian\.org)$/i;

/** True where a text names a registry's address. */
export function namesRegistry(text: string): boolean {
  return matchesIn(text, /https?:\/\/([\w.-]{3,253})/gi).some((found) => REGISTRIES.test(found[1] as string));
}

/** Reads out of a passage whom its lines name; the context has the addresses that other lines set. */
export function sceneryOf(passage: Passage, log?: Pick<LogContext, 'settingsFor'>): Scenery {
  const peers = once(() => {
    const own = peersIn(passage.text, passage.lines, passage.starts);
    return own.some(({ role }) => role !== 'mentioned')
      ? own
      : [...(log?.settingsFor(passage.lines[0]?.speaker ?? null) ?? []), ...own];
  });
  const proxies = once(() => proxiesIn(passage.text));
  const usualApi = once(() => asksUsualApi(passage.text));
  return {
    passage,
    get peers() {
      return peers();
    },
    get proxies() {
      return proxies();
    },
    get usualApi() {
      return usualApi();
    },
  };
}

/** Where the failure at a place happened; of a whole passage where no place is given. */
export function surroundingsAt({ peers, proxies, usualApi, passage }: Scenery, place: number | null): Surroundings {
  const peer = peerAt(peers, { place: place ?? 0, line: lineAround(passage, place) });
  const host = peer?.host ?? null;
  const url = peer?.url ?? peers.find(({ url, role }) => url !== null && url.host === host && role !== 'mentioned')?.url ?? null;
  // A message that has the name alone leaves port and scheme to the address of the same host.
  const at = peer?.port === null ? (url ?? peer) : peer;
  return {
    url,
    host,
    port: at?.port ?? null,
    scheme: at?.scheme ?? null,
    usualApi: usualApi && host === null,
    proxies,
    elsewhere: elsewhere(host, passage.text),
  };
}

function lineAround({ text, starts }: Passage, place: number | null): { from: number; to: number } {
  if (place === null) return { from: 0, to: 0 };
  const at = starts.findLastIndex((start) => start <= place);
  return { from: starts[at] ?? 0, to: starts[at + 1] ?? text.length };
}

/** The official libraries ask api.openai.com where nothing is set; a log of theirs that names another provider did set something. */
const OFFICIAL =
  /site-packages[\\/]openai[\\/]|dist-packages[\\/]openai[\\/]|node_modules[\\/]openai[\\/]|\bopenai\.(?:error\.)?[A-Z]\w{2,40}(?:Error|Timeout)\b|platform\.openai\.com|\bOpenAIException\b|com\.openai\.|\bOpenAI API\b/;
const ANOTHER =
  /azure|ollama|openrouter|deepseek|groq|mistral|anthropic|gemini|lm ?studio|vllm|llama\.?cpp|localhost|127\.0\.0\.1|base_?url|api_?base|moonshot|dashscope|together|fireworks|bedrock|one-?api|new-?api|gateway|relay/i;

function asksUsualApi(text: string): boolean {
  return OFFICIAL.test(text) && !ANOTHER.test(text);
}

function elsewhere(host: string | null, text: string): Surroundings['elsewhere'] {
  if (host !== null && vendorOf(host)) return null;
  if (DOWNLOAD_PATH.test(text) || DOWNLOADS.test(host ?? '')) return 'download';
  return REGISTRIES.test(host ?? '') && !/copilot/i.test(text) ? 'registry' : null;
}

const PROXY =
  /\b(?:https?|all|socks)_proxy\W{0,12}(?:==? ?)?\W{0,3}(?:\w{2,7}:\/\/)?(?:[^@\s/]{1,200}@)?([\w.-]{1,253}:\d{2,5})|prox(?:y|ies)['"]?[ :=({'"]{1,8}\w{2,7}:\/\/(?:[^@\s/]{1,200}@)?([\w.-]{1,253}:\d{2,5})/gi;

function proxiesIn(text: string): string[] {
  return [
    ...new Set(
      matchesIn(text, PROXY)
        .slice(0, 20)
        .map((found) => (found[1] ?? found[2] ?? '').toLowerCase()),
    ),
  ];
}
