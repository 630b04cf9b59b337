// Writes what V8 makes of the files of dist/, for bin/load.js: of what a healthy check, a page, and the help run. It is of this Node.js
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
const { INDEX_BYTES, loaderOf, packOf } = createRequire(import.meta.url)('../bin/load.js');

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

const scripts = new Map();
const { main, machineOf } = loaderOf(dist, () => undefined, scripts)('cli.cjs');

/** What the commands are handed of a process, with nobody to read what they print. */
const ioWith = (env) => ({
  stdin: Object.assign(new PassThrough().end(), { isTTY: false }),
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
const io = ioWith({ OPENAI_BASE_URL: `http://localhost:${plain.address().port}/v1` });
for (const words of ['explain 429', '--help', 'check', 'check --quiet']) {
  const status = await main(words.split(' '), io);
  if (status !== 0) throw new Error(`api-doctor ${words} ended with ${status}`);
}
// Most checks use TLS. Where this one fails, that part is compiled at each start.
const overTls = { OPENAI_BASE_URL: `https://localhost:${secured.address().port}/v1`, NODE_EXTRA_CA_CERTS: rootCertificate };
const status = await main(['check'], ioWith(overTls));
if (status !== 0) process.stderr.write(`compile: a check over TLS ended with ${status}\n`);
for (const server of [plain, secured]) server.close();

const index = {};
const pieces = [];
let end = 0;
for (const [name, script] of scripts) {
  const compiled = script.createCachedData();
  index[name] = [end, compiled.length];
  pieces.push(compiled);
  end += compiled.length;
}
const draft = `${packOf(dist)}.${process.pid}`;
writeFileSync(draft, Buffer.concat([Buffer.from(JSON.stringify(index).padEnd(INDEX_BYTES)), ...pieces]));
renameSync(draft, packOf(dist));
