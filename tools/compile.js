// Writes what V8 makes of the files of dist/, for bin/load.js: of what a healthy check, a page, a log, and the help run. It is of this Node.js
// alone and twice as large as the package, so it stays in the clone. A process of its own, because what is compiled is what has run.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { INDEX_BYTES, loaderOf, packOf, scriptOf } = createRequire(import.meta.url)('../bin/load.js');

/** An API that takes each key, and asks for one. */
function answer({ headers }, response) {
  response.setHeader('Content-Type', 'application/json');
  response.statusCode = headers.authorization ? 200 : 401;
  const error = { message: 'You did not provide an API key.', type: 'invalid_request_error', param: null, code: null };
  response.end(JSON.stringify(headers.authorization ? { object: 'list', data: [{ id: 'gpt', object: 'model' }] } : { error }));
}

const listening = async (server) => {
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return server;
};
/** A certificate for `localhost` with its key, which is no secret: its root is trusted by the check below alone. */
const pair = readFileSync(join(root, 'tools', 'localhost.pem'));
const rootCertificate = join(root, 'tools', 'localhost-root.pem');
const plain = await listening(createServer(answer));
const secured = await listening(createTlsServer({ cert: pair, key: pair }, answer));

/** Failures of several kinds, each with what belongs to it. */
const log = readFileSync(join(root, 'tools', 'failures.txt'));

/** What the commands are handed of a process, with nobody to read what they print. */
const ioWith = (machineOf, env) => ({
  stdin: Object.assign(new PassThrough().end(log), { isTTY: false }),
  stdout: new PassThrough().resume(),
  stderr: new PassThrough().resume(),
  env: {
    LANG: 'C.UTF-8',
    OPENAI_API_KEY: 'sk-proj-compile0123456789abcdefghijklmn',
    PATH: process.env.PATH,
    ...env,
  },
  ...machineOf(process),
  startedAs: ['api-doctor'],
  version: '0.0.0',
  timeZone: 'UTC',
  interrupted: new AbortController().signal,
});
const overHttp = { OPENAI_BASE_URL: `http://localhost:${plain.address().port}/v1` };
const overTls = { OPENAI_BASE_URL: `https://localhost:${secured.address().port}/v1`, NODE_EXTRA_CA_CERTS: rootCertificate };

/** What is run. Most checks use TLS. */
const RUNS = [
  ['explain 429', overHttp],
  ['--help', overHttp],
  ['check', overHttp],
  ['check --quiet', overHttp],
  ['check', overTls],
];
/** Reads a log. Files that a run above loads lie as it needs them, the others by themselves. */
const READ_LOG = ['explain - --fail-on never', overHttp];

async function run({ main, machineOf }, [words, env]) {
  const status = await main(words.split(' '), ioWith(machineOf, env));
  if (status !== 0) throw new Error(`api-doctor ${words} ended with ${status}`);
}

/** The files that a run loads, each with a number that those share which are loaded at the same moment. */
async function filesOf(words) {
  const moments = new Map();
  let moment = 0;
  let isNew = true;
  const note = (name) => {
    if (isNew) {
      moment += 1;
      queueMicrotask(() => {
        isNew = true;
      });
    }
    isNew = false;
    moments.set(name, moment);
  };
  await run(loaderOf(dist, note)('cli.cjs'), words);
  return moments;
}

/** Files that are loaded together in each run lie together: Node.js takes longer to find and open many small ones. */
async function groupsOf(runs) {
  const used = [];
  for (const words of [...runs, READ_LOG]) used.push(await filesOf(words));
  const groups = new Map();
  for (const name of new Set(used.flatMap((moments) => [...moments.keys()]))) {
    const ofRuns = used.slice(0, -1).map((moments) => moments.get(name));
    const by = ofRuns.some(Boolean) ? ofRuns.join() : `log ${used.at(-1).get(name)}`;
    groups.set(by, [...(groups.get(by) ?? []), name]);
  }
  return [...groups.values()].map((names) => ({ names, text: scriptOf(dist, names) }));
}

const groups = await groupsOf(RUNS);
const scripts = new Map();
const tool = loaderOf(dist, (name) => groups.find(({ names }) => names.includes(name)), scripts)('cli.cjs');
for (const words of [...RUNS, READ_LOG]) await run(tool, words);
for (const server of [plain, secured]) server.close();

let end = INDEX_BYTES;
const pieces = [];
const place = (piece) => {
  pieces.push(piece);
  end += piece.length;
  return [end - piece.length, piece.length];
};
const index = groups.map(({ names, text }) => ({
  names,
  text: place(Buffer.from(text, 'latin1')),
  compiled: place(scripts.get(text).createCachedData()),
}));
const draft = `${packOf(dist)}.${process.pid}`;
writeFileSync(draft, Buffer.concat([Buffer.from(JSON.stringify(index).padEnd(INDEX_BYTES)), ...pieces]));
renameSync(draft, packOf(dist));
