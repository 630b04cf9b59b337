import { type MatrixClient, matrix } from '../../knowledge/clients/matrix.ts';
import { aFewAtOnce } from '../../machine/a-few-at-once.ts';
import { isStoreAlias } from '../../machine/programs.ts';
import type { ClientRunFacts } from '../../model/facts/client.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { urlText } from '../../model/url-text.ts';
import { publicPath } from '../../secrets/public-path.ts';
import { type Candidate, predictClient } from './outlook.ts';
import {
  isUnrun,
  notRun,
  type PythonLibrary,
  type RealRun,
  type RunAs,
  runBun,
  runCurl,
  runDeno,
  runNode,
  runPython,
} from './programs.ts';
import type { UndiciRun } from './undici.ts';

/** Predicts the results of the usual clients, and runs the installed ones once, without the key. */
export const clientRuns: Probe<'client/runs'> = {
  id: 'client/runs',
  // Last: starting programs would distort the times of other probes.
  after: ['config/environment', 'client/installed', 'tls/handshake', 'http/unauthenticated', 'http/models'],
  skip: ({ target }) => (target.clients ? null : { because: null, reason: 'only with --clients' }),
  async run(context) {
    const { target } = context;
    // Other users of this machine see the arguments of a program.
    const base = target.url as TargetUrl;
    const url = `${urlText({ ...base, path: publicPath(base.path, target) }).replace(/\/$/, '')}/models`;
    const [rows, seen] = await Promise.all([runAll(url, context), seenHere(context)]);
    return { url, clients: rows.map((candidate) => predictClient(candidate, { ...seen, target, url })) };
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

/** The rows that are run here; null where the program or the library is not installed. */
interface Ran {
  httpx2: RealRun | null;
  httpx: RealRun | null;
  requests: RealRun | null;
  aiohttp: RealRun | null;
  nodeFetch: RealRun | null;
  nodeTold: RealRun | null;
  bun: RealRun | null;
  deno: RealRun | null;
  curl: RealRun | null;
  undici: UndiciRun;
}

async function runAll(url: string, { target, settled, signal, lookup }: ProbeContext): Promise<Candidate[]> {
  const [environment, installed] = await Promise.all([settled('config/environment'), settled('client/installed')]);
  const found = environment.status === 'ok' ? environment.facts.clients : [];
  const packages = installed.status === 'ok' ? installed.facts.packages : [];
  const { env, timeoutMs } = target;
  // Loaded first: otherwise it would add to the times measured below.
  const { runUndici } = await import('./undici.ts');
  const ran = await runEach({ url, target, env, limitMs: timeoutMs, signal }, found, (as) => runUndici(as, lookup));
  const versionOf = ({ package: own }: MatrixClient) =>
    packages.find(({ registry, name }) => registry === own?.registry && name === own.name)?.version ?? null;
  return candidates(target, ran, versionOf);
}

/** More at once would keep each other waiting until the time limit. */
const AT_ONCE = 3;

/** A few at once, each within the time limit of one step. */
async function runEach(as: RunAs, found: string[], runUndici: (as: RunAs) => Promise<UndiciRun>): Promise<Ran> {
  const python = ['python3', 'python'].find((name) => found.includes(name));
  const isAlias = !python && as.target.platform === 'windows' && (await isStoreAlias(['python3', 'python'], as.env));
  const otherwise = isAlias ? notRun('Python is here only as an alias of the Microsoft Store') : null;
  const ofPython = (library: PythonLibrary) => async () => (python ? runPython(python, library, as) : otherwise);
  const here = (name: string, run: () => Promise<RealRun | null>) => async () => (found.includes(name) ? run() : null);
  const { plain, told } = nodeEnvironments(as.env);
  const programs: Record<Exclude<keyof Ran, 'undici'>, () => Promise<RealRun | null>> = {
    curl: here('curl', () => runCurl(as)),
    nodeFetch: here('node', () => runNode({ ...as, env: plain })),
    nodeTold: here('node', () => runNode({ ...as, env: told })),
    httpx2: ofPython('httpx2'),
    httpx: ofPython('httpx'),
    requests: ofPython('requests'),
    aiohttp: ofPython('aiohttp'),
    bun: here('bun', () => runBun(as)),
    deno: here('deno', () => runDeno(as)),
  };
  const undici = await runUndici(as);
  const ran = await aFewAtOnce(Object.entries(programs), async ([id, run]) => [id, await run()] as const, AT_ONCE);
  return { ...(Object.fromEntries(ran) as Record<keyof typeof programs, RealRun | null>), undici };
}

function nodeEnvironments(env: Target['env']): { plain: Target['env']; told: Target['env'] } {
  return { plain: { ...env, NODE_USE_ENV_PROXY: undefined }, told: { ...env, NODE_USE_ENV_PROXY: '1' } };
}

/** One row for each client of the table: what ran of it, or in its place. */
function candidates({ env, runtime }: Target, ran: Ran, versionOf: (of: MatrixClient) => string | null): Candidate[] {
  const { plain, told } = nodeEnvironments(env);
  const nodeVersion = ran.nodeFetch?.version ?? runtime.node;
  const isTold = env.NODE_USE_ENV_PROXY === '1' && matrix.nodeTold.client;
  const one = (id: keyof typeof matrix, more: Partial<Candidate> = {}): Candidate => {
    const of: MatrixClient = matrix[id];
    const real = id in ran && id !== 'undici' ? ran[id as Exclude<keyof Ran, 'undici'>] : null;
    const onNode = of.rules === 'node-fetch' || of.rules === 'openai-node';
    const version = onNode ? (real?.version ?? nodeVersion) : (real?.version ?? versionOf(of));
    const stand = versionOf(of) !== null && of.sendsAs ? (onNode && isTold) || of.sendsAs : null;
    return { of, name: of.rules, version, env, real, sendsAs: stand, ...more };
  };
  const rows: Partial<Record<keyof typeof matrix, Partial<Candidate>>> = {
    nodeFetch: { env: plain },
    nodeTold: { env: told },
    undici: asUndici(ran.undici),
    // Its version says nothing about the library that it sends with.
    langchainPython: { version: ran.httpx?.version ?? null },
    litellm: { version: ran.httpx?.version ?? null },
  };
  return (Object.keys(matrix) as (keyof typeof matrix)[]).map((id) => one(id, rows[id]));
}

/** The version that this package depends on. */
const UNDICI = '7';

function asUndici({ route, ran }: UndiciRun): Partial<Candidate> {
  return { version: UNDICI, real: { ran, name: 'undici', version: UNDICI, bundle: null }, route };
}

function summarise({ clients }: ClientRunFacts): string {
  const ran = clients.filter(({ run }) => run && !isUnrun(run));
  const answered = ran.filter((client) => client.run?.status != null);
  const surprising = ran.filter((client) => client.asExpected === false).map(({ client }) => client);
  const apart = surprising.length > 0 ? `; not as expected: ${surprising.join(', ')}` : '';
  return `${answered.length} of ${ran.length} clients got a response${apart}`;
}
