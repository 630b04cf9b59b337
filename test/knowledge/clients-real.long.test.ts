import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import type { Client, ClientName, Env } from '../../src/knowledge/clients/proxy-rules/prediction.ts';
import { nodeBinary } from '../lab/clients.ts';
import { finish, type Lab, openLab, root } from '../lab/lab.ts';
import { needs, programPath } from '../lab/needs.ts';

/** What the rules say must be what the client does: each case is given to the real programs, in a network with no way out. */

interface Case {
  env: Record<string, string>;
  url: string;
}

interface RealClient extends Client {
  id: string;
  command: string[];
  forks: boolean;
}

interface Outcome {
  asked: number | null;
  status: number | null;
  said: string;
  env: Env;
  addresses: string[];
}

const API = 'https://api.openai.com/v1/models';
const both = { https_proxy: 'http://@0', http_proxy: 'http://@1' };
const around = (list: string, url = API): Case => ({ env: { ...both, no_proxy: list }, url });

const cases: Case[] = [
  { env: {}, url: API },
  { env: both, url: API },
  { env: both, url: 'http://api.openai.com/v1/models' },
  { env: { HTTPS_PROXY: 'http://@0' }, url: API },
  { env: { HTTP_PROXY: 'http://@0' }, url: API },
  { env: { HTTP_PROXY: 'http://@0' }, url: 'http://api.openai.com/' },
  { env: { http_proxy: 'http://@0' }, url: API },
  { env: { ALL_PROXY: 'http://@0' }, url: API },
  { env: { all_proxy: 'http://@0', ALL_PROXY: 'http://@1' }, url: API },
  { env: { HTTPS_PROXY: 'http://@0', https_proxy: 'http://@1' }, url: API },
  { env: { HTTPS_PROXY: 'http://@0', https_proxy: '' }, url: API },
  { env: { HTTP_PROXY: 'http://@0', ALL_PROXY: 'http://@1' }, url: API },
  { env: { https_proxy: '', ALL_PROXY: 'http://@0' }, url: API },
  { env: { HTTP_PROXY: 'http://@0', REQUEST_METHOD: 'GET' }, url: 'http://api.openai.com/' },
  { env: { HTTPS_PROXY: '@0' }, url: API },
  { env: { HTTPS_PROXY: 'http://@0/' }, url: API },
  { env: { HTTPS_PROXY: 'HTTP://@0' }, url: API },
  { env: { HTTPS_PROXY: 'http://user:p%40ss@@0' }, url: API },
  { env: { HTTPS_PROXY: 'ftp://@0' }, url: API },
  { env: { HTTPS_PROXY: 'http://127.0.0.1:99999' }, url: API },
  { env: { HTTPS_PROXY: 'http://@0', NO_PROXY: 'api.openai.com', no_proxy: '' }, url: API },
  { env: { HTTPS_PROXY: 'http://@0', NO_PROXY: 'api.openai.com', no_proxy: 'other.example' }, url: API },
  around('api.openai.com'),
  around('openai.com'),
  around('.openai.com'),
  around('*.openai.com'),
  around('*'),
  around('foo,*'),
  around('API.OpenAI.com'),
  around('api.openai.com:443'),
  around('api.openai.com:8443', 'https://api.openai.com:8443/v1'),
  around('localhost, api.openai.com'),
  around('localhost api.openai.com'),
  around('api.openai.com.'),
  around('penai.com'),
  around('https://api.openai.com'),
  around('127.0.0.1', 'http://127.0.0.1:8089/'),
  around('127.0.0.0/8', 'http://127.0.0.1:8089/'),
  around('127.0.0.1:8089', 'http://127.0.0.1:8089/'),
  around('127.0.0.1-127.0.0.9', 'http://127.0.0.1:8089/'),
  around('localhost', 'http://localhost:8089/'),
  around('[::1]', 'http://[::1]:8089/'),
  around('::1', 'http://[::1]:8089/'),
];

const fetchOnce = 'fetch(process.argv[1], { signal: AbortSignal.timeout(3000) }).catch(() => {})';
const getOnce =
  "const u = process.argv[1]; require(u.split(':')[0]).get(u, { timeout: 3000 }, (r) => r.resume()).on('error', () => {}).on('timeout', function () { this.destroy() })";
/** Loads a library once, and makes each call in a process of its own that was forked with it. */
const python = (library: string) => `
import json, os, sys, ${library}
for line in iter(sys.stdin.readline, ''):
    case = json.loads(line)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.environ.clear()
        os.environ.update(case['env'])
        try:
            ${library}.get(case['url'], timeout=3)
        except Exception as e:
            os.write(write, f'{type(e).__name__} {e}'.encode())
        os._exit(0)
    os.close(write)
    said = os.fdopen(read, errors='replace').read()
    _, status = os.waitpid(child, 0)
    print(json.dumps({'status': status, 'said': said}), flush=True)
`;

/** Every client that this machine has. Others are named in a warning: an untested rule must not look tested. */
async function realClients(): Promise<RealClient[]> {
  const found: RealClient[] = [];
  const add = async (name: ClientName, id: string, version: string[], command: string[], forks = false) => {
    const said = await finish(version).then(
      (done) => done.stdout,
      () => '',
    );
    const number = /\d+\.\d+(\.\d+)?/.exec(said)?.[0];
    if (number) found.push({ id, name, version: number, command, forks });
    else console.warn(`SKIPPED: ${id} is not on this machine`);
  };
  await add('curl', 'curl', ['curl', '--version'], ['curl', '-sS', '-m', '3', '-o', '/dev/null']);
  await add('wget', 'wget', ['wget', '--version'], ['wget', '-q', '-t', '1', '-T', '3', '-O', '/dev/null']);
  for (const library of ['httpx', 'requests'] as const) {
    const version = ['/usr/bin/python3', '-c', `import ${library}; print(${library}.__version__)`];
    await add(library, library, version, ['/usr/bin/python3', '-c', python(library)], true);
  }
  for (const major of ['20', '22', '24', '26']) {
    const binary = nodeOf(major);
    await add('node-fetch', `node ${major} fetch`, [binary, '--version'], [binary, '-e', fetchOnce]);
    await add('node-https', `node ${major} https`, [binary, '--version'], [binary, '-e', getOnce]);
  }
  return found;
}

/** The Node that runs the tests, or one of another major version that `test/setup.sh` installs. */
function nodeOf(major: string): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const beside = nodeBinary(`node${major}`);
  return existsSync(beside) ? beside : (programPath(`node${major}`) ?? `node${major}`);
}

/** Node never looks at these variables unless told to, so every case is also run with the switch on. */
const switched = cases.map(({ env, url }) => ({ env: { ...env, NODE_USE_ENV_PROXY: '1' }, url }));

needs(
  'root',
  'linux',
  'ip',
  'curl',
)('what the real clients do', () => {
  let lab: Lab;
  let clients: RealClient[] = [];

  beforeAll(async () => {
    lab = await openLab();
    // Nobody answers there, and says so at once.
    lab.resolvConf('nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    clients = await realClients();
  }, 60_000);
  afterAll(() => lab.close());

  const run = async (ofThese: Case[], which: RealClient[]) => {
    const input = JSON.stringify({
      clients: which.map(({ id, command, forks }) => ({ name: id, command, forks })),
      cases: ofThese,
    });
    const done = await lab.client([process.execPath, join(root, 'test', 'lab', 'servers', 'proxy-recorder.js')], { input });
    return JSON.parse(done.stdout) as Record<string, Outcome>[];
  };

  const disagreements = async (ofThese: Case[], which: RealClient[]) => {
    const results = await run(ofThese, which);
    return ofThese.flatMap((given, index) =>
      which.flatMap((client) => {
        const outcome = results[index]?.[client.id] as Outcome;
        const { proxy, error } = predictRoute(client, outcome.env, given.url);
        const wanted = proxy ? outcome.addresses.indexOf(`${proxy.host}:${proxy.port}`) : null;
        const said = {
          client: `${client.id} ${client.version}`,
          ...given,
          wanted,
          error,
          asked: outcome.asked,
          said: outcome.said,
        };
        return outcome.asked === wanted ? [] : [said];
      }),
    );
  };

  test('Python, curl and wget', { timeout: 240_000 }, async () => {
    const others = clients.filter((client) => !client.name.startsWith('node'));
    expect(others.map((client) => client.id)).toContain('curl');
    expect(await disagreements(cases, others)).toEqual([]);
  });

  test('Node without the switch goes direct whatever is set', { timeout: 240_000 }, async () => {
    const nodes = clients.filter((client) => client.name.startsWith('node'));
    expect(await disagreements(cases.slice(1, 6), nodes)).toEqual([]);
  });

  /** Node 20 has no switch, 24 has had it from the start; of the cases one of 22 and 26 sees each. */
  const shares: Record<string, (at: number) => boolean> = {
    '20': (at) => at < 8,
    '22': (at) => at % 2 === 0,
    '24': () => true,
    '26': (at) => at % 2 === 1,
  };
  test.each(Object.entries(shares))('Node %s with the switch', { timeout: 240_000 }, async (major, isOf) => {
    const nodes = clients.filter((client) => client.id.startsWith(`node ${major}`));
    expect(nodes).toHaveLength(process.env.CI ? 2 : nodes.length);
    expect(
      await disagreements(
        switched.filter((_, at) => process.env.FUZZ_RUNS || isOf(at)),
        nodes,
      ),
    ).toEqual([]);
  });
});
