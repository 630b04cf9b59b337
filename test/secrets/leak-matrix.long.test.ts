import { describe, expect, test } from 'vitest';
import { formatNames } from '../../src/report/reporters/names.ts';
import { secretsIn } from '../../src/secrets/redact/by-look.ts';
import { maskerFor, oneLine } from '../../src/secrets/redact/text.ts';
import { type Around, runHere } from '../support/in-process.ts';
import { type Case, type Draw, leakIn, nextCase, numbersFrom, pick } from '../support/leak-cases.ts';
import { diagnosed, explained, LOGS, recorded, written } from '../support/leak-readers.ts';

/** How many cases are masked, how many are read by commands, and from which seed; by hand 200,000 take some ten minutes and some forty. */
const CASES = Number(process.env.LEAK_CASES ?? 5_000);
const READ = Number(process.env.LEAK_READ ?? CASES);
const SEED = Number(process.env.LEAK_SEED ?? 20_261_130);

test('no eight characters in a row of a secret come out, wherever it stands and however it is written', () => {
  const draw = numbersFrom(SEED);
  const mask = maskerFor([]);
  const leaks: string[] = [];
  for (let turn = 0; turn < CASES; turn += 1) {
    const one = nextCase(draw);
    const masked = mask(one.text);
    const piece = leakIn(masked, one) ?? leakIn(oneLine(masked), one);
    if (piece !== null) leaks.push(`${one.said}: ${piece} of ${one.text.slice(0, 200)} in ${masked.slice(0, 200)}`);
  }
  expect(leaks.length, leaks.slice(0, 5).join('\n')).toBe(0);
}, 3_600_000);

test('the same as the commands read it, in a log or a report, and write it in every format, detail and width', async () => {
  const draw = numbersFrom(SEED + 4);
  const report = (await runHere(['check', '--offline', '--format', 'json'])).stdout;
  for (let turn = 0; turn < READ; turn += 1) {
    const one = nextCase(draw);
    const isLog = draw(3) < 2;
    const text = isLog ? pick(draw, LOGS)(one.text) : recorded(draw, report, one.text);
    const read = isLog ? await explained(text) : diagnosed(text);
    const shown = typeof read === 'string' ? read : JSON.stringify(read) + written(draw, read, pick(draw, formatNames));
    const piece = leakIn(shown, one);
    if (piece !== null) expect.fail(`turn ${turn}, ${one.said}: ${piece} of ${text.slice(0, 1_000)} in ${shown.slice(0, 2_000)}`);
    if (turn % 10_000 === 9_999) console.log(`${turn + 1} texts, no leak`);
  }
}, 7_200_000);

describe('the same through the command', () => {
  const TURNS = Number(process.env.LEAK_COMMANDS ?? Math.max(60, Math.floor(CASES / 50)));

  const offline = runHere(['check', '--offline', '--format', 'json']);

  /** Commands that read the text of a case, with each detail that they have. */
  const READERS: ((draw: Draw, text: string) => [string[], Around] | Promise<[string[], Around]>)[] = [
    (draw, text) => [['explain', '-'], { input: pick(draw, LOGS)(text) }],
    (draw, text) => [['explain', '-', '--here'], { input: pick(draw, LOGS)(text) }],
    async (draw, text) => [['diagnose', '-'], { input: recorded(draw, (await offline).stdout, text) }],
    (_, text) => [['check', '--offline', '--api-key-file', '-'], { input: text }],
    (draw, text) => [
      ['check', '--offline', pick(draw, ['--quiet', '--verbose'])],
      { env: { [pick(draw, VARIABLES)]: text.replaceAll('\0', '') } },
    ],
  ];
  const VARIABLES = ['OPENAI_API_KEY', 'OPENAI_EXTRA_HEADERS', 'OPENAI_BASE_URL', 'HTTPS_PROXY', 'OPENAI_ORG_ID', 'NODE_OPTIONS'];

  test('that reads it, in every format and detail', async () => {
    const draw = numbersFrom(SEED + 1);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const one: Case = nextCase(draw);
      const [args, around] = await pick(draw, READERS)(draw, one.text);
      const { stdout, stderr } = await runHere([...args, '--format', pick(draw, formatNames)], around);
      const piece = leakIn(stdout + stderr, one);
      if (piece !== null)
        expect.fail(
          `turn ${turn}, ${args.join(' ')}, ${one.said}: ${piece} of ${one.text.slice(0, 400)} in ${stdout.slice(0, 2_000)}`,
        );
      if (turn % 1_000 === 999 && process.env.LEAK_COMMANDS) console.log(`${turn + 1} commands, no leak`);
    }
  }, 7_200_000);

  test('wrong usage', async () => {
    const draw = numbersFrom(SEED + 2);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const one = nextCase(draw);
      const args = pick(draw, [
        ['check', one.secret],
        ['check', '--ca-file', one.secret],
        ['check', '--timeout', one.secret],
        ['diagnose', one.secret],
        ['diff', one.secret, one.secret],
        ['check', '--api-key-file', one.secret],
        ['check', '--format', one.secret],
        ['check', '--only', one.secret],
      ]);
      if (!one.hasFormat && one.own.length < 12) continue;
      const { stdout, stderr } = await runHere(args);
      expect(leakIn(stdout + stderr, one), `${args.join(' ')}\n${stderr}`).toBeNull();
    }
  }, 900_000);
});

test('what a text holds by its look is known by its value elsewhere, too', () => {
  const draw = numbersFrom(SEED + 3);
  for (let turn = 0; turn < 200; turn += 1) {
    const one = nextCase(draw);
    if (!one.hasFormat) continue;
    const known = secretsIn(`Authorization: Bearer ${one.secret}`);
    expect(leakIn(maskerFor(known)(`it said “${one.own.slice(3)}”`), one)).toBeNull();
  }
});
