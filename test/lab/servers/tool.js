/**
 * The built tool, run again and again in one process, which costs a third of a process for each run: `node test/lab/servers/tool.js`
 * takes `{"id", "args", "env", "input"}` as lines of JSON, and answers each with `{"id", "status", "stdout", "stderr"}`. What Node warns of,
 * and what nobody catches, goes to the runs that are under way, as in a process of their own.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';

const root = join(import.meta.dirname, '..', '..', '..');
const require = createRequire(import.meta.url);
const { main, machineOf, startedAs } = require('../../../bin/load.js').load(join(root, 'dist'), 'cli.cjs');
const { version } = require('../../../package.json');
const script = join(root, 'bin', 'api-doctor.js');
const under = new Set();

process.on('warning', ({ message }) => {
  for (const run of under) run.said.stderr += `Warning: ${message}\n`;
});
for (const name of ['uncaughtException', 'unhandledRejection'])
  process.on(name, (error) => {
    for (const run of under) run.stray(error);
  });

async function answer({ id, args, env, input }) {
  const said = { stdout: '', stderr: '' };
  const run = { said, stray: (error) => (said.stderr += `stray: ${error}\n`) };
  const collect = (name) =>
    new PassThrough().setEncoding('utf8').on('data', (piece) => {
      said[name] += piece;
    });
  under.add(run);
  const io = {
    stdin: Object.assign(Readable.from(input ? [Buffer.from(input)] : []), { isTTY: false }),
    stdout: collect('stdout'),
    stderr: collect('stderr'),
    env,
    ...machineOf({ platform: process.platform, versions: process.versions, ppid: process.ppid, env }),
    startedAs: startedAs({ script, cwd: process.cwd(), path: env.PATH ?? '', platform: process.platform }),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    version,
    interrupted: new AbortController().signal,
    onStray: (listener) => {
      run.stray = listener;
    },
  };
  const status = await main(args, io);
  await new Promise(setImmediate);
  under.delete(run);
  process.stdout.write(`${JSON.stringify({ id, status, ...said })}\n`);
}

createInterface({ input: process.stdin }).on('line', (line) => void answer(JSON.parse(line)));
