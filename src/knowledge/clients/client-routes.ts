import { proxyLabel } from '../../model/endpoint.ts';
import type { ClientWay } from '../../model/route-plan.ts';
import type { Target } from '../../model/target.ts';
import { urlText } from '../../model/url-text.ts';
import { predictRoute } from './proxy-rules/predict.ts';
import type { ClientName } from './proxy-rules/prediction.ts';

/** The clients that people use for this API, and whether each looks at the environment without being told to. */
const USUAL: { name: ClientName; client: string; isNode: boolean }[] = [
  { name: 'httpx2', client: 'Python (openai, httpx)', isNode: false },
  { name: 'requests', client: 'Python requests', isNode: false },
  { name: 'curl', client: 'curl', isNode: false },
  { name: 'go', client: 'Go', isNode: false },
  { name: 'node-fetch', client: 'Node fetch (openai for Node)', isNode: true },
  { name: 'node-https', client: 'Node https', isNode: true },
];

/** Which way each usual client takes to the API in this environment. */
export function clientWays(target: Pick<Target, 'env' | 'runtime' | 'url' | 'systemProxy'>): ClientWay[] {
  const { env, runtime, url, systemProxy } = target;
  if (!url) return [];
  return USUAL.map(({ name, client, isNode }) => {
    const version = isNode ? runtime.node : null;
    const { proxy, error, variable, bypassedBy } = predictRoute({ name, version }, env, urlText(url), systemProxy);
    const route = error ? 'error' : proxy ? proxyLabel(proxy) : 'direct';
    return {
      client,
      version,
      route,
      variable,
      bypassedBy,
      error: error?.message ?? null,
      readsEnvironment: !isNode || isSwitchedOn(env),
    };
  });
}

/** Whether Node is configured to read the proxy variables, whether or not its version supports that. */
function isSwitchedOn(env: Target['env']): boolean {
  return env.NODE_USE_ENV_PROXY === '1' || /(^|\s)--use-env-proxy(\s|=true|$)/.test(env.NODE_OPTIONS ?? '');
}
