import { proxyLabel } from '../../model/endpoint.ts';
import type { ProxyPlanFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { systemOfSource } from '../../model/system-proxy.ts';
import { gotThrough } from '../../probes/route-skips.ts';
import { allFailed, attemptLines } from '../tcp/attempts.ts';
import { isOwnHost, planFacts } from './facts.ts';

/** The predicates that compare routes: the client's own with the alternative, and those of different clients. */

/** A NO_PROXY entry bypasses the configured proxy for this host. For hosts on this network that is intended. */
export function bypassedByNoProxy(c: DiagnosisInput): Evidence | null {
  const { target } = c;
  const rule = target.route.choice?.bypassedBy;
  if (!rule || target.route.kind !== 'direct' || !target.url || isOwnHost(target.url)) return null;
  const { variable } = target.route.choice ?? {};
  const lines = [
    `${variable} sets a proxy`,
    `${rule.variable} contains the entry ${rule.entry}, which matches ${target.url.host}`,
  ];
  return {
    details: lines,
    templateValues: { rule: rule.entry, list: rule.variable, variable: variable ?? 'the environment' },
    probeIds: ['config/proxy'],
  };
}

/** The client connects directly, which fails; through a proxy that is configured on this machine, the API responds. */
export function requiredButUnused(c: DiagnosisInput): Evidence | null {
  const { target, alternateObservations: other, observations: seen } = c;
  if (target.route.kind !== 'direct' || gotThrough(seen) || !gotThrough(other)) return null;
  const tunnel = other['proxy/tunnel'];
  const found = tunnel?.status === 'ok' ? tunnel.facts.proxy : null;
  if (!found) return null;
  const choice = target.route.choice;
  const hint = planFacts(c)?.hints.find(({ proxy }) => proxy === found);
  const unused = choice?.unused ? choice.unused.source : null;
  const reading = choice?.bypassedBy
    ? `${choice.bypassedBy.variable} contains ${choice.bypassedBy.entry}, so this host bypasses the proxy in ${choice.variable}.`
    : unused
      ? `It is set in ${unused}, which the Python SDK does not read for this URL.`
      : hintReading(c, hint?.source ?? null, found);
  const failed = allFailed(c);
  const lines = [`through ${found}, ${target.url?.host} responds`, ...(failed ? attemptLines(failed.facts) : [])];
  const values = {
    reading,
    proxy: found,
    ...(choice?.bypassedBy ? { rule: choice.bypassedBy.entry, list: choice.bypassedBy.variable } : { setProxy: found }),
  };
  return {
    details: lines,
    templateValues: values,
    probeIds: ['config/proxy', ...(failed ? (['tcp/connect'] as const) : [])],
    pythonType: failed?.pythonType ?? 'APIConnectionError',
  };
}

/** Where a proxy that Python does not take is set, and why it does not. */
function hintReading({ target: { env } }: DiagnosisInput, source: string | null, proxy: string): string {
  if (!systemOfSource(source)) return `It is set in ${source ?? 'the settings of another program'}, which the SDKs do not read.`;
  const variable = Object.keys(env).find((name) => /_proxy$/i.test(name) && env[name]);
  if (variable) return `It is set in ${source}, which Python reads only where no proxy variable is set, and ${variable} is set.`;
  if (proxy.startsWith('socks')) return `It is set in ${source} as a SOCKS proxy, which Python does not take from there.`;
  return `It is set in ${source} for all users, where Python does not look.`;
}

/** Clients that read the environment use different routes, or one of them fails. Node.js reads it only if told to, so it is a remark. */
export function clientsDiverge(c: DiagnosisInput): Evidence | null {
  const plan = planFacts(c);
  if (!plan || plan.variable === '--proxy' || c.target.route.choice?.variable === '--proxy') return null;
  // A client that reads none of the variables does not count; the reference client always does.
  const readers = plan.clients.filter(
    ({ readsEnvironment, variable }, at) => at === 0 || (readsEnvironment && variable !== null),
  );
  const isRemark = new Set(readers.map(({ route }) => route)).size <= 1;
  const all = new Set(plan.clients.map(({ route }) => route));
  if (all.size <= 1 || (isRemark && !othersAreLeftOut(c))) return null;
  const lines = plan.clients.map(({ client, version, route, bypassedBy, error }) => {
    const why = error ? ` (${error})` : bypassedBy ? ` (${bypassedBy.variable}: ${bypassedBy.entry})` : '';
    return `${client}${version ? ` ${version}` : ''}: ${route}${why}`;
  });
  const who = [...all].map((way) => `${way === 'error' ? 'invalid setting' : way}: ${named(plan.clients, way)}`).join('; ');
  const node = plan.clients.find(({ readsEnvironment }) => !readsEnvironment);
  return {
    details: lines,
    templateValues: {
      who,
      ...(node && isRemark ? { nodeSwitch: 'NODE_USE_ENV_PROXY=1', nodeVariable: 'NODE_USE_ENV_PROXY' } : {}),
      ...(isRemark ? ofSystem(c) : advice(c, plan)),
    },
    probeIds: ['config/proxy'],
    severity: isRemark ? 'info' : 'warning',
  };
}

/** Only Python takes the proxy of the system: the others need it in a variable. */
function ofSystem({ target: { route } }: DiagnosisInput): Record<string, string> {
  if (route.kind !== 'proxy' || !systemOfSource(route.proxy.source)) return {};
  return { systemProxyUrl: proxyLabel(route.proxy) };
}

/** For a local server all clients should bypass the proxy; otherwise all should use the same one. */
function advice({ target }: DiagnosisInput, { variable, clients }: ProxyPlanFacts): Record<string, string> {
  if (target.url?.isLoopback) return { ownHost: target.url.host };
  const name = systemOfSource(variable) ? 'HTTPS_PROXY' : (variable ?? 'HTTPS_PROXY');
  return { proxyVariable: name, upperCase: name.toUpperCase(), lowerCase: name.toLowerCase(), ...listNamed(clients) };
}

/** Some clients read no such variable and connect directly: a remark where the direct route does not work and the client's own does. */
function othersAreLeftOut({ target, observations: seen, alternateObservations: other }: DiagnosisInput): boolean {
  return target.route.kind === 'proxy' && gotThrough(seen) && !gotThrough(other);
}

function listNamed(clients: { bypassedBy: { variable: string } | null }[]): Record<string, string> {
  const list = clients.find(({ bypassedBy }) => bypassedBy)?.bypassedBy?.variable;
  return list ? { listVariable: list } : {};
}

function named(clients: { client: string; route: string }[], route: string): string {
  return clients
    .filter((client) => client.route === route)
    .map(({ client }) => client)
    .join(', ');
}
