import { predictRoute } from '../knowledge/clients/proxy-rules/predict.ts';
import { type Client, type Env, firstFilled, type Setting } from '../knowledge/clients/proxy-rules/prediction.ts';
import { proxyFlaw } from '../knowledge/clients/proxy-rules/proxy-flaw.ts';
import { proxyAddress, withScheme } from '../knowledge/clients/proxy-rules/proxy-url.ts';
import { systemProxiesOf } from '../knowledge/clients/proxy-rules/system.ts';
import type { CheckOptions } from '../model/check-options.ts';
import type { ProxyAddress, RouteChoice, RoutePlan } from '../model/route-plan.ts';
import { type SystemProxy, systemOfSource } from '../model/system-proxy.ts';
import type { TargetUrl } from '../model/target.ts';
import { urlText } from '../model/url-text.ts';

const REFERENCE: Client = { name: 'httpx2', version: null };

const nothing: RouteChoice = { variable: null, bypassedBy: null, unused: null, error: null };

/** Variables that may hold a proxy, in the order in which they are likely to hold the one for HTTPS. */
const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy'];

/** Where a call goes, and what the system has for it beside the environment. */
interface Way {
  url: TargetUrl | null;
  system: SystemProxy | null;
}

/** The way that the reference client would take to this URL on this machine; `--proxy` comes before the environment, and that before the system. */
export function routeFor(options: CheckOptions, env: Env, { url, system }: Way): RoutePlan {
  const flag = options.proxy?.trim();
  if (flag === 'none') return { kind: 'direct', choice: { ...nothing, variable: '--proxy' } };
  if (flag) return given(flag);
  if (!url) return { kind: 'direct' };
  const { proxy, variable, bypassedBy, error } = predictRoute(REFERENCE, env, urlText(url), system);
  if (proxy) return { kind: 'proxy', proxy, choice: { ...nothing, variable } };
  if (error && system && systemOfSource(error.variable)) return stoppedBySystem(system, url, error);
  if (error) return stopped(env, url, error);
  const chosen = variable ? { variable, value: env[variable] ?? '' } : null;
  return { kind: 'direct', choice: { ...nothing, variable, bypassedBy, unused: chosen ? usable(chosen) : otherProxy(env) } };
}

/** Python raises at a value of the system, which stands in no variable. */
function stoppedBySystem(system: SystemProxy, url: TargetUrl, error: NonNullable<RouteChoice['error']>): RoutePlan {
  const value = systemProxiesOf(system).get(url.scheme)?.value ?? '';
  const plan = through({ variable: error.variable, value }, error);
  return { ...plan, choice: { ...(plan.choice ?? nothing), given: value } };
}

function given(value: string): RoutePlan {
  const plan = through({ variable: '--proxy', value }, null);
  return { ...plan, choice: { ...(plan.choice ?? nothing), given: value } };
}

/** The client raises at a value. The way is looked at all the same, by what the value seems to mean. */
function stopped(env: Env, url: TargetUrl, error: NonNullable<RouteChoice['error']>): RoutePlan {
  if (!/^no_proxy$/i.test(error.variable)) return through({ variable: error.variable, value: env[error.variable] ?? '' }, error);
  const { proxy } = predictRoute(REFERENCE, { ...env, no_proxy: undefined, NO_PROXY: undefined }, urlText(url));
  const choice = { ...nothing, variable: error.variable, error };
  return proxy ? { kind: 'proxy', proxy, choice } : { kind: 'direct', choice };
}

function through(setting: Setting, error: RouteChoice['error']): RoutePlan {
  const proxy = usable(setting);
  const problem = proxy ? error : (error ?? { variable: setting.variable, message: 'not the URL of a proxy' });
  const choice = { ...nothing, variable: setting.variable, error: problem };
  return proxy ? { kind: 'proxy', proxy, choice } : { kind: 'direct', choice };
}

function usable({ variable, value }: Setting): ProxyAddress | null {
  if (proxyFlaw({ variable, value })) return null;
  const proxy = proxyAddress({ variable, value: withScheme(value.trim()) });
  return typeof proxy === 'string' ? null : proxy;
}

function otherProxy(env: Env): ProxyAddress | null {
  const setting = firstFilled(env, ...VARIABLES);
  return setting && usable(setting);
}
