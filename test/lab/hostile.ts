import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { runHere } from '../support/in-process.ts';
import { root } from './lab.ts';

/** Servers on loopback that misbehave byte by byte, and the built tool run against them. */

/** A key of the usual shape, whose secret part must turn up nowhere but at the API's host. */
export const SECRET = 'H0stileK1tSecretPart123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const KEY = `sk-proj-${SECRET}`;

/** What a server does with one connection. */
export type Act = (socket: Socket, request: Buffer) => void;

export interface Hostile {
  port: number;
  /** Every byte that came in so far, one character a byte. */
  heard(): string;
  close(): Promise<void>;
}

export interface Serving {
  /** From which moment on it acts: when a whole head has come (the default), at the first byte, or at the connection. */
  from?: 'head' | 'byte' | 'connection' | undefined;
  host?: string;
  tls?: { cert: string; key: string };
}

/** Starts a server that does `act` with each connection. */
export async function serveHostile(act: Act, { from = 'head', host = '127.0.0.1', tls }: Serving = {}): Promise<Hostile> {
  const sockets = new Set<Socket>();
  let heard = '';
  const onSocket = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (from === 'connection') act(socket, Buffer.alloc(0));
    let begun = from === 'connection';
    let got = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      got = Buffer.concat([got, bytes]);
      if (begun || (from === 'head' && !got.includes('\r\n\r\n'))) return;
      begun = true;
      act(socket, got);
    });
  };
  const server: Server = tls
    ? createTlsServer(tls, onSocket).on('tlsClientError', () => {})
    : createServer({ allowHalfOpen: true }, onSocket);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as { port: number }).port,
    heard: () => heard,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Sends these bytes (text: one character a byte) and hangs up. */
export const says =
  (...parts: (string | Buffer)[]): Act =>
  (socket) => {
    for (const part of parts) socket.write(bytesOf(part));
    socket.end();
  };

/** Sends these bytes and stays on the line. */
export const holds =
  (...parts: (string | Buffer)[]): Act =>
  (socket) => {
    for (const part of parts) socket.write(bytesOf(part));
  };

/** Sends these bytes and resets the connection, once the other side can have read them. */
export const resets =
  (...parts: (string | Buffer)[]): Act =>
  (socket) => {
    for (const part of parts) socket.write(bytesOf(part));
    setTimeout(() => (socket.destroyed ? null : socket.resetAndDestroy()), 30);
  };

/** Sends a beginning, and then the same piece again and again until it is told to stop or `times` is over. */
export const pours =
  (beginning: string, piece: string | Buffer, times = Number.POSITIVE_INFINITY): Act =>
  (socket) => {
    const bytes = bytesOf(piece);
    let left = times;
    socket.write(bytesOf(beginning));
    const pour = () => {
      while (!socket.destroyed && left > 0) {
        left -= 1;
        if (!socket.write(bytes)) return void socket.once('drain', pour);
      }
      if (left <= 0) socket.end();
    };
    pour();
  };

/** Sends a beginning at once and the rest a byte at a time. */
export const drips =
  (beginning: string, rest: string, everyMs = 60): Act =>
  (socket) => {
    socket.write(bytesOf(beginning));
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed || at >= rest.length) clearInterval(timer);
      else socket.write(bytesOf(rest.charAt(at++)));
    }, everyMs);
    socket.on('close', () => clearInterval(timer));
  };

export function bytesOf(part: string | Buffer): Buffer {
  return typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
}

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
  ms: number;
  /** Peak of resident memory, in MiB; 0 where the system does not tell. */
  peak: number;
  /** The report, where JSON was asked for. */
  report: Report;
}

/** The worst that was seen in this file's runs. */
export const worst = { peak: 0, ms: 0, runs: 0 };

/** Runs the built tool with a clean environment and keeps an eye on its memory. */
export async function doctor(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), ...args], {
    cwd: tmpdir(),
    env: { PATH: '/nowhere', HOME: '/nowhere', LANG: 'C.UTF-8', OPENAI_API_KEY: KEY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  }
  let peak = 0;
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
    } catch {}
  }, 20);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(look);
  const ms = performance.now() - started;
  Object.assign(worst, { peak: Math.max(worst.peak, peak), ms: Math.max(worst.ms, ms), runs: worst.runs + 1 });
  return {
    ...told,
    status,
    ms,
    peak,
    get report() {
      return JSON.parse(told.stdout) as Report;
    },
  };
}

/** The same in this process: for what costs no memory, and ends by itself. */
export async function doctorHere(args: string[]): Promise<Ended> {
  const started = performance.now();
  const said = await runHere(args, { env: { PATH: '/nowhere', HOME: '/nowhere', OPENAI_API_KEY: KEY } });
  return {
    ...said,
    ms: performance.now() - started,
    peak: 0,
    get report() {
      return JSON.parse(said.stdout) as Report;
    },
  };
}

/** What holds after every run, whoever was asked: it ended in time, within memory, on its own, and told no secret and no command to a terminal. */
export function keepsItsPromises(
  { status, stdout, stderr, ms, peak }: Ended,
  limits: { deadlineMs: number; secrets?: string[] },
): void {
  const output = `${stdout}${stderr}`;
  expect(status, output).not.toBe(1);
  expect(status, output).not.toBeNull();
  expect(stderr).not.toMatch(/itself failed|Unhandled|Warning:/i);
  expect(ms).toBeLessThan(limits.deadlineMs + 8000);
  expect(peak).toBeLessThan(250);
  for (const secret of [SECRET, ...(limits.secrets ?? [])]) {
    for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, 16)])
      expect(output).not.toContain(form.slice(0, 16));
  }
  expect(output).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
}
