import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab, root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { tricks } from '../lab/servers/hostile-dns.js';

const RESOLVER = '203.0.113.53';
/** Each run has this long, and a step this long. */
const STEP_MS = 2000;
const RUN_MS = 8000;
const AT_ONCE = 4;
/** They keep the resolver so busy that nothing else would get its answer in time, and may cost memory: each is met by a process of its own. */
const HEAVY = ['answer-flood', 'id-flood', 'tcp-flood', 'pointer-chain', 'options-15000', 'records-tiny'];
const MOST_MIB = 160;

/** What is true of each trick: `usable` where the C library takes the address, so that the silence behind it is what is found. */
const TRUTH: Record<string, string> = {
  ...ofAll('usable', 'answer-flood', 'answer-late', 'class-wrong', 'cname-long', 'cname-self', 'huge-answer', 'not-a-response'),
  ...ofAll('usable', 'opcode-status', 'opt-five', 'options-15000', 'options-lie', 'rdlength-eats-next', 'records-1000'),
  ...ofAll('usable', 'records-tiny', 'svcb-broken', 'tc-with-answer', 'tcp-pipelined', 'trailing-bytes'),
  ...ofAll('dns/no-address', 'cname-loop', 'name-hostile', 'name-root', 'type-other'),
  ...ofAll('dns/blocked', 'text-hostile', 'text-long'),
  servfail: 'dns/servfail',
  'tcp-silent': 'dns/timeout',
};

function ofAll(truth: string, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, truth]));
}

/** Nothing listens at the address, so that a usable answer shows as the refusal there. */
function rootCauseOf(trick: string): string {
  const truth = TRUTH[trick] ?? 'dns/malformed';
  return truth === 'usable' ? 'tcp/refused' : truth;
}

/** Words of the finding, where it says what exactly was wrong. */
const WORDS: Record<string, RegExp> = {
  'cname-late': /CNAME records after the addresses/,
  'cname-loop': /alias for cname-loop\.kit\.example/,
  'cut-in-record': /malformed DNS message/,
  'id-flood': /another message ID/,
  'length-lies-long': /\d+ bytes of an answer over TCP, and not the rest of it\. Either the resolver is defective, or the path/,
  'name-dotted': /only records of other names/,
  'other-address': /from another address than was asked \(203\.0\.113\.11:\d+\)\. Clients discard/,
  'other-port': /from another address than was asked \(203\.0\.113\.53:\d+\)/,
  'question-class': /another query/,
  'question-none': /without the question/,
  'rcode-extended': /BADVERS/,
  'rdlength-short': /address record of the wrong length/,
  'tc-over-tcp': /truncated over TCP too/,
  'tcp-drip': /\d bytes of an answer over TCP/,
  'tcp-reset': /the connection is reset \(ECONNRESET\)/,
  'tcp-silent': /the retry over TCP gets no response/,
  'text-hostile': /<script>alert\(1\)<\/script>::error::x forged/,
};

needs(
  'root',
  'linux',
  'ip',
)('a hostile resolver', () => {
  let lab: Lab;
  const results = new Map<string, DoctorResult>();
  const peaks = () =>
    readFileSync(join(lab.folder, 'peak'), 'utf8')
      .trim()
      .split('\n')
      .map((kilobytes) => Number(kilobytes) / 1024);

  beforeAll(async () => {
    lab = await openLab();
    const config = { listen: [RESOLVER], port: 53, elsewhere: '203.0.113.11' };
    await lab.serve(['node', 'test/lab/servers/hostile-dns.js', JSON.stringify(config)], { ready: /^ready/m });
    const light = Object.keys(tricks).filter((trick) => !HEAVY.includes(trick));
    await Promise.all(Array.from({ length: AT_ONCE }, () => checkAll(light)));
    await checkAll([...HEAVY]);
    // On a machine that is busy slowness looks like silence: what does not fit is looked at once more, alone.
    await checkAll(Object.keys(tricks).filter((trick) => results.get(trick)?.report?.rootCause !== rootCauseOf(trick)));
  }, 240_000);
  afterAll(() => lab?.close());

  const checkAll = async (left: string[]) => {
    for (let trick = left.pop(); trick; trick = left.pop()) results.set(trick, await check(`${trick}.kit.example`));
  };
  const check = (host: string) => {
    const limits = ['--timeout', `${STEP_MS}ms`, '--deadline', `${RUN_MS}ms`];
    const watched = {
      NODE_OPTIONS: `--require ${join(root, 'test', 'lab', 'peak.cjs')}`,
      PEAK_FILE: join(lab.folder, 'peak'),
    };
    const env = {
      OPENAI_API_KEY: 'sk-proj-K1tOfH0st1leRes0lvers0123456789abcdefghijklmnopqrs',
      ...(HEAVY.some((trick) => host.startsWith(`${trick}.`)) ? watched : {}),
    };
    return lab.doctor(['check', '--format', 'json', '--skip', 'status', ...limits, '--base-url', `https://${host}/v1`], { env });
  };

  test.each(Object.keys(tricks))('%s', (trick) => {
    const { report, status, stdout, stderr, ms } = results.get(trick) as DoctorResult;
    const id = rootCauseOf(trick);
    expect({ stderr, rootCause: report?.rootCause, status }, stdout.slice(0, 3000)).toEqual({
      stderr: '',
      rootCause: id,
      status: id === 'tcp/refused' ? 12 : 11,
    });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    expect(report.findings[0]?.explanation).toMatch(WORDS[trick] ?? /./);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<!\\)\\u00[01]/u);
    expect(stdout.length).toBeLessThan(100_000);
    expect(ms).toBeLessThan(RUN_MS + 4000);
  });

  test('costs no more memory than any run', () => {
    expect(peaks().length).toBeGreaterThanOrEqual(HEAVY.length);
    expect(Math.max(...peaks())).toBeLessThan(MOST_MIB);
  });

  test('with six search domains and a name that fails is asked for all of them without a warning of Node', async () => {
    lab.resolvConf(`nameserver ${RESOLVER}\nsearch ${['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `${one}.example`).join(' ')}\n`);
    const { stderr, report } = await check('servfail.kit.example');
    expect({ stderr, rootCause: report.rootCause }).toEqual({ stderr: '', rootCause: 'dns/servfail' });
  });
});
