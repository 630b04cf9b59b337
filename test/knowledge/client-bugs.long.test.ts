import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bugsHere, clientBugs, isInstalled } from '../../src/knowledge/clients/bugs/index.ts';
import { clientPath, nodeBinary } from '../lab/clients.ts';
import { needs } from '../lab/needs.ts';

/** Which server was asked for what, by the mark in the path or the header of each run. */
const asked: { at: 'api' | 'other' | 'proxy'; mark: string; path: string }[] = [];

function serve(at: 'api' | 'other' | 'proxy'): Server {
  const server = createServer((request, response) => {
    const mark = /mark-\w+/.exec(`${request.url} ${request.headers.authorization ?? ''}`)?.[0] ?? '';
    asked.push({ at, mark, path: (request.url ?? '').replace(/\?.*$/, '') });
    request.resume();
    request.on('end', () => {
      const status = request.method === 'POST' ? 404 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).write('{"object":"list",');
      setTimeout(() => response.end('"data":[]}'), 5);
    });
  });
  server.on('connect', (request, socket) => {
    asked.push({ at, mark: '', path: `CONNECT ${request.url}` });
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  // undici 6 tunnels to http:// as well, so a direct call of the API is what shows that the proxy was left out.
  return server.listen(0, '127.0.0.1');
}

const servers = { api: serve('api'), other: serve('other'), proxy: serve('proxy') };
const urlOf = (name: keyof typeof servers) => `http://127.0.0.1:${(servers[name].address() as AddressInfo).port}`;
beforeAll(() =>
  Promise.all(Object.values(servers).map((server) => server.listening || new Promise((up) => server.once('listening', up)))),
);
afterAll(() => {
  for (const server of Object.values(servers)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Runs a script; what it prints is its result. */
function run(program: string, script: string, env: Record<string, string> = {}): Promise<string> {
  const args = program.includes('python') ? ['-c', script] : ['--no-warnings', '--input-type=commonjs', '-e', script];
  return new Promise((resolve) => {
    const given = { PATH: process.env.PATH, HOME: '/dev/null', ...env };
    execFile(program, args, { env: given, timeout: 50_000 }, (error, stdout, stderr) =>
      resolve(`${stdout}${error ? stderr : ''}`),
    );
  });
}

const quoted = (...names: string[]) => JSON.stringify(clientPath(...names));
const ids = (node: string, installed: Record<string, string>, env: Record<string, string> = {}, hasProxy = false) =>
  bugsHere({ node, installed, env, hasProxy }).map(({ id }) => id);
const bug = (id: string) => clientBugs.find((one) => one.id === id);

const versionOf = async (program: string) => (await run(program, 'console.log(process.versions.node)')).trim();
const ofPackage = async (...names: string[]) =>
  (await run(process.execPath, `console.log(require(${quoted(...names, 'package.json')}).version)`)).trim();

const packages = [
  'node22',
  'node24',
  'node26',
  'node22-23-0',
  'openai4',
  'node-fetch',
  'undici6',
  'undici8',
  '@langchain/openai',
  '@ai-sdk/openai',
];

needs(
  'linux',
  'python:websockets',
  'python:aiohttp',
  ...packages.map((name) => `npm:${name}`),
)('a known bug, with the real packages', () => {
  const LIST = (url: string) => `const OpenAI = require(${quoted('openai4')});
(async () => {
  const failed = [];
  const client = new OpenAI({ apiKey: 'x', baseURL: '${url}/v1', maxRetries: 0 });
  for (let turn = 0; turn < 60; turn += 1) await client.models.list().catch((error) => failed.push(String(error.cause ?? error)));
  console.log(failed.length, failed[0] ?? '');
  process.exit();
})();`;

  it.concurrent('of Node.js 22.23.0 makes whole answers fail in openai 4, and not in the next release', async () => {
    const [broken, mended] = await Promise.all(
      [nodeBinary('node22-23-0'), nodeBinary('node22')].map((node) => run(node, LIST(urlOf('api')))),
    );
    expect(Number.parseInt(broken ?? '', 10)).toBeGreaterThan(0);
    expect(broken).toMatch(bug('node-fetch-premature-close')?.prints ?? /$^/);
    expect(mended?.trim()).toBe('0');
    const openai = { 'npm:openai': await ofPackage('openai4') };
    expect(ids('22.23.0', openai)).toEqual(['node-fetch-premature-close']);
    expect(ids(await versionOf(nodeBinary('node22')), openai)).toEqual([]);
  });

  it.concurrent('of Node.js 22.23.0 makes whole answers fail in node-fetch 2 without an agent', async () => {
    const script = `const fetch = require(${quoted('node-fetch')});
(async () => {
  const failed = [];
  for (let turn = 0; turn < 150; turn += 1) await fetch('${urlOf('api')}/v1/models').then((answer) => answer.text()).catch((error) => failed.push(String(error)));
  console.log(failed.length, failed[0] ?? '');
  process.exit();
})();`;
    const [broken, mended] = await Promise.all(
      [nodeBinary('node22-23-0'), nodeBinary('node22')].map((node) => run(node, script)),
    );
    expect(broken).toMatch(bug('node-fetch-2-premature-close')?.prints ?? /$^/);
    expect(mended?.trim()).toBe('0');
    expect(ids('22.23.0', { 'npm:node-fetch': await ofPackage('node-fetch') })).toEqual(['node-fetch-2-premature-close']);
  });

  /** Calls the API with the agent for a proxy as the global one, and given to fetch. */
  const AGENT = (name: string, mark: string) => `const { ProxyAgent, setGlobalDispatcher } = require(${quoted(name)});
(async () => {
  const agent = new ProxyAgent('${urlOf('proxy')}');
  setGlobalDispatcher(agent);
  const url = '${urlOf('api')}/v1/models?${mark}';
  const call = (options) => fetch(url, options).then(() => 'answered', (error) => String(error.cause ?? error));
  console.log(JSON.stringify([await call({}), await call({ dispatcher: agent })]));
  process.exit();
})();`;

  it.concurrent.each([
    ['node22', 'undici6', false, null],
    ['node24', 'undici6', false, null],
    ['node26', 'undici6', true, 'undici-dispatcher-too-old'],
    ['node22', 'undici8', false, 'undici-dispatcher-too-new'],
    ['node24', 'undici8', false, 'undici-dispatcher-too-new'],
    ['node26', 'undici8', false, null],
  ])(
    'of %s with %s: the global agent is left out (%s), the agent of a call is refused (%s)',
    async (node, undici, isDirect, refusedBy) => {
      const mark = `mark-${node}${undici}`;
      const printed = await run(nodeBinary(node), AGENT(undici, mark));
      const [, passed] = JSON.parse(printed) as string[];
      expect(asked.some((one) => one.at === 'api' && one.mark === mark)).toBe(isDirect);
      const version = await versionOf(nodeBinary(node));
      const installed = { 'npm:undici': await ofPackage(undici) };
      expect(ids(version, installed, {}, true).includes('undici-dispatcher-node-26')).toBe(isDirect);
      for (const id of ['undici-dispatcher-too-old', 'undici-dispatcher-too-new']) {
        const known = bug(id);
        const fits = known !== undefined && isInstalled(known, { node: version, installed, env: {}, hasProxy: true });
        expect([id, fits, known?.prints.test(passed ?? '')]).toEqual([id, id === refusedBy, id === refusedBy]);
      }
    },
  );

  it.concurrent('of undici 8 on Node.js 20 keeps it from loading', async () => {
    const version = process.versions.node;
    const printed = await run(process.execPath, `require(${quoted('undici8')}); console.log('loaded')`);
    const isKnown = ids(version, { 'npm:undici': await ofPackage('undici8') }).includes('undici-8-on-node-20');
    expect([version, isKnown]).toEqual([version, !printed.includes('loaded')]);
    if (isKnown) expect(printed).toMatch(bug('undici-8-on-node-20')?.prints ?? /$^/);
  });

  it.concurrent('of LangChain sends calls to OPENAI_API_BASE where OPENAI_BASE_URL is set, too', async () => {
    const env = {
      OPENAI_API_BASE: `${urlOf('other')}/v1`,
      OPENAI_BASE_URL: `${urlOf('api')}/v1`,
      OPENAI_API_KEY: 'mark-langchain',
    };
    await run(
      process.execPath,
      `import(${quoted('@langchain/openai/dist/index.js')}).then(({ ChatOpenAI }) => new ChatOpenAI({ model: 'm', maxRetries: 0 }).invoke('hi'))`,
      env,
    );
    expect(asked.filter(({ mark }) => mark === 'mark-langchain').map(({ at }) => at)).toEqual(['other']);
    expect(ids('24.1.0', { 'npm:@langchain/openai': await ofPackage('@langchain/openai') }, env)).toEqual([
      'langchain-js-api-base',
    ]);
  });

  it.concurrent('of the AI SDK calls /responses unless the chat model is named', async () => {
    const env = { OPENAI_BASE_URL: `${urlOf('api')}/v1`, OPENAI_API_KEY: 'mark-aisdk' };
    const prompt = `{ prompt: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] }`;
    const script = `import(${quoted('@ai-sdk/openai/dist/index.mjs')}).then(async ({ openai }) => {
  await openai('m').doGenerate(${prompt}).catch((error) => console.log(error.name, error.url));
  await openai.chat('m').doGenerate(${prompt}).catch(() => {});
})`;
    const printed = await run(process.execPath, script, env);
    expect(asked.filter(({ mark }) => mark === 'mark-aisdk').map(({ path }) => path)).toEqual([
      '/v1/responses',
      '/v1/chat/completions',
    ]);
    expect(printed).toMatch(bug('ai-sdk-responses')?.prints ?? /$^/);
  });

  const PROXIES = () => Object.fromEntries(['http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, urlOf('proxy')]));

  it.concurrent('of websockets before 15 leaves out the proxy', async () => {
    const script = `import asyncio, websockets
async def main():
    try: await websockets.connect('${urlOf('other').replace('http', 'ws')}/mark-websocket')
    except Exception: pass
    print(websockets.version.version)
asyncio.run(main())`;
    const version = (await run('/usr/bin/python3', script, PROXIES())).trim();
    expect(
      asked.filter(({ mark, path }) => mark === 'mark-websocket' || path.includes('mark-websocket')).map(({ at }) => at),
    ).toEqual(['other']);
    expect(ids('24.1.0', { 'python:openai': '2.0.0', 'python:websockets': version }, PROXIES(), true)).toEqual([
      'realtime-websockets-proxy',
    ]);
  });

  it.concurrent('of aiohttp leaves out the proxy without trust_env, and takes it with it', async () => {
    const script = `import asyncio, aiohttp
async def main():
    for trust in (False, True):
        async with aiohttp.ClientSession(trust_env=trust) as session:
            async with session.get('${urlOf('other')}/?mark-aiohttp') as response: await response.read()
asyncio.run(main())`;
    await run('/usr/bin/python3', script, PROXIES());
    expect(asked.filter(({ mark }) => mark === 'mark-aiohttp').map(({ at }) => at)).toEqual(['other', 'proxy']);
  });
});
