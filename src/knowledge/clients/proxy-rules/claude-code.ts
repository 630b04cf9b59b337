import { bypassed, direct, type Env, firstFilled, type Prediction, raises } from './prediction.ts';
import { proxyAddress, withScheme } from './proxy-url.ts';

/** Claude Code, as its documentation has it: HTTPS_PROXY, else HTTP_PROXY; a list parted by blanks or commas; no SOCKS. */
export function predictClaudeCode(env: Env, url: string): Prediction {
  const chosen = firstFilled(env, 'https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY');
  if (!chosen || !URL.canParse(url)) return direct;
  const host = new URL(url).hostname;
  const list = firstFilled(env, 'no_proxy', 'NO_PROXY');
  const covers = (entry: string) => entry === '*' || entry === host || (entry.startsWith('.') && host.endsWith(entry));
  const entry = list?.value.split(/[\s,]+/).find((one) => covers(one.toLowerCase()));
  if (list && entry) return bypassed(chosen, list, entry);
  const value = withScheme(chosen.value);
  const proxy = proxyAddress({ ...chosen, value });
  if (typeof proxy === 'string') return raises(chosen.variable, proxy);
  if (proxy.scheme.startsWith('socks')) return raises(chosen.variable, 'SOCKS proxies are not supported');
  return { ...direct, proxy, taken: value, variable: chosen.variable };
}
