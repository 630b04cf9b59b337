import { type MatrixClient, variableOf } from '../../knowledge/clients/matrix.ts';
import { predictRoute } from '../../knowledge/clients/proxy-rules/predict.ts';
import type { ClientName, Env } from '../../knowledge/clients/proxy-rules/prediction.ts';
import { proxyAddress } from '../../knowledge/clients/proxy-rules/proxy-url.ts';
import { isUsed, rootSets } from '../../knowledge/clients/trust-stores.ts';
import { proxyLabel } from '../../model/endpoint.ts';
import type { ClientPrediction } from '../../model/facts/client.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import type { Target } from '../../model/target.ts';
import { isUnrun, type RealRun } from './programs.ts';

/** A usual client: its rules, its environment, and its result where it was run. */
export interface Candidate {
  of: MatrixClient;
  /** Whose rules hold, where the run told. */
  name: ClientName;
  version: string | null;
  env: Env;
  real: RealRun | null;
  /** The row that was run in its place. */
  sendsAs: string | null;
  /** The observed route: a proxy or `direct`; absent where only its rules are known. */
  route?: string | null;
}

/** Results on the run's own route, for clients that use the same route. */
export interface SeenHere {
  target: Target;
  url: string;
  handshake: HandshakeFacts | null;
  /** Whether the API host responded to a request of this run. */
  answered: boolean;
}

/** The expected result of one client, from its documented rules and this run's observations, with its actual result. */
export function predictClient(one: Candidate, seen: SeenHere): ClientPrediction {
  const { of, env } = one;
  const predicted = predictRoute({ name: one.name, version: one.version }, env, seen.url, seen.target.systemProxy);
  const { error, variable, bypassedBy } = predicted;
  const proxy = one.route ? proxyIn(one.route, variable) : predicted.proxy;
  const route = error ? 'error' : proxy ? proxyLabel(proxy) : 'direct';
  const trustStores = seen.target.url?.scheme === 'https' ? rootsHere(one, seen.target) : [];
  const isSameWay = route === referenceRoute(seen.target);
  const accepts = isSameWay ? acceptance(trustStores, seen) : null;
  const expected = error || accepts === false ? 'failure' : isSameWay && seen.answered ? 'answer' : null;
  const run = one.real?.ran ?? null;
  const did = run && !isUnrun(run) && (run.status === null ? 'failure' : 'answer');
  return {
    client: of.client,
    rules: one.version && `${RULES[one.name] ?? one.name} ${one.version}`,
    route,
    variable,
    bypassedBy,
    keyVariable: variableOf(of.key, of, env),
    baseUrlVariable: variableOf(of.baseUrl, of, env),
    reads: [...of.key, ...of.baseUrl],
    sendsAs: one.sendsAs,
    error: error?.message ?? null,
    trustStores,
    accepts,
    expected,
    run,
    asExpected: did && expected ? did === expected : null,
  };
}

function proxyIn(route: string, variable: string | null): ProxyAddress | null {
  const proxy = route === 'direct' ? null : proxyAddress({ variable: variable ?? '', value: route });
  return typeof proxy === 'string' ? null : proxy;
}

const RULES: Partial<Record<ClientName, string>> = {
  'node-fetch': 'Node',
  'openai-node': 'Node',
  bun: 'Bun',
  deno: 'Deno',
  reqwest: 'Codex',
  'claude-code': 'Claude Code',
};

function referenceRoute({ route }: Target): string {
  return route.kind === 'proxy' ? proxyLabel(route.proxy) : 'direct';
}

/** Debian's certifi uses the system trust store. */
function rootsHere({ name, version, env, real }: Candidate, { platform }: Target): string[] {
  const sets = rootSets({ name, version, platform }, env);
  const isSystems = real?.bundle?.startsWith('/etc/') && (name === 'requests' || name === 'httpx');
  const named = isSystems ? sets.map((set) => (set === 'node-bundled' ? 'system' : set)) : sets;
  return named.filter((set) => !/^[A-Z_]+$/.test(set) || env[set]);
}

function acceptance(roots: string[], { handshake, target }: SeenHere): boolean | null {
  if (!handshake || handshake.chain.length === 0) return null;
  return handshake.trust.some((set) => set.accepts && isUsed(set.name, roots, target.platform));
}
