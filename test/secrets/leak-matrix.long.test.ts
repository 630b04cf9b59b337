import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../src/secrets/redact/by-look.ts';
import { maskerFor, oneLine } from '../../src/secrets/redact/text.ts';
import { runHere } from '../support/in-process.ts';
import { type Case, leakIn, nextCase, numbersFrom, pick } from '../support/leak-cases.ts';

/** How many cases are tried, and from which seed; by hand LEAK_CASES=200000 takes some ten minutes. */
const CASES = Number(process.env.LEAK_CASES ?? 5_000);
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

describe('the same through the command', () => {
  const FAILURES: ((text: string) => string)[] = [
    (text) => `openai.APIConnectionError: Connection error.\n${text}\nhttpx.ConnectError: [Errno 111] Connection refused`,
    (text) =>
      `${text}\nopenai.AuthenticationError: Error code: 401 - {'error': {'code': 'invalid_api_key', 'message': 'Incorrect API key provided'}}`,
    (text) => `httpx.LocalProtocolError: Illegal header value b'x'\n${text}`,
    (text) => `${text} getaddrinfo ENOTFOUND api.openai.com ${text}`,
    (text) => `Error: 407 Proxy Authentication Required ${text} while connecting to proxy.example:3128`,
  ];
  const FORMATS = ['human', 'json', 'markdown', 'junit', 'github'];
  const TURNS = Math.max(60, Math.floor(CASES / 50));

  test('explain, in every format', async () => {
    const draw = numbersFrom(SEED + 1);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const one: Case = nextCase(draw);
      const log = pick(draw, FAILURES)(one.text);
      const { stdout, stderr } = await runHere(['explain', '-', '--format', pick(draw, FORMATS)], { input: log });
      expect(leakIn(stdout + stderr, one), `${one.said}\n${log.slice(0, 400)}\n${stdout.slice(0, 2000)}`).toBeNull();
    }
  }, 900_000);

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
