import { isIP } from 'node:net';
import { bytesOf, networkOf, sameNetwork } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, firstSet, type Prediction, type Setting } from './prediction.ts';
import { proxyAddress, splitUrl, withScheme } from './proxy-url.ts';

/**
 * The two descendants of reqwest's rules. Upper case comes first in both, and a value that is no URL is dropped without a word.
 * `test/knowledge/bun-deno-proxies.worlds.test.ts` runs Deno; Codex 0.171 was run by hand with the same variables.
 */

/** Deno (`ext/fetch/proxy.rs`): a proxy for everything comes before that for one scheme. */
export function predictDeno(env: Env, url: string): Prediction {
  const target = URL.canParse(url) ? new URL(url) : null;
  const own = target?.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const isHidden = own === 'HTTP_PROXY' && env.REQUEST_METHOD !== undefined;
  const chosen = ['ALL_PROXY', ...(isHidden ? [] : [own])]
    .map((name) => firstUsable(env, denoTakes, name, name.toLowerCase()))
    .find((setting) => setting !== null);
  return routed(chosen ?? null, firstSet(env, 'NO_PROXY', 'no_proxy'), target, false);
}

/** reqwest with hyper-util (`client/proxy/matcher.rs`), as Codex uses it: none at all in a CGI script. */
export function predictReqwest(env: Env, url: string): Prediction {
  const target = URL.canParse(url) ? new URL(url) : null;
  const own = target?.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  if (env.REQUEST_METHOD !== undefined) return direct;
  const settings = [own, 'ALL_PROXY'].map((name) => firstSet(env, name, name.toLowerCase()));
  const chosen = settings.find((setting) => setting && reqwestTakes(setting.value)) ?? null;
  return routed(chosen, firstSet(env, 'NO_PROXY', 'no_proxy'), target, true);
}

function firstUsable(env: Env, takes: (value: string) => boolean, ...names: string[]): Setting | null {
  return names.map((name) => firstFilled(env, name)).find((setting) => setting && takes(setting.value)) ?? null;
}

/** Credentials have to be a user and a password there. */
function denoTakes(value: string): boolean {
  const userinfo = splitUrl(value)?.userinfo;
  return isProxy(value, ['http', 'https', 'socks5', 'socks5h']) && (userinfo == null || userinfo.includes(':'));
}

function reqwestTakes(value: string): boolean {
  return isProxy(value, ['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h']);
}

function isProxy(value: string, schemes: string[]): boolean {
  const scheme = splitUrl(withScheme(value))?.scheme ?? '';
  return !/[\s"<>\\^`{|}]/.test(value) && schemes.includes(scheme);
}

function routed(chosen: Setting | null, list: Setting | null, url: URL | null, anyCase: boolean): Prediction {
  if (!chosen || !url) return direct;
  const entry = list && ruleFor(list.value, url.hostname, anyCase);
  if (list && entry !== null) return bypassed(chosen, list, entry);
  const value = withScheme(chosen.value);
  const proxy = proxyAddress({ ...chosen, value });
  return typeof proxy === 'string' ? direct : { ...direct, proxy, taken: value, variable: chosen.variable };
}

/** Commas part the entries; addresses, ranges, `*`, and names, which cover what is below them. No entry has a port. */
function ruleFor(list: string, hostname: string, anyCase: boolean): string | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  const address = isIP(host) ? bytesOf(host) : null;
  const covers = (entry: string) => {
    if (address === null) return coversName(anyCase ? entry.toLowerCase() : entry, host);
    const network = networkOf(entry);
    return network ? sameNetwork(address, network.network, network.bits) : bytesOf(entry)?.join() === address.join();
  };
  return (
    list
      .split(',')
      .map((entry) => entry.trim())
      .find((entry) => entry !== '' && covers(entry)) ?? null
  );
}

function coversName(entry: string, host: string): boolean {
  return entry === '*' || host === entry.replace(/^\./, '') || host.endsWith(entry.startsWith('.') ? entry : `.${entry}`);
}
