/** Commands of the tool itself: how they begin, what they repeat, and what they never show. */
import { describe, expect, test } from 'vitest';
import { buildCommand } from '../../src/catalogue/command/build.ts';
import { fillStep } from '../../src/catalogue/command/step.ts';
import { typistOf } from '../../src/catalogue/command/typist.ts';
import type { CheckOptions } from '../../src/model/check-options.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { runHere } from '../support/in-process.ts';

const machine = {
  platform: 'linux' as const,
  runtime: { node: '20.20.0', openssl: '3', os: 'Linux' },
  startedAs: ['node', 'bin/x.js'],
};
const typist = (options: CheckOptions, env = {}) => typistOf(makeTarget(options, env, machine));
const said = (text: string, options: CheckOptions, env = {}) => fillStep(text, {}, typist(options, env));

describe('a command of the tool', () => {
  test('repeats what was given as an option', () => {
    const options = {
      baseUrl: 'https://gw.example/v1',
      caFile: '/my roots.pem',
      organization: 'org-1',
      timeout: '9s',
      proxy: 'none',
    };
    expect(said('Again: `api-doctor check --only tls`', options)).toBe(
      "Again: `node bin/x.js check --only tls --base-url https://gw.example/v1 --organization org-1 --proxy none --ca-file '/my roots.pem' --timeout 9s`",
    );
  });

  test('repeats nothing that came from the environment', () => {
    const env = { OPENAI_BASE_URL: 'https://gw.example/v1', OPENAI_ORG_ID: 'org-1', HTTPS_PROXY: 'http://p:1' };
    expect(said('Again: `api-doctor check`', {}, env)).toBe('Again: `node bin/x.js check`');
  });

  test.each(['linux', 'macos', 'windows'] as const)('begins with npx and its option as they were typed, on %s', (platform) => {
    const started = { ...machine, platform, startedAs: ['npx', '--no-install', 'api-doctor'] };
    const typed = fillStep('Again: `api-doctor check`', {}, typistOf(makeTarget({}, {}, started)));
    expect(typed).toBe('Again: `npx --no-install api-doctor check`');
  });

  test('leaves to a template what it sets itself', () => {
    const options = { caFile: '/mine.pem', timeout: '1s', proxy: 'http://old:1' };
    expect(said('Again: `api-doctor check --ca-file root.pem --timeout 30s`', options)).toBe(
      'Again: `node bin/x.js check --ca-file root.pem --timeout 30s --proxy http://old:1`',
    );
    expect(
      buildCommand('api-doctor check {flag} {v}', { flag: '--proxy', v: 'http://new:1' }, typist({ proxy: 'http://old:1' })),
    ).toEqual({
      command: 'node bin/x.js check --proxy http://new:1',
      notes: [],
    });
  });

  test('adds options to checks alone, and before what the output goes to', () => {
    expect(said('Again: `api-doctor check --format json > r.json`', { model: 'm' })).toBe(
      'Again: `node bin/x.js check --format json --model m > r.json`',
    );
    expect(said('Read: `PROGRAM 2>&1 | api-doctor explain -`', { model: 'm' })).toBe(
      'Read: `PROGRAM 2>&1 | node bin/x.js explain -`',
    );
  });

  test.each<[string, CheckOptions, string]>([
    ['a password of a proxy', { proxy: 'http://me:Tr0ub4dor@p:1' }, '--proxy PROXY'],
    ['a user of a base URL', { baseUrl: 'https://me:Tr0ub4dor@gw.example/v1' }, '--base-url BASE_URL'],
    ['a query', { baseUrl: 'https://gw.example/v1?api-key=Tr0ub4dor' }, '--base-url BASE_URL'],
    ['a password without a scheme', { proxy: 'me:Tr0ub4dor@p:1' }, '--proxy PROXY'],
  ])('shows no secret: %s', (_, options, shown) => {
    const step = said('Again: `api-doctor check`', options) ?? '';
    expect(step).toContain(`check ${shown}\` (`);
    expect(step).toContain('may hold a secret');
    expect(step).not.toContain('Tr0ub4dor');
  });

  test('shows no value that would be another option, or that cannot be seen', () => {
    expect(said('Again: `api-doctor check`', { model: '--proxy=http://evil' })).toContain('check --model MODEL` (');
    expect(said('Again: `api-doctor check`', { model: 'a\u202eb' })).toContain('check --model MODEL` (');
  });
});

describe('a host that nobody here has chosen', () => {
  const log = (url: string) =>
    `openai.APIConnectionError: Connection error.\nhttpx.ConnectError: [Errno 111] Connection refused\nPOST ${url}`;

  test('is named where a command would send the key there', async () => {
    const { stdout } = await runHere(['explain', '-', '--format', 'json'], {
      input: log('https://evil.example:8443/v1/chat/completions'),
    });
    const steps: string[] = JSON.parse(stdout).findings.flatMap(({ steps }: { steps: string[] }) => steps);
    const live = steps.filter((step) => step.includes('api-doctor check'));
    expect(live).toHaveLength(1);
    expect(live[0]).toContain('--base-url https://evil.example:8443/v1` (this sends your key to evil.example)');
  });

  test('is not, where it is the API of OpenAI', async () => {
    const { stdout } = await runHere(['explain', '-', '--format', 'json'], {
      input: log('https://api.openai.com/v1/chat/completions'),
    });
    expect(stdout).toContain('api-doctor check');
    expect(stdout).not.toContain('sends your key');
  });

  test('a log puts no program of its own into a command', async () => {
    const input =
      "urllib3.exceptions.MaxRetryError: HTTPSConnectionPool(host='x$(touch$IFS/tmp/x)', port=443): Max retries exceeded with url: /v1/models (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate')))";
    const { stdout } = await runHere(['explain', '-', '--format', 'json'], { input });
    const commands = JSON.parse(stdout).findings.flatMap(({ steps }: { steps: string[] }) =>
      steps.flatMap((step) => step.match(/`[^`]+`/g) ?? []),
    );
    expect(commands.length).toBeGreaterThan(2);
    // Between single quotes a shell runs nothing.
    for (const command of commands) expect(command.replace(/'[^']*'/g, '')).not.toContain('touch');
  });
});
