import type { ClientRunFacts } from '../../model/facts/client.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { urlText } from '../../model/url-text.ts';
import { type Candidate, predictClient } from './outlook.ts';
import { type RealRun, type RunAs, runCurl, runNode, runPython } from './programs.ts';
import type { UndiciRun } from './undici.ts';

/** Predicts the results of the usual clients, and runs the installed ones once, without the key. */
export const clientRuns: Probe<'client/runs'> = {
  id: 'client/runs',
  // Last: starting programs would distort the times of other probes.
  after: ['config/environment', 'tls/handshake', 'http/unauthenticated', 'http/models'],
  skip: ({ target }) => (target.clients ? null : { because: null, reason: 'only with --clients' }),
  async run(context) {
    const { target } = context;
    const url = `${urlText(target.url as TargetUrl).replace(/\/$/, '')}/models`;
    const [candidates, seen] = await Promise.all([runAll(url, context), seenHere(context)]);
    return { url, clients: candidates.map((candidate) => predictClient(candidate, { ...seen, target, url })) };
  },
  summarise,
  trouble: () => null,
};

async function seenHere({ settled }: ProbeContext) {
  const [handshake, ...exchanges] = await Promise.all([
    settled('tls/handshake'),
    settled('http/unauthenticated'),
    settled('http/models'),
  ]);
  return {
    handshake: handshake.status === 'ok' ? handshake.facts : null,
    answered: exchanges.some((one) => one.status === 'ok' && one.facts.answer !== null),
  };
}

/** All in parallel, within the time limit of one step. */
async function runAll(url: string, { target, settled, signal, lookup }: ProbeContext): Promise<Candidate[]> {
  const environment = await settled('config/environment');
  const found = environment.status === 'ok' ? environment.facts.clients : [];
  const { env, runtime, timeoutMs } = target;
  const as: RunAs = { url, target, env, limitMs: timeoutMs, signal };
  const plain = { ...env, NODE_USE_ENV_PROXY: undefined };
  const told = { ...env, NODE_USE_ENV_PROXY: '1' };
  const python = ['python3', 'python'].find((name) => found.includes(name));
  const here = <T>(name: string, run: () => Promise<T>) => (found.includes(name) ? run() : null);
  // Loaded first: otherwise it would add to the times measured below.
  const { runUndici } = await import('./undici.ts');
  const [openai, requests, unproxied, proxied, curl, undici] = await Promise.all([
    python ? runPython(python, ['httpx2', 'httpx'], as) : null,
    python ? runPython(python, ['requests'], as) : null,
    here('node', () => runNode({ ...as, env: plain })),
    here('node', () => runNode({ ...as, env: told })),
    here('curl', () => runCurl(as)),
    runUndici(as, lookup),
  ]);
  const node = (client: string, of: Candidate['env'], real: RealRun | null): Candidate => {
    const version = (real ?? unproxied)?.version ?? runtime.node;
    return { client, name: 'node-fetch', version, env: of, real };
  };
  return [
    { client: 'openai for Python', name: openai?.name ?? 'httpx2', version: openai?.version ?? null, env, real: openai },
    { client: 'Python requests', name: 'requests', version: requests?.version ?? null, env, real: requests },
    node('Node fetch', plain, unproxied),
    node('Node fetch with env proxies', told, proxied),
    node('openai for Node', env, null),
    { client: 'undici EnvHttpProxyAgent', ...asUndici(undici), env },
    { client: 'curl', name: 'curl', version: null, env, real: curl },
    { client: 'Go', name: 'go', version: null, env, real: null },
  ];
}

/** The version that this package depends on. */
const UNDICI = '7';

function asUndici({ route, ran }: UndiciRun): Omit<Candidate, 'client' | 'env'> {
  const real: RealRun = { ran, name: 'undici', version: UNDICI, bundle: null };
  return { name: 'undici', version: UNDICI, real, route };
}

function summarise({ clients }: ClientRunFacts): string {
  const ran = clients.filter((client) => client.run);
  const answered = ran.filter((client) => client.run?.status != null);
  const surprising = ran.filter((client) => client.asExpected === false).map(({ client }) => client);
  const apart = surprising.length > 0 ? `; not as expected: ${surprising.join(', ')}` : '';
  return `${answered.length} of ${ran.length} clients got a response${apart}`;
}
