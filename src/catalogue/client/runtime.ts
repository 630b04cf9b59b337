import { isSince, knowsSystemVariable } from '../../knowledge/clients/trust-stores.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';

/** Settings that this machine's Node is too old to read, so that whoever made them waits for something that never happens. */
export function outdatedRuntime({ target }: Case): Evidence | null {
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
  const lines = deaf.map(({ name, since }) => `${name}=1 is set, and Node ${runtime.node} does not read it; Node ${since} does`);
  return { lines, values: { client: `Node ${runtime.node}`, settings }, causes: ['config/environment'] };
}

/** Measured: 22.21 and 24.5 send `fetch` and `https` through the proxies of the environment. */
function knowsProxies(node: string): boolean {
  return isSince(node, { 22: 21, 24: 5 });
}
