import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, type FindingId, findingIds } from '../../src/catalogue/index.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import { finish, root } from '../lab/lab.ts';

const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));
const textOf = (path: string) => documents.find((one) => one.path === path)?.text ?? '';
const readme = textOf('README.md');
const cli = textOf('docs/cli.md');
const ciScript = readFileSync(join(root, '.ci', 'run'), 'utf8');

/** What the tool itself says. */
async function help(...words: string[]): Promise<string> {
  return (await finish([process.execPath, join(root, 'bin', 'api-doctor.js'), ...words, '--help'])).stdout;
}

const options = (text: string) => new Set([...text.matchAll(/(--[a-z][a-z-]+)/g)].map(([option]) => option));

describe('what the documents say of the command line', () => {
  test('docs/cli.md and the help of check name the same options, and README none that is not there', async () => {
    const table = cli.slice(cli.indexOf('## Options of `check`'), cli.indexOf('There is no option that takes the key itself'));
    const rows = table.split('\n').flatMap((line) => line.split('|')[1] ?? []);
    const offered = options((await help('check')).split('Exit status:')[0] ?? '');
    offered.delete('--help');
    expect([...options(rows.join())].sort()).toEqual([...offered].sort());
    const used = options(readme.replaceAll(/^(?:npm|RUN) .*$|`npm install[^`]*`|npx --no-install|npm install [^\n]*/gm, ''));
    expect([...used].filter((option) => !offered.has(option))).toEqual([]);
  });

  test('README and docs/cli.md list every command', async () => {
    const listed = (text: string) => [...text.matchAll(/^\| `(?:api-doctor )?([a-z]+)(?: [^`]*)?` \|/gm)].map(([, name]) => name);
    const section = (await help()).split('Commands:')[1]?.split('Examples:')[0] ?? '';
    const offered = [...section.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name).filter((name) => name !== 'help');
    expect(listed(cli).sort()).toEqual([...offered].sort());
    expect(listed(readme).sort()).toEqual([...offered].sort());
  });

  test('their tables of exit statuses hold every status that a finding has', () => {
    const wanted = findingIds.map((id: FindingId) =>
      statusOf({ id, httpStatus: catalogue[id].severity === 'error' ? null : 401, causes: [] }),
    );
    for (const text of [readme, cli]) {
      const table = text.slice(text.indexOf('## Exit status'));
      const listed = [...table.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', ').map(Number));
      expect([...new Set(wanted)].filter((status) => !listed.includes(status))).toEqual([]);
      for (const status of [0, 1, 2, 16, 30, 130, 143]) expect(listed).toContain(status);
    }
  });
});

test('README is short, and every command that a document marks is one that CI runs', () => {
  expect(readme.split('\n').length).toBeLessThan(152);
  const marked = documents.flatMap(({ text }) => [...text.matchAll(/<!-- command: (\w+) -->\n```sh\n/g)].map(([, name]) => name));
  const blocks = [...readme.matchAll(/(?<!<!-- recipe: \w+ -->\n)^```sh\n/gm)];
  expect([...readme.matchAll(/<!-- command: /g)]).toHaveLength(blocks.length);
  expect(marked.sort()).toEqual(['bench', 'check', 'tests']);
  for (const name of marked) expect(ciScript).toContain(`readme ${name}`);
});

test('every link to a file, and to a heading in it, leads somewhere', () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-');
  for (const { path, text } of documents) {
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : relative(root, join(root, dirname(path), file));
      expect([path, target, existsSync(join(root, found))]).toEqual([path, target, true]);
      const headings = [...textOf(found).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading));
      if (anchor) expect([path, target, headings.includes(anchor)]).toEqual([path, target, true]);
    }
  }
});

describe('nothing that is shown could fetch a stranger’s package of this name', () => {
  const fetches: [string, RegExp][] = [
    ['npx without --no-install', /\bnpx (?!--no-install\b)/],
    ['npx in a list of words without --no-install', /\bnpx, (?!--no-install\b)/],
    ['another runner that fetches', /\b(?:pnpm dlx|pnpx|yarn dlx|bunx|npm exec|npm x)\b/],
    [
      'an install by the name alone',
      /\b(?:npm|pnpm|yarn|bun) (?:install|i|add)\b[^\n`]*[\s"']api-doctor(?:@[\w.^~-]+)?(?:["'\s`]|$)/m,
    ],
    ['a dependency by a version alone', /"api-doctor": "(?!https?:|git\+|file:)/],
  ];
  test.each(documents)('$path', ({ text }) => {
    for (const [what, pattern] of fetches) expect([what, pattern.exec(text)?.[0]]).toEqual([what, undefined]);
  });

  test.each([
    'npx --yes api-doctor check',
    'npx api-doctor',
    'command: [npx, --yes, api-doctor]',
    'npm install --global api-doctor',
    'npm i -D api-doctor@1.0.0',
    'pnpm dlx api-doctor',
    '"api-doctor": "^0.1.0"',
  ])('the test would see: %s', (command) => {
    expect(fetches.some(([, pattern]) => pattern.test(command))).toBe(true);
  });
});
