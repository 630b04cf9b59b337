#!/usr/bin/env node
// The one place that touches the process: it hands streams, environment, arguments and signals to `main` and sets the exit
// status. There is no call to process.exit, which would cut off what a slow reader of a pipe has not taken yet.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { release, type } from 'node:os';

const built = new URL('../dist/cli.js', import.meta.url);
/** What runs without the machinery of a check, which takes longer to load than these take to answer. */
const NO_CHECK = /^(?:-h|--help|-V|--version|help|explain|codes)$/;
const packageFile = new URL('../package.json', import.meta.url);

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

/**
 * Loads one file after the other. `import` opens all files of a module at once and fails where this process may open few, which is one
 * of the things that a check is there to find out. Before 20.19 Node has no other way.
 */
function load(path) {
  return process.features.require_module ? createRequire(import.meta.url)(path) : import(path);
}

/** A reader that goes away early (`| head`) is its own business; any other failure to write must be known to whoever reads the status. */
function onWriteError(error) {
  if (error.code !== 'EPIPE') process.exitCode = 1;
}

async function start() {
  process.stdout.on('error', onWriteError);
  process.stderr.on('error', onWriteError);
  if (!existsSync(built)) {
    process.stderr.write('api-doctor is not built: dist/cli.js is missing. Run: npm run build\n');
    process.exitCode = 1;
    return;
  }
  const { main } = await load('../dist/cli.js');
  const args = process.argv.slice(2);
  if (!args.some((arg) => NO_CHECK.test(arg))) await load('../dist/commands/run-check.js');
  process.exitCode = await main(args, {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: { ...process.env },
    platform: platform(),
    runtime: { node: process.versions.node, openssl: process.versions.openssl, os: `${type()} ${release()}` },
    version: JSON.parse(readFileSync(packageFile, 'utf8')).version,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    interrupted: interruption(),
  });
}

/** What goes wrong before `main` can say so: a file of the package that is missing or broken. Its message names paths alone. */
await start().catch((error) => {
  process.stderr.write(`api-doctor itself failed: ${error.message}\n`);
  process.exitCode = 1;
});
