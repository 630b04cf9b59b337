import { isSince, knowsSystemVariable } from '../../knowledge/clients/trust-stores.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';

/** Settings that the installed Node.js is too old to support: it ignores them silently. */
export function outdatedRuntime({ target }: DiagnosisInput): Evidence | null {
  const { env, runtime } = target;
  const deaf = [
    ...(env.NODE_USE_SYSTEM_CA === '1' && !knowsSystemVariable(runtime.node)
      ? [{ name: 'NODE_USE_SYSTEM_CA', since: '22.19 or 24.6' }]
      : []),
    ...(env.NODE_USE_ENV_PROXY === '1' && !knowsProxies(runtime.node)
      ? [{ name: 'NODE_USE_ENV_PROXY', since: '22.21 or 24.5' }]
      : []),
  ];
  if (deaf.length === 0) return null;
  const settings = deaf.map(({ name, since }) => `${name} (since ${since})`).join(' and ');
  const lines = deaf.map(
    ({ name, since }) => `${name}=1 is set, but Node.js ${runtime.node} ignores it (supported since ${since})`,
  );
  return { details: lines, templateValues: { client: `Node.js ${runtime.node}`, settings }, probeIds: ['config/environment'] };
}

/** Measured: 22.21 and 24.5 send `fetch` and `https` through the proxies from the environment. */
function knowsProxies(node: string): boolean {
  return isSince(node, { 22: 21, 24: 5 });
}
