import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { type Delivery, writeReports } from '../../src/cli/output/write-report.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import type { Io } from '../../src/machine/io.ts';
import { OWN_FAULT_CODE, problemOf } from '../../src/model/errors.ts';
import type { DiagnosisInput, ProbeId } from '../../src/model/observation.ts';
import type { Probe } from '../../src/model/probe.ts';
import type { Report } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';
import { probes } from '../../src/probes/index.ts';
import { makeReport } from '../../src/report/report.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { usualReporters } from '../../src/report/reporters/usual.ts';
import { run } from '../../src/run/run.ts';
import type { Registry } from '../../src/run/shared.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { secretsOf } from '../../src/secrets/secrets.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { serveApi } from '../lab/servers/api.js';

const SECRET = 'F4ultsAbcdefghijklmnopqrstuvwxyz0123456789';
const KEY = `sk-proj-${SECRET}`;
const ids = Object.keys(probes) as ProbeId[];
const never = new AbortController().signal;

// ---------------------------------------------------------------- what can go wrong in a probe

const withGetters = (): object =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      ['message', 'code', 'cause', 'errors', 'name', 'answer', 'addresses', 'toString'].map((name) => [
        name,
        {
          enumerable: true,
          get() {
            throw new Error(`getter of ${KEY}`);
          },
        },
      ]),
    ),
  );

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circular(): object {
  const error = new AggregateError([], `all of ${KEY}`);
  error.errors = Array.from({ length: 40 }, () => error);
  return Object.assign(error, { cause: error });
}

const endless = () => {
  const first: Record<string, unknown> = {};
  return Object.assign(first, { first, list: [first] });
};

const nested = (depth: number): object => (depth === 0 ? {} : { inside: nested(depth - 1) });

const thrown: Record<string, () => unknown> = {
  'a string': () => `no ${KEY} today`,
  undefined: () => undefined,
  null: () => null,
  'a symbol': () => Symbol(KEY),
  'an error that holds the key': () => new Error(`Invalid header value "Bearer ${KEY}"`),
  'an error of Node that holds the key': () =>
    Object.assign(new TypeError(`Invalid character in ${KEY}`), { code: 'ERR_INVALID_CHAR' }),
  'a circle of errors': circular,
  'getters that throw': withGetters,
  'a revoked proxy': revoked,
  'an object without a prototype': () => Object.create(null),
  'an error of a megabyte': () => new Error(KEY.repeat(20_000)),
};

const returned: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  'a number': () => 7,
  'a text': () => KEY,
  'a list': () => [KEY],
  'a record without any of its members': () => ({}),
  'members of other kinds': () => ({
    answer: 7,
    addresses: 'x',
    attempts: {},
    servers: null,
    chain: 1,
    readings: 'y',
    clients: 5,
  }),
  'a circle': endless,
  'getters that throw': withGetters,
  'a big integer': () => ({ ms: 1n }),
  'a function': () => ({ ms: () => KEY }),
  'a revoked proxy': revoked,
  'a million values': () => ({ list: Array(1_000_000).fill(0) }),
  'a hundred megabytes': () => ({ text: 'x'.repeat(100_000_000) }),
  'data nested without end': () => nested(5_000),
};

type Broken = (probe: Probe) => Partial<Probe>;

const breaks: Record<string, Broken> = {
  ...Object.fromEntries(
    Object.entries(thrown).flatMap(([name, what]) => [
      [
        `throws ${name}`,
        (): Partial<Probe> => ({
          run() {
            throw what();
          },
        }),
      ],
      [`rejects with ${name}`, (): Partial<Probe> => ({ run: () => Promise.reject(what()) })],
      [
        `rejects later with ${name}`,
        (): Partial<Probe> => ({ run: () => new Promise((_, reject) => setTimeout(() => reject(what()), 20)) }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(returned).map(([name, what]) => [
      `returns ${name}`,
      (): Partial<Probe> => ({ run: async () => what() as never }),
    ]),
  ),
  'hangs, deaf to its signal': () => ({ limitMs: () => 300, run: () => new Promise(() => {}) }),
  'hangs as long as the run may last': () => ({ limitMs: () => 60_000, run: () => new Promise(() => {}) }),
  'rejects long after it was given up': () => ({
    limitMs: () => 300,
    run: ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => setTimeout(() => reject(new Error(KEY)), 30))),
  }),
  'throws where it says whether there is anything to ask': () => ({
    skip() {
      throw new Error(KEY);
    },
  }),
  'throws where it names its limit': () => ({
    limitMs() {
      throw new Error(KEY);
    },
  }),
  'throws at its summary': () => ({
    summarise() {
      throw new Error(KEY);
    },
  }),
  'throws at its troubles': () => ({
    trouble() {
      throw new Error(KEY);
    },
  }),
  'has no word for its summary': () => ({ summarise: () => undefined as unknown as string }),
};

function broken(id: ProbeId, how: Broken): Registry {
  const probe = probes[id] as Probe;
  return { ...probes, [id]: { ...probe, ...how(probe) } } as Registry;
}

// ---------------------------------------------------------------- the world: everything works

needs('openssl')('a fault in one probe, where calls work', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-faults-'));
  let api: Awaited<ReturnType<typeof serveApi>>;
  let target: Target;
  let healthy: Report;

  beforeAll(async () => {
    const ca = makeCa(folder, { name: 'Faults Root' });
    const leaf = makeLeaf(ca, { names: ['localhost'] });
    api = await serveApi({ cert: leaf.fullchain, key: leaf.key, keys: [KEY] });
    target = targetFor({ caFile: ca.cert, deadline: '20s', timeout: '15s' });
    healthy = await reportOf(probes);
  });
  afterAll(async () => {
    await api?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const targetFor = (options: object) =>
    makeTarget(
      { baseUrl: `https://localhost:${api.port}/v1`, ...options },
      { PATH: '/usr/bin:/bin', OPENAI_API_KEY: KEY },
      { platform: 'linux', runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' } },
    );

  async function reportOf(registry: Registry, of = target): Promise<Report> {
    const started = performance.now();
    const seen = await run(of, never, { probes: registry });
    return report(seen, performance.now() - started);
  }

  function report(seen: DiagnosisInput, durationMs: number): Report {
    const meta = { version: '0', durationMs, timeZone: 'UTC', failOn: 'error', interruptedBy: null } as const;
    return redactReport(makeReport(seen, diagnose(seen), meta), secretsOf(seen.target));
  }

  /** What holds of every report, whatever one probe did. */
  function expectSound(found: Report): void {
    expect(found.durationMs).toBeLessThan(21_000);
    for (const format of ['human', 'json'] as const) {
      const text = reporters[format](found, { columns: 80, unicode: true });
      expect(text).not.toContain(SECRET.slice(0, 12));
      expect(text.length).toBeGreaterThan(100);
    }
    expect(found.probes.map((row) => row.id).sort()).toEqual(healthy.probes.map((row) => row.id).sort());
  }

  /** Rows of other probes that failed by a mistake of ours too. */
  function infected(found: Report, id: ProbeId): string[] {
    const others = found.probes.filter((row) => row.id !== id);
    return others.filter((row) => JSON.stringify(row.facts)?.includes(OWN_FAULT_CODE)).map((row) => row.id);
  }

  test('is none at first', () => {
    expect(healthy).toMatchObject({ verdict: 'healthy', exitCode: 0, rootCause: null, findings: [] });
  });

  test('a run leaves no timer behind, which would keep the process after its report', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    expect(await reportOf(probes)).toMatchObject({ verdict: 'healthy' });
    expect(timers()).toBeLessThanOrEqual(before);
  });

  /** Nobody can tell a lookup that hangs in our hands from one that hangs in the system's. */
  const isLookupThatHangs = (id: ProbeId, kind: string) => id === 'dns/system' && /hangs|long after/.test(kind);

  const asked = ids.filter((id) => !id.startsWith('proxy/'));
  test.each(asked)('%s: it throws, it hangs, it returns nothing, and the rest is seen', async (id) => {
    const faults = ['throws a string', 'hangs, deaf to its signal', 'returns undefined'];
    // What was not asked in this world is asked now, so that its fault shows.
    const forced = (how: Broken): Registry => broken(id, (probe) => ({ ...how(probe), skip: () => null }));
    const found = await Promise.all(faults.map((name) => reportOf(forced(breaks[name] as Broken))));
    for (const [at, one] of found.entries()) {
      expectSound(one);
      expect(infected(one, id)).toEqual([]);
      const row = one.probes.find((other) => other.id === id);
      if ((probes[id] as Probe).readsFiles && /hangs/.test(faults[at] ?? '')) {
        expect(row).toMatchObject({ status: 'skip', summary: 'not checked: its files were not read in time' });
        expect(one.verdict).toBe('healthy');
        continue;
      }
      expect(row).toMatchObject({ status: 'fail' });
      if (isLookupThatHangs(id, faults[at] ?? '')) continue;
      expect(one.findings).toMatchObject([{ id: 'probe/unrecognised' }]);
      expect(one.findings[0]?.evidence[0]).toContain(`${id}: `);
    }
    // Only these are not shown by anything that comes after them.
    const inDoubt = ['http/models', 'http/model', 'http/deployment', 'http/call', 'stream/events'].includes(id);
    const ofLayer = id === 'stream/events' ? 16 : 15;
    if (id === 'dns/system' || (probes[id] as Probe).readsFiles) found.splice(1, 1, found[0] as Report);
    expect(found.map(({ exitCode }) => exitCode)).toEqual(inDoubt ? [1, ofLayer, 1] : [0, 0, 0]);
    expect(found.map(({ verdict }) => verdict)).toEqual(Array(3).fill(inDoubt ? 'failing' : 'degraded'));
  });

  const kinds = Object.keys(breaks);
  const victimsOf = (kind: string): ProbeId[] => {
    const all: ProbeId[] = ['config/key', 'dns/system', 'tls/handshake', 'http/unauthenticated', 'http/models'];
    // What is thrown goes to the runner, and to no other probe: each kind of it in two probes, so that each probe meets every way to throw.
    return /^(?:throws an?|rejects)/.test(kind) ? all.filter((_, at) => [0, 2].includes((at + kinds.indexOf(kind)) % 5)) : all;
  };
  test.each(kinds)('a probe that %s', async (kind) => {
    const victims = victimsOf(kind);
    const of = kind.includes('as long as') ? { ...target, deadlineMs: 3_000 } : target;
    const found = await Promise.all(victims.map((id) => reportOf(broken(id, breaks[kind] as Broken), of)));
    for (const [at, one] of found.entries()) {
      const id = victims[at] as ProbeId;
      expectSound(one);
      expect(one.durationMs).toBeLessThan(of.deadlineMs + 2_000);
      if (isLookupThatHangs(id, kind)) {
        expect(one).toMatchObject({ rootCause: 'dns/timeout', exitCode: 11 });
        continue;
      }
      // Nobody looks at the kind of each member: such facts break the few probes that read them, and take along no others.
      if (kind.includes('members of other kinds')) {
        expect(infected(one, id).length).toBeLessThan(4);
        expect(one.findings.filter((finding) => finding.id !== 'probe/unrecognised')).toEqual([]);
        continue;
      }
      expect(infected(one, id)).toEqual([]);
      expect(one.findings).toMatchObject([{ id: 'probe/unrecognised' }]);
      expect([one.exitCode, one.verdict]).toEqual(
        id === 'http/models' ? [expect.toBeOneOf([1, 15]), 'failing'] : [0, 'degraded'],
      );
    }
  });

  test('in every probe at once is a report all the same', async () => {
    for (const kind of ['throws a string', 'returns a circle', 'hangs, deaf to its signal']) {
      const all = Object.fromEntries(ids.map((id) => [id, broken(id, breaks[kind] as Broken)[id]])) as unknown as Registry;
      const found = await reportOf(all);
      expect(found.durationMs).toBeLessThan(21_000);
      const [rootCause, exitCode] = /hangs/.test(kind) ? ['dns/timeout', 11] : ['probe/unrecognised', 1];
      expect(found).toMatchObject({ verdict: 'failing', rootCause, exitCode });
      expect(JSON.stringify(found)).not.toContain(SECRET.slice(0, 12));
    }
  });

  test('hides no cause that the others prove, and takes no exit status from it', async () => {
    const wrong = { ...target, key: { value: `${KEY}x`, source: 'OPENAI_API_KEY' } };
    const found = await reportOf(broken('dns/system', breaks['throws a string'] as Broken), wrong);
    expect(found).toMatchObject({ rootCause: 'auth/incorrect-key', exitCode: 20 });
    expect(found.findings.map(({ id, severity }) => [id, severity])).toContainEqual(['probe/unrecognised', 'warning']);
  });

  test('leaves no promise behind that nobody listens to', async () => {
    const strays: unknown[] = [];
    const onStray = (error: unknown) => strays.push(error);
    process.on('unhandledRejection', onStray);
    await reportOf(broken('tcp/connect', breaks['throws a string'] as Broken));
    await reportOf(broken('tcp/connect', breaks['rejects long after it was given up'] as Broken));
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.removeListener('unhandledRejection', onStray);
    expect(strays).toEqual([]);
  });

  test('an observer that throws is not heard of', async () => {
    const loud = () => {
      throw new Error(KEY);
    };
    const seen = await run(target, never, { observer: { started: loud, ended: loud } });
    expect(report(seen, 0)).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  test('what fails beside the probes is said', async () => {
    const seen = { ...(await run(target, never)), internalErrors: [{ step: 'alternate route', message: `no ${KEY}` }] };
    const found = report(seen, 0);
    expect(found).toMatchObject({ verdict: 'degraded', exitCode: 0 });
    expect(found.findings[0]?.evidence).toEqual([expect.stringMatching(/^alternate route: no sk-proj-…/)]);
    expect(rejudged(reportIn(JSON.stringify(found)), { version: '0.0.0', failOn: null }).findings).toEqual(found.findings);
    for (const format of ['human', 'github', 'markdown'] as const) {
      expect(reporters[format](found, { columns: 100, unicode: true })).toMatch(/alternate route: no sk-proj-…/);
    }
  });

  test.each(Object.keys(reporters))('a reporter that throws (%s) is told of, and takes no other format along', async (format) => {
    const tables = [reporters, usualReporters].filter((table) => format in table) as Record<string, unknown>[];
    const before = tables.map((table) => table[format]);
    for (const table of tables) {
      table[format] = () => {
        throw new Error(`writing ${KEY}`);
      };
    }
    const written = { out: '', err: '' };
    const into = (name: 'out' | 'err') =>
      new Writable({
        write(chunk, _, done) {
          written[name] += chunk;
          done();
        },
      });
    const env = { OPENAI_API_KEY: KEY };
    const io = { stdout: into('out'), stderr: into('err'), env, platform: 'linux' } as unknown as Io;
    try {
      const other = format === 'json' ? 'human' : 'json';
      const destinations = [format, other].map((name) => ({ format: name, file: null })) as Delivery['destinations'];
      expect(await writeReports(healthy, { destinations, detail: 'usual' }, io)).toBe(1);
      expect(await writeReports({ ...healthy, exitCode: 13 }, { destinations, detail: 'usual' }, io)).toBe(13);
      expect(written.err).toMatch(
        new RegExp(`^(?:api-doctor itself failed [^\\n]* as ${format}: writing sk-proj-…[^\\n]*\\n){2}$`),
      );
      expect(written.out).toContain(healthy.target.baseUrl);
      expect(written.out + written.err).not.toContain(SECRET.slice(0, 12));
    } finally {
      for (const [at, table] of tables.entries()) table[format] = before[at];
    }
  });

  describe('a predicate of the catalogue that throws', () => {
    const predicates = Object.entries(catalogue).filter(([, entry]) => entry.matches);
    async function judgedWithout(broke: string, seen: DiagnosisInput): Promise<Report> {
      const entry = catalogue[broke as keyof typeof catalogue] as { matches: unknown };
      const { matches } = entry;
      entry.matches = () => {
        throw new Error(`judging with ${KEY}`);
      };
      try {
        return report(seen, 0);
      } finally {
        entry.matches = matches;
      }
    }

    test('hides nothing, whichever it is', async () => {
      const seen = await run(target, never);
      expect(predicates.length).toBeGreaterThan(80);
      for (const [id] of predicates) {
        const found = await judgedWithout(id, seen);
        expect([id, found.exitCode, found.verdict]).toEqual([id, 0, 'degraded']);
        expect(found.findings[0]?.evidence).toEqual([expect.stringContaining(`judging ${id}: `)]);
        expect(JSON.stringify(found)).not.toContain(SECRET.slice(0, 12));
      }
    });

    test('leaves the other causes where they are, and puts the status of a fault of ours where nothing else is named', async () => {
      const seen = await run({ ...target, key: { value: `${KEY}x`, source: 'OPENAI_API_KEY' } }, never);
      expect(await judgedWithout('dns/nxdomain', seen)).toMatchObject({ rootCause: 'auth/incorrect-key', exitCode: 20 });
      const blind = await judgedWithout('auth/incorrect-key', seen);
      expect(blind).toMatchObject({ rootCause: 'probe/unrecognised', exitCode: 1, verdict: 'failing' });
      expect(blind.findings[0]?.evidence.join('\n')).toMatch(/judging auth\/incorrect-key: [\s\S]*http\/models: /);
    });
  });
});

describe('what was thrown, as a problem', () => {
  test.each(Object.entries(thrown))('%s', (_, what) => {
    const started = performance.now();
    const found = problemOf(what());
    expect(typeof found.message).toBe('string');
    expect(JSON.stringify(found).length).toBeLessThan(2_000_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
