import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { Report } from '../../src/model/report.ts';
import { tlsBanner } from '../../src/probes/tls/banner.ts';
import { tlsHellos } from '../../src/probes/tls/client-hello-variants.ts';
import { commonName, dnsNames, forge, rsaKey } from '../lab/forge.ts';
import { root as checkout } from '../lab/lab.ts';
import { runHere } from '../support/in-process.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { type Bench, caseOf, findingsIn, openBench, shake, tlsContext } from '../support/tls-cases.ts';
import { alertRecord, type HostilePeer, hostilePeers } from '../support/tls-hostile-peers.ts';

const authority = forge({ subject: commonName('Kit Root'), ca: true });
/** Signatures of RSA are all of one length, those of ECDSA are not: the same handshake has as many bytes each time. */
const leaf = forge({ by: authority, key: rsaKey(2048), extensions: [dnsNames('api.lab.test', 'localhost')] });
/** Parsing roots takes longer than a handshake, so that all share one environment. */
const env = {};
let bench: Bench;
let caFile: string;
const upstream = new Map<string, number>();

beforeAll(async () => {
  bench = openBench();
  caFile = join(bench.folder, 'root.pem');
  writeFileSync(caFile, authority.pem);
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    upstream.set(version, await bench.serveTls({ key: leaf.keyPem, cert: leaf.pem, minVersion: version, maxVersion: version }));
  }
  await shake(upstream.get('TLSv1.3') as number, { env, caFile });
});
afterAll(() => bench.close());

/** No server here is silent unless its test says so, so that a long limit costs nothing and a busy machine does not reach it. */
const look = (port: number, timeoutMs = 15_000) => shake(port, { env, caFile, timeoutMs });

/** The one finding of these facts and its text; null where nothing is wrong. */
function judged(facts: HandshakeFacts): { id: string; text: string } | null {
  const findings = findingsIn(caseOf(targetFor('https://api.lab.test:8443/v1'), { 'tls/handshake': facts }));
  expect(findings.length).toBeLessThan(2);
  const [finding] = findings;
  expect(finding?.explanation ?? '').not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
  return finding ? { id: finding.id, text: `${finding.explanation} ${finding.evidence.join(' ')}` } : null;
}

/** Does something to each of many things, so many at once. */
async function forAll<T>(things: T[], atOnce: number, act: (thing: T) => Promise<void>): Promise<void> {
  const left = [...things];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** A server in front of the sound one; what comes back from that goes through `pass`. */
function between(version: string, pass: (bytes: Buffer, client: net.Socket, server: net.Socket) => void): Promise<number> {
  return bench.serve((client) => {
    const server = net.connect(upstream.get(version) as number, '127.0.0.1').on('error', () => {});
    client.setNoDelay(true).pipe(server);
    server.on('data', (bytes) => pass(bytes, client, server)).on('close', () => client.end());
    client.on('close', () => server.destroy());
  });
}

/** Cuts a stream of bytes into records. */
function records(): (bytes: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const whole: Buffer[] = [];
    for (; rest.length >= 5 && rest.length >= 5 + rest.readUInt16BE(3); rest = rest.subarray(5 + rest.readUInt16BE(3)))
      whole.push(rest.subarray(0, 5 + rest.readUInt16BE(3)));
    return whole;
  };
}

const numbers = Array.from({ length: 256 }, (_, number) => number);
const idOf = (number: number) =>
  number === 70 ? 'tls/protocol-version' : number === 116 ? 'tls/client-certificate-required' : 'tls/handshake-failure';

/** By hand all of them in every test; each else has its own part, and all have those that tell a cause. */
const isKnown = (number: number) => [0, 40, 42, 46, 48, 49, 70, 80, 86, 90, 109, 112, 116, 120].includes(number);
const partOf = (part: number) => numbers.filter((number) => process.env.FUZZ_RUNS || isKnown(number) || number % 4 === part);

describe('every alert', () => {
  test.each(['end', 'reset'] as const)(
    'that is fatal in answer to the hello, with a %s behind it, is named by its number',
    async (how) => {
      await forAll(how === 'end' ? numbers : partOf(1), 16, async (number) => {
        const port = await bench.serve((socket) => {
          socket.once('data', () => {
            socket.write(alertRecord(2, number));
            if (how === 'end') socket.end();
            else setTimeout(() => socket.resetAndDestroy(), 20);
          });
        });
        const facts = await look(port);
        expect(facts.problem?.alert, `alert ${number}`).toBe(number);
        expect(judged(facts)?.id).toBe(idOf(number));
        expect(judged(facts)?.text).toMatch(new RegExp(`alert ${number}\\b`));
      });
    },
  );

  test('that is a warning, with an end behind it, is named too, save the polite goodbye', async () => {
    await forAll(partOf(2), 16, async (number) => {
      const port = await bench.serve((socket) => socket.once('data', () => socket.end(alertRecord(1, number))));
      const facts = await look(port);
      expect(facts.problem?.alert).toBe(number === 0 ? null : number);
      expect(judged(facts)?.id).toBe(number === 0 ? 'tls/reset' : idOf(number));
    });
  });

  test.each(['TLSv1.2', 'TLSv1.3'])('after every record of a server of %s', async (version) => {
    const states = numbers.flatMap((number) =>
      number % 8 === 0 || [42, 49, 70, 80, 90, 112, 116].includes(number)
        ? [0, 1, 2, 3, 4, 5].map((after) => ({ number, after }))
        : [],
    );
    await forAll(states, 16, async ({ number, after }) => {
      const cut = new WeakMap<net.Socket, { split: ReturnType<typeof records>; seen: number }>();
      const port = await between(version, (bytes, client, server) => {
        const state = cut.get(client) ?? { split: records(), seen: 0 };
        cut.set(client, state);
        for (const record of state.split(bytes)) {
          if (state.seen < after) client.write(record);
          state.seen += 1;
          if (state.seen < Math.max(1, after)) continue;
          client.end(alertRecord(2, number));
          server.destroy();
          return;
        }
      });
      const facts = await look(port);
      const found = judged(facts);
      // In TLS 1.3 the client is done with the server's first flight, and what is not encrypted does not count after that.
      if (facts.stage === 'done') return expect(found).toBeNull();
      expect(['tls/handshake-failure', 'tls/protocol-version', 'tls/client-certificate-required', 'tls/reset']).toContain(
        found?.id,
      );
      if (facts.problem?.alert != null) expect(facts.problem.alert).toBe(number);
    });
  });
});

describe('a handshake that is cut after every number of bytes', () => {
  test.each([
    ['TLSv1.2', 'end'],
    ['TLSv1.2', 'reset'],
    ['TLSv1.3', 'end'],
    ['TLSv1.3', 'reset'],
  ] as const)('of %s with a(n) %s is a cut, until it is done', async (version, how) => {
    let whole = 0;
    const ends: number[] = [];
    const split = records();
    const measured = await look(
      await between(version, (bytes, client) => {
        for (const record of split(bytes)) ends.push((ends.at(-1) ?? 0) + record.length);
        whole += bytes.length;
        client.write(bytes);
      }),
    );
    expect(measured).toMatchObject({ stage: 'done', trusted: true });
    const done: number[] = [];
    // Around the ends of records and in their heads every place; within a record, whose rest the client waits for, every eighth: by hand all.
    const isNear = (place: number) => ends.some((end) => place >= end - 2 && place <= end + 6);
    const places = Array.from({ length: whole + 1 }, (_, place) => place).filter(
      (place) => process.env.FUZZ_RUNS || place < 8 || place === whole || isNear(place) || place % 8 === (how === 'end' ? 0 : 3),
    );
    await forAll(places, 16, async (place) => {
      const sent = new WeakMap<net.Socket, number>();
      const port = await between(version, (bytes, client, server) => {
        const before = sent.get(client) ?? 0;
        sent.set(client, before + bytes.length);
        client.write(bytes.subarray(0, Math.max(0, place - before)));
        if (before + bytes.length < place) return;
        server.destroy();
        if (how === 'end') client.end();
        else setTimeout(() => client.resetAndDestroy(), 2);
      });
      const facts = await look(port);
      if (facts.stage === 'done') done.push(place);
      expect(judged(facts)?.id ?? null, `after ${place} of ${whole} bytes`).toBe(facts.stage === 'done' ? null : 'tls/reset');
      expect(facts.stage === 'done' ? facts.trusted : true).toBe(true);
    });
    // It is done from some byte on, and never before.
    expect(Math.min(...done, whole)).toBeGreaterThan(whole / 3);
    expect(done.length).toBeGreaterThanOrEqual(places.filter((place) => place >= Math.min(...done, whole)).length);
  });
});

describe('a sound handshake', () => {
  test.each(['TLSv1.2', 'TLSv1.3'])('of %s byte by byte is no fault', async (version) => {
    const port = await between(version, (bytes, client) => {
      for (const byte of bytes) client.write(Buffer.from([byte]));
    });
    const facts = await look(port);
    expect(facts).toMatchObject({ stage: 'done', trusted: true, problem: null });
    expect(judged(facts)).toBeNull();
  });

  test('in records of one byte is no fault', async () => {
    const splitters = new WeakMap<net.Socket, { split: ReturnType<typeof records>; encrypted: boolean }>();
    const port = await between('TLSv1.2', (bytes, client) => {
      const state = splitters.get(client) ?? { split: records(), encrypted: false };
      splitters.set(client, state);
      for (const record of state.split(bytes)) {
        state.encrypted ||= record[0] === 20;
        const parts = state.encrypted
          ? [record]
          : [...record.subarray(5)].map((byte) => Buffer.concat([record.subarray(0, 3), Buffer.from([0, 1, byte])]));
        for (const part of parts) client.write(part);
      }
    });
    const facts = await look(port);
    expect(facts).toMatchObject({ stage: 'done', trusted: true, problem: null });
    expect(judged(facts)).toBeNull();
  });
});

describe('a peer that sends', () => {
  test.each(Object.entries(hostilePeers))('%s', async (_, { act, truth, words }) => {
    const port = await bench.serve((socket) => socket.once('data', (hello) => act(socket, hello)));
    const started = performance.now();
    let facts = await look(port, 900);
    // On a machine that is busy slowness looks like silence.
    if (judged(facts)?.id !== truth) facts = await look(port, 5000);
    const found = judged(facts);
    expect(found?.id, found?.text).toBe(truth);
    if (words) expect(found?.text).toMatch(words);
    // The probes that look closer end too, whatever they find.
    const context = tlsContext(port, { env, timeoutMs: 900 }, Promise.resolve(facts));
    await Promise.all([tlsHellos, tlsBanner].map((probe) => probe.run(context).catch(() => null)));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

/** The tool as it is built, against the same peers: what its whole run says, and what it costs where a peer sends much. */
describe('the built tool in front of a peer that sends', () => {
  type Result = { status: number | null; stderr: string; report: Report; ms: number };
  const results = new Map<string, Result>();
  let peaks: number[] = [];
  const AT_ONCE = 4;
  const MOST_MIB = 170;
  const HEAVY = /without end|claim|kB|too much|after each/;
  const KEY = 'sk-proj-K1tOfHostilePeers0123456789abcdefghijklmnopqrstuv';

  const run = async ([name, { act }]: [string, HostilePeer]) => {
    const port = await bench.serve((socket) => socket.once('data', (hello) => act(socket, hello)));
    results.set(name, await (HEAVY.test(name) ? doctor : doctorHere)(port));
  };

  beforeAll(async () => {
    await forAll(Object.entries(hostilePeers), AT_ONCE, run);
    // On a machine that is busy slowness looks like silence: what does not fit is looked at once more, alone.
    const unfit = Object.entries(hostilePeers).filter(([name, { truth }]) => results.get(name)?.report.rootCause !== truth);
    await forAll(unfit, 1, run);
    if (process.platform === 'linux')
      peaks = readFileSync(join(bench.folder, 'peak'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => Number(line) / 1024);
    rmSync(join(bench.folder, 'peak'), { force: true });
  }, 240_000);

  function argsFor(port: number): string[] {
    const limits = ['--timeout', '1s', '--deadline', '6s', '--skip', 'status', '--ca-file', caFile];
    return ['check', '--format', 'json', ...limits, '--base-url', `https://localhost:${port}/v1`];
  }

  async function doctorHere(port: number): Promise<Result> {
    const started = performance.now();
    const env = { PATH: process.env.PATH, HOME: bench.folder, OPENAI_API_KEY: KEY };
    const { status, stdout, stderr } = await runHere(argsFor(port), { env });
    return { status, stderr, report: JSON.parse(stdout), ms: performance.now() - started };
  }

  function doctor(port: number): Promise<Result> {
    const started = performance.now();
    const child = spawn(process.execPath, [join(checkout, 'bin', 'api-doctor.js'), ...argsFor(port)], {
      env: {
        PATH: process.env.PATH,
        HOME: bench.folder,
        OPENAI_API_KEY: KEY,
        NODE_OPTIONS: process.platform === 'linux' ? `--require ${join(checkout, 'test', 'lab', 'peak.cjs')}` : '',
        PEAK_FILE: join(bench.folder, 'peak'),
      },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    return new Promise((resolve) => {
      child.on('close', (status) => resolve({ status, stderr, report: JSON.parse(stdout), ms: performance.now() - started }));
    });
  }

  test.each(Object.entries(hostilePeers))('%s', (name, { truth }) => {
    const result = results.get(name);
    const errors = result?.report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
    expect({ status: result?.status, stderr: result?.stderr, errors }).toEqual({ status: 13, stderr: '', errors: [truth] });
    expect(result?.ms).toBeLessThan(40_000);
  });

  test('costs no more memory than any run', () => {
    expect(peaks.length).toBeGreaterThanOrEqual(
      process.platform === 'linux' ? [...results.keys()].filter((name) => HEAVY.test(name)).length : 0,
    );
    expect(Math.max(0, ...peaks)).toBeLessThan(MOST_MIB);
  });
});
