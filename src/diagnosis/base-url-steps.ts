import { isOwnHost } from '../catalogue/proxy/facts.ts';
import { providers } from '../knowledge/providers/index.ts';
import { UNIX } from '../knowledge/steps.ts';
import type { Step } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { Target, TargetUrl } from '../model/target.ts';

/** Steps that come before all others, and the values for their placeholders. */
export interface BaseUrlSteps {
  steps: Step[];
  values: Record<string, string>;
}

const NONE: BaseUrlSteps = { steps: [], values: {} };

/** Findings about the path to the server and about its answers: another address of the server changes them. */
const OF_THE_SERVER = /^(?:dns|tcp|tls|http|auth|limit|server|proxy)\//;

/** Findings that a name has which belongs to nobody, or to somebody else. */
const OF_A_WRONG_NAME = /^(?:dns\/|tls\/hostname-mismatch|tcp\/timeout|http\/not-the-api|http\/not-found)/;

/** Findings that a wrong port has. */
const OF_A_WRONG_PORT = /^(?:tcp\/(?:refused|timeout)|http\/(?:not-the-api|not-found|unexpected-redirect))$/;

/** Findings that a page for people has. */
const OF_A_PAGE = /^http\/(?:not-the-api|not-found|unexpected-redirect|edge-challenge)$/;

const PATH_OF_PEOPLE =
  /\/(?:docs?|documentation|guides?|dashboard|console|playground|settings|api-?keys|log-?in|pricing|playgrounds)(?:\/|$)/i;

/** For a base URL that is likely not the intended one: the corrected one. `unread` has the variables that no SDK here reads. Pure. */
export function baseUrlSteps(id: string, target: Target | null, unread: readonly string[]): BaseUrlSteps {
  if (id === 'config/key-missing' && target) return ignored(target, unread) ?? NONE;
  if (!target?.url || !OF_THE_SERVER.test(id)) return NONE;
  return (
    ignored(target, unread) ??
    retired(target.url) ??
    (OF_A_WRONG_NAME.test(id) ? similar(target.url) : null) ??
    (OF_A_PAGE.test(id) ? pageForPeople(target.url) : null) ??
    wildcard(target.url) ??
    (OF_A_WRONG_PORT.test(id) ? withoutPort(target, target.url) : null) ??
    NONE
  );
}

/** Variables for a URL, not for a host alone, that the SDKs do not read. */
const OF_A_URL = /^OPENAI_(?:API_BASE(?:_URL)?|(?:API_)?URL)$/;

/** A variable that the SDKs do not read has another base URL, and the default one was called. */
function ignored(target: Target, unread: readonly string[]): BaseUrlSteps | null {
  const name = target.baseUrlSource === 'default' ? unread.find((one) => OF_A_URL.test(one)) : undefined;
  if (!name) return null;
  const before = 'The SDKs do not read {ignoredName}, so the call went to {host}. If you meant the server there, set it:';
  return {
    steps: [
      { text: `${before} \`{exports}\``, on: UNIX, first: true },
      { text: `${before} \`{powerExports}\``, on: ['windows'], first: true },
    ],
    values: {
      ignoredName: name,
      exports: `export OPENAI_BASE_URL="$${name}"`,
      powerExports: `$env:OPENAI_BASE_URL = $env:${name}`,
    },
  };
}

/** A host that its provider has given up. */
function retired({ host }: TargetUrl): BaseUrlSteps | null {
  const now = providers.flatMap(({ api }) => api?.retired?.[host] ?? [])[0];
  return now ? settingIt('The provider has retired {retiredHost}. Set the base URL of today:', now, { retiredHost: host }) : null;
}

/** A name that differs from that of a known API in a letter or two, or in its ending. A network's own name is given on purpose, also one like it. */
function similar(url: TargetUrl): BaseUrlSteps | null {
  const { host } = url;
  if (url.isPublicApi || url.ipVersion !== 0 || isOwnHost(url)) return null;
  const known = new Map(providers.flatMap(({ name, api }) => (api?.baseUrl ? [[hostOf(api.baseUrl), [name, api.baseUrl]]] : [])));
  const stem = (name: string) => name.slice(0, name.lastIndexOf('.'));
  const hosts = [...known.keys()];
  const found = hosts.find((one) => stem(one) === stem(host)) ?? nearest(host, hosts, 1).find((one) => isClose(one, host));
  const [name, baseUrl] = known.get(found ?? '') ?? [];
  if (!name || !baseUrl || !found) return null;
  return settingIt('If you mean {likelyName}, its host is {likelyHost}:', baseUrl, { likelyName: name, likelyHost: found });
}

/** Whether all but two letters are the same. */
function isClose(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  let tail = 0;
  while (tail < one.length - same && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return Math.max(one.length, other.length) - same - tail <= 2;
}

/** The address of a page, copied from the browser. */
function pageForPeople({ host, path }: TargetUrl): BaseUrlSteps | null {
  if (!PATH_OF_PEOPLE.test(path)) return null;
  const text =
    'The base URL is the address of a page for people ({pagePath}). Set the base URL that this page gives for programs.';
  return { steps: [{ text, first: true }], values: { pagePath: `${host}${path}` } };
}

/** An address to listen on. Some systems connect to this machine instead, others refuse. */
function wildcard({ scheme, host, port, path }: TargetUrl): BaseUrlSteps | null {
  if (host !== '0.0.0.0' && host !== '::') return null;
  return settingIt(
    '{wildcardHost} is an address to listen on. Call the server by localhost:',
    `${scheme}://localhost:${port}${path}`,
    {
      wildcardHost: host,
    },
  );
}

/** A server of one's own on the default port of HTTP, because the base URL names none. */
function withoutPort({ baseUrl }: Target, url: TargetUrl): BaseUrlSteps | null {
  const usual = url.scheme === 'http' ? 80 : 443;
  if (url.port !== usual || !isOwnHost(url) || /^https?:\/\/[^/]*:\d+(?:\/|$)/i.test(baseUrl)) return null;
  const authority = url.ipVersion === 6 ? `[${url.host}]` : url.host;
  return settingIt(
    'The base URL has no port, so port {usualPort} was used. Add that of the server (Ollama 11434, LM Studio 1234, vLLM 8000, llama.cpp 8080):',
    `${url.scheme}://${authority}:PORT${url.path}`,
    { usualPort: String(usual) },
  );
}

function settingIt(before: string, correctUrl: string, values: Record<string, string>): BaseUrlSteps {
  return {
    steps: [
      { text: `${before} \`export OPENAI_BASE_URL={correctUrl}\``, on: UNIX, first: true },
      { text: `${before} \`$env:OPENAI_BASE_URL = "{correctUrl}"\``, on: ['windows'], first: true },
    ],
    values: { ...values, correctUrl },
  };
}

function hostOf(url: string): string {
  return new URL(url).host;
}
