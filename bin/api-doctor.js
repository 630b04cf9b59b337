#!/usr/bin/env node
// The one place that touches the process: it hands streams, environment, arguments and signals to `main` and sets the exit
// status. There is no call to process.exit, which would cut off what a slow reader of a pipe has not taken yet.
const { existsSync } = require('node:fs');
const { release, type } = require('node:os');
const { join } = require('node:path');
const { version } = require('../package.json');

const built = join(__dirname, '..', 'dist', 'cli.cjs');

/** What the operating system is for a cure: WSL and containers are Linux with other files and other commands. */
function platform() {
  if (process.platform === 'darwin') return 'macos';
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'linux';
  if (/microsoft/i.test(release())) return 'wsl';
  const container =
    existsSync('/.dockerenv') || existsSync('/run/.containerenv') || process.env.KUBERNETES_SERVICE_HOST || process.env.container;
  return container ? 'container' : 'linux';
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

/** A reader that goes away early (`| head`) is its own business; any other failure to write must be known to whoever reads the status. */
function onWriteError(error) {
  if (error.code !== 'EPIPE') process.exitCode = 1;
}

async function start() {
  process.stdout.on('error', onWriteError);
  process.stderr.on('error', onWriteError);
  if (!existsSync(built)) throw new Error(`it is not built: ${built} is missing. Run: npm run build`);
  const { main } = require(built);
  process.exitCode = await main(process.argv.slice(2), {
    // What takes Node a while to make is made for the commands that use it.
    get stdin() {
      return process.stdin;
    },
    get timeZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: { ...process.env },
    platform: platform(),
    runtime: { node: process.versions.node, openssl: process.versions.openssl, os: `${type()} ${release()}` },
    version,
    interrupted: interruption(),
  });
}

/** What goes wrong before `main` can say so: a file of the package that is missing or broken. Its message names paths alone. */
start().catch((error) => {
  process.stderr.write(`api-doctor itself failed: ${error.message}\n`);
  process.exitCode = 1;
});
