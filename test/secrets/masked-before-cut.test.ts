import { expect, test } from 'vitest';
import { hostsEntries } from '../../src/net/dns/hosts-file.ts';
import { hostsLine } from '../../src/net/dns/nsswitch.ts';
import { maskData } from '../../src/secrets/redact/data.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { secretsOfUrl } from '../../src/secrets/url-secrets.ts';

const mask = maskerFor(['Vq8-known-secret-77']);

/** A key at each place around the limit of what is shown, encoded so that no part of it can be told from a word. */
const around = (limit: number, secret: string) =>
  Array.from({ length: 60 }, (_, at) => `${'x'.repeat(limit - 50 + at)} ${secret} and more`);

const ENCODED = Buffer.from('Authorization: Bearer Zr4kQm81WvTy62LpXn').toString('base64');

test.each(['subject', 'issuer', 'text'])(
  'a fact named %s is cut when it is masked, and no piece of a secret is left at its end',
  (name) => {
    for (const secret of ['Vq8-known-secret-77', 'http://corp:Tr0ub4dor-zzQ9w8e7@proxy:3128', ENCODED]) {
      for (const value of around(400, secret)) {
        const shown = (maskData({ [name]: value }, mask) as Record<string, string>)[name] ?? '';
        for (const piece of ['Vq8-know', 'Tr0ub4do', ENCODED.slice(0, 12)]) expect(shown).not.toContain(piece);
        expect(shown.length).toBeLessThan(440);
      }
    }
  },
);

test('lines of files come whole to where they are masked', () => {
  const comment = `# http://corp:${'p'.repeat(300)}@proxy:3128`;
  expect(hostsEntries(`127.0.0.1 api.example ${comment}`, 'api.example')[0]?.text).toContain('@proxy:3128');
  expect(hostsLine(`hosts: files dns ${comment}${' '.repeat(300)}end`).entry?.text).toContain('end');
});

const HOSTILE: [name: string, text: string][] = [
  ['a name of names', `api_key="${'a_'.repeat(4_000)}!" is refused`],
  ['one parameter in the other', 'https://a/?key='.repeat(4_000)],
  ['one assignment in the other', 'api_key='.repeat(8_000)],
  ['controls that never end', '\x9d'.repeat(60_000)],
  ['a word of masks', '…'.repeat(60_000)],
];

test.each(HOSTILE)('%s is masked in the time that its length takes', (_name, text) => {
  const from = process.cpuUsage();
  maskerFor([])(text);
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(1_500);
});

test.each([
  ['a frame behind it', 'web-1 | x-api-key: glpat-aoSfmqVFMt │\nweb-1 | ZSW_UVXHIx               │'],
  [
    'a mark that the line goes on',
    'ERROR app: request failed with hf_ZcinCibRynXfIyIVviFgseUOQH\\\nERROR app: AMYvgcis after 3 tries',
  ],
  [
    'lines that are all full',
    'TypeError: Headers.set: sk-tAVi\nMLl8GrPUW3IqexAggtXYrTKdVMikw8S\njvMyMAEPlhekctXYrTKdVMikw8Smnop\nMAEPlhekc is not a legal HTTP h\neader value.',
  ],
  ['the name before it broken', 'machine api.example login me p\nassword kKNQLv7'],
])('the end of a wrapped secret is hidden with it: %s', (_name, text) => {
  expect(maskerFor([])(text)).not.toMatch(/UVXHIx|AMYvgcis|MAEPlhekc|kKNQLv7/);
});

test.each([
  ['a project key', 'Bearersk-proj-Ab3dE5gH7jK9mN1pQ3sT5vX7zA2c'],
  ['a token of GitHub', 'TOKENghp_Ab3dE5gH7jK9mN1pQ3sT5vX7zA2cD4eF'],
  ['an older key', 'keysk-Ab3dE5gH7jK9T3BlbkFJmN1pQ3sT5vX7zA2c'],
  ['what is encoded', `token${ENCODED}`],
])('a secret right behind other letters is found: %s', (_name, text) => {
  expect(maskerFor([])(`it said ${text} and ended`)).not.toMatch(/b3dE5gH7|N1pQ3sT5|QXV0aG9y/);
});

test.each([
  'process-9f8e7d6c5b4a3f2e1d0c9b8a',
  'task-0a1b2c3d4e5f60718293',
  'risk-or-reward of self_hf_loader',
  'WWW-Authenticate: Basic realm="OpenAI API"',
])('and nothing is one that only ends as a prefix does: %s', (text) => {
  expect(maskerFor([])(text)).toBe(text);
});

test('a value of an address that was broken by lines is a secret as a whole', () => {
  const url = 'https://b.example/x?sv=2024&sig=ntn_5fayUiheQp\n    sZ7ByQ3ldSguaZ0W5qITSLlDhaQadoabiNcr';
  expect(maskerFor(secretsOfUrl(url))(url.replace('\n', ''))).not.toContain('sZ7ByQ3l');
});
