import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.ts';
import { printedReport } from '../support/schema.ts';
import { openResidents, type Said } from './resident.ts';

/**
 * Two network namespaces joined by a cable: `client`, where the tool runs, and `net`, which plays the internet. Everything
 * in them is real (kernel, resolver, TLS servers) and nothing in them reaches the outside.
 *
 *     client 10.77.0.2, fd77::2  ── veth ──  net 10.77.0.1, fd77::1
 *                                            owns 203.0.113.10 .11 .53 and 2001:db8:1::10 ::53 (ranges for documentation)
 */
export interface Lab {
  /** Names of the namespaces, for commands such as `ip netns exec NAME`. */
  names: { client: string; net: string };
  /** A folder that goes with the lab. */
  folder: string;
  /** Replaces a file below /etc as the client sees it. */
  etc(path: string, text: string): void;
  resolvConf(text: string): void;
  hosts(text: string): void;
  /** Runs a command to its end in one of the namespaces; throws with its output when it fails. */
  net(command: string[]): Promise<Finished>;
  client(command: string[], options?: RunOptions): Promise<Finished>;
  /** Starts a server in `net`; resolves when its output matches `ready` (at once without it). Ends with the lab, or through `stop`. */
  serve(command: string[], options?: { ready?: RegExp; inClient?: boolean; env?: Record<string, string> }): Promise<Server>;
  /** Runs the built tool in the client's namespace with a clean environment: in a process of its own where that may make a difference. */
  doctor(args: string[], options?: DoctorOptions): Promise<DoctorResult>;
  close(): Promise<void>;
}

export interface Server {
  output(): string;
  stop(): Promise<void>;
}

export interface Finished {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  input?: string;
  /** Ends the command after this long, in milliseconds. */
  limitMs?: number;
  mayFail?: boolean;
}

export interface DoctorOptions {
  env?: Record<string, string>;
  input?: string;
  /** Another Node than the one that runs the tests. */
  node?: string;
  /** A command in front, such as `['faketime', '+400d']`. */
  wrap?: string[];
}

export interface DoctorResult extends Finished {
  ms: number;
  /** Parsed standard output, where it is a JSON report. */
  report: Report;
}

/** The root of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The built tool. */
export const bin = join(root, 'bin', 'api-doctor.js');

/** The command that runs the built tool with these variables and no others. */
export function toolCommand(
  args: string[],
  env: Record<string, string>,
  { cwd, wrap = [], node = process.execPath }: { cwd?: string; wrap?: string[]; node?: string } = {},
): string[] {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return ['env', ...(cwd === undefined ? [] : ['-C', cwd]), '-i', ...assignments, ...wrap, node, bin, ...args];
}

/** Long enough for any run (its own deadline is 20 s), short enough that a hanging tool fails its test. */
const DOCTOR_LIMIT_MS = 45_000;

let count = 0;

/** Makes the two namespaces. Needs root and Linux: gate the tests with `needs('root', 'linux', 'ip')`. */
export async function openLab(): Promise<Lab> {
  count += 1;
  const id = `ad${process.pid.toString(36)}${count.toString(36)}`;
  const names = { client: `${id}c`, net: `${id}n` };
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-lab-'));
  const servers: Server[] = [];
  await build(names, id);
  const inside = (name: string, command: string[]) => ['ip', 'netns', 'exec', name, ...command];
  const residents = openResidents(inside(names.client, []));
  const etc = (path: string, text: string) => {
    const file = join('/etc/netns', names.client, path);
    // A process sees the files that were there when it started, as they are now.
    if (!existsSync(file)) void residents.stop();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  etc('hosts', '127.0.0.1 localhost\n::1 localhost\n');
  etc('resolv.conf', 'nameserver 203.0.113.53\n');
  etc('nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n');
  const client: Lab['client'] = (command, options) => finish(inside(names.client, command), options);
  return {
    names,
    folder,
    etc,
    resolvConf: (text) => etc('resolv.conf', text),
    hosts: (text) => etc('hosts', text),
    net: (command) => finish(inside(names.net, command)),
    client,
    async serve(command, options = {}) {
      const server = await start(inside(options.inClient ? names.client : names.net, command), options);
      servers.push(server);
      return server;
    },
    doctor(args, options = {}) {
      const { env, wrap, node, input } = options;
      const request = { args, env: { ...plainEnv(folder), ...env }, ...(input === undefined ? {} : { input }) };
      const shared = wrap || node ? null : residents.run(request);
      return shared ? timed(shared, args) : runDoctor(args, { ...options, folder, client });
    },
    async close() {
      await residents.stop();
      await Promise.all(servers.map((server) => server.stop()));
      for (const name of [names.client, names.net]) await finish(['ip', 'netns', 'del', name], { mayFail: true });
      rmSync(join('/etc/netns', names.client), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function build(names: Lab['names'], id: string): Promise<void> {
  mkdirSync(join('/etc/netns', names.client), { recursive: true });
  const inNet = (line: string) => `ip -n ${names.net} ${line}`;
  const inClient = (line: string) => `ip -n ${names.client} ${line}`;
  // A kernel says to each peer once a second that a port is closed: a world must not depend on how soon the one before it was over.
  const tellSooner = 'sysctl -qw net.ipv4.icmp_ratelimit=100';
  const lines = [
    `ip netns add ${names.client}`,
    `ip netns add ${names.net}`,
    `ip netns exec ${names.client} ${tellSooner}`,
    `ip netns exec ${names.net} ${tellSooner}`,
    `ip link add ${id}a netns ${names.client} type veth peer name ${id}b netns ${names.net}`,
    `ip netns exec ${names.client} sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0`,
    inClient(`link set ${id}a name eth0`),
    inNet(`link set ${id}b name eth0`),
    inClient('link set lo up'),
    inNet('link set lo up'),
    inClient('addr add 10.77.0.2/24 dev eth0'),
    inNet('addr add 10.77.0.1/24 dev eth0'),
    inClient('addr add fd77::2/64 dev eth0 nodad'),
    inNet('addr add fd77::1/64 dev eth0 nodad'),
    ...['203.0.113.10/32', '203.0.113.11/32', '203.0.113.53/32'].map((address) => inNet(`addr add ${address} dev lo`)),
    ...['2001:db8:1::10/128', '2001:db8:1::53/128'].map((address) => inNet(`addr add ${address} dev lo nodad`)),
    inClient('link set eth0 up'),
    inNet('link set eth0 up'),
    inClient('route add default via 10.77.0.1'),
    inClient('-6 route add default via fd77::1'),
  ];
  await finish(['sh', '-ec', lines.join('\n')]);
}

const plainEnv = (folder: string) => ({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' });

async function timed(run: Promise<Said>, args: string[]): Promise<DoctorResult> {
  const started = performance.now();
  const late = new Promise<never>((_, reject) => {
    setTimeout(reject, DOCTOR_LIMIT_MS, new Error(`api-doctor ${args.join(' ')} did not end in time`)).unref();
  });
  const done = await Promise.race([run, late]);
  const ms = Math.round(performance.now() - started);
  return { ...done, signal: null, ms, report: printedReport(done.stdout) as Report };
}

async function runDoctor(
  args: string[],
  options: DoctorOptions & { folder: string; client: Lab['client'] },
): Promise<DoctorResult> {
  const started = performance.now();
  const env = { ...plainEnv(options.folder), ...options.env };
  // A wrapper such as faketime reaches the tool through variables (LD_PRELOAD), so the environment is emptied before it, not after.
  const { node = process.execPath, wrap = [] } = options;
  const command = toolCommand(args, env, { node, wrap });
  const done = await options.client(command, {
    mayFail: true,
    limitMs: DOCTOR_LIMIT_MS,
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  return { ...done, ms: Math.round(performance.now() - started), report: printedReport(done.stdout) as Report };
}

/** Runs a command to its end. */
export function finish(command: string[], options: RunOptions = {}): Promise<Finished> {
  const [program, ...args] = command as [string, ...string[]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...options.env } });
    const limit = options.limitMs ? setTimeout(() => child.kill('SIGKILL'), options.limitMs) : undefined;
    const output = collect(child);
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(limit);
      const done = { status, signal, ...output };
      // Whatever test has the tool print a report, the report fits its schema.
      try {
        printedReport(done.stdout);
      } catch (error) {
        return reject(error);
      }
      if (status === 0 || options.mayFail) resolve(done);
      else reject(new Error(`${command.join(' ')} ended with ${status ?? signal}\n${output.stdout}${output.stderr}`));
    });
  });
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return output;
}

async function start(command: string[], options: { ready?: RegExp; env?: Record<string, string> }): Promise<Server> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const text = () => output.stdout + output.stderr;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (!options.ready || options.ready.test(text())) resolve();
    };
    look();
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('error', reject);
    child.once('close', (status) => reject(new Error(`${command.join(' ')} ended early with ${status}\n${text()}`)));
  });
  return {
    output: text,
    async stop() {
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(forced);
    },
  };
}
