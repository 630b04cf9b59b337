#!/usr/bin/env node
// The one place that touches the process: it hands streams, environment, arguments and signals to `main` and sets the exit
// status. A call to process.exit would cut off what a slow reader of a pipe has not taken yet: only where all is taken is there one.
const { existsSync, readlinkSync } = require('node:fs');
const { join } = require('node:path');
const { version } = require('../package.json');

const dist = join(__dirname, '..', 'dist');
const built = join(dist, 'cli.cjs');

/** The IANA name of the time zone, which systems keep where a link leads to. Intl knows it too, and loads its tables for 10 ms before it says it. */
function timeZone() {
  if (process.env.TZ === undefined && process.platform !== 'win32') {
    try {
      const [, name] = /\/zoneinfo\/([A-Z][\w+/-]*)$/.exec(readlinkSync('/etc/localtime')) ?? [];
      if (name) return name;
    } catch {}
  }
  // Undefined where TZ names no zone, and the C library takes UTC then.
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** Empty where the folder that the tool was started in is gone. */
function folder() {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}

/** The first signal ends the run, which then prints what it saw; the second finds no listener and ends the process at once. */
function interruption() {
  const controller = new AbortController();
  const end = (signal) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.removeListener(name, end);
    controller.abort(Object.assign(new Error(`interrupted by ${signal}`), { code: 'INTERRUPTED', signal }));
  };
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, end);
  return controller.signal;
}

/** What nobody waits for and nobody listens to. It goes to the check that runs, whose report says it; where none runs it ends the process. */
function strays(end) {
  let listener = end;
  for (const name of ['uncaughtException', 'unhandledRejection']) process.on(name, (error) => listener(error));
  return (next) => {
    listener = next;
  };
}

/** What something still holds open when all is said must not hold up the shell. */
function endSoon() {
  const isTaken = () => process.stdout.writableLength === 0 && process.stderr.writableLength === 0;
  setInterval(() => isTaken() && process.exit(), 1000).unref();
}

/** A reader that goes away early (`| head`) is its own business; any other failure to write must be known to whoever reads the status. */
function onWriteError(error) {
  if (error.code !== 'EPIPE') process.exitCode = 1;
}

let stderr;

/** Where nothing goes wrong nothing is written to it, and Node takes a millisecond to make it. */
function standardError() {
  stderr ??= process.stderr.on('error', onWriteError);
  return stderr;
}

async function start() {
  // Until `main` has said how it ended: a run that falls silent is no healthy one.
  process.exitCode = 1;
  process.stdout.on('error', onWriteError);
  const args = process.argv.slice(2);
  if (args.length === 1 && /^(?:-V|--version)$/.test(args[0])) {
    // Scripts ask for it to see whether the tool is there. Nothing has to be parsed, or loaded, for that.
    process.stdout.write(`${version}\n`);
    process.exitCode = 0;
    return;
  }
  if (!existsSync(built)) throw new Error(`it is not built: ${built} is missing. Run: npm run build`);
  const { main, lastWords, machineOf, startedAs } = require('./load.js').load(dist, 'cli.cjs');
  const io = {
    // What takes Node a while to make is made for the commands that use it.
    get stdin() {
      return process.stdin;
    },
    get timeZone() {
      return timeZone();
    },
    stdout: process.stdout,
    get stderr() {
      return standardError();
    },
    env: { ...process.env },
    ...machineOf(process),
    startedAs: startedAs({
      script: process.argv[1] ?? '',
      cwd: folder(),
      path: process.env.PATH ?? '',
      platform: process.platform,
    }),
    version,
    interrupted: interruption(),
    onStray: strays((error) => lastWords(error, args, io).finally(() => process.exit(1))),
  };
  process.exitCode = await main(args, io);
  endSoon();
}

/** What goes wrong before `main` can say so: a file of the package that is missing or broken. Its message names paths alone. */
start().catch((error) => {
  standardError().write(`api-doctor itself failed: ${String(error.message).replace(/\s+/g, ' ')}\n`);
});
