import type { SystemProxy } from '../../../model/system-proxy.ts';
import { predictAxios, predictProxyFromEnv } from './axios.ts';
import { predictBun } from './bun.ts';
import { predictClaudeCode } from './claude-code.ts';
import { predictCurl, predictWget } from './curl.ts';
import { predictGo } from './go.ts';
import { predictHttpx } from './httpx.ts';
import { predictNodeFetch, predictNodeHttps, predictUndici } from './node.ts';
import type { Client, ClientName, Env, Prediction } from './prediction.ts';
import { direct, since } from './prediction.ts';
import { predictRequests } from './python.ts';
import { predictDeno, predictReqwest } from './rust.ts';

type Rules = (env: Env, url: string, version: string | null, system: SystemProxy | null) => Prediction;

const rules: Record<ClientName, Rules> = {
  httpx: (env, url, version, system) => predictHttpx(env, url, { two: false, version, system }),
  httpx2: (env, url, version, system) => predictHttpx(env, url, { two: true, version, system }),
  requests: predictRequests,
  curl: predictCurl,
  wget: predictWget,
  go: predictGo,
  'node-fetch': predictNodeFetch,
  'node-https': predictNodeHttps,
  // The Node library has no code of its own for proxies: it calls the global fetch.
  'openai-node': predictNodeFetch,
  undici: (env, url, version) => predictUndici(env, url, since(version, '8.0.0') ? 8 : since(version, '7.0.0') ? 7 : 6),
  axios: predictAxios,
  bun: predictBun,
  deno: predictDeno,
  reqwest: predictReqwest,
  'claude-code': predictClaudeCode,
  // A session reads variables only with trust_env=True.
  aiohttp: () => direct,
  'proxy-from-env': (env, url, version) => predictProxyFromEnv(env, url, !since(version, '2.0.0')),
};

/**
 * Predicts which proxy a client uses for a URL in an environment, why none, or which error it raises: from its documented rules, without
 * any I/O.
 */
export function predictRoute(client: Client, env: Env, url: string, system: SystemProxy | null = null): Prediction {
  return rules[client.name](env, url, client.version, system);
}
