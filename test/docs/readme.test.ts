import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finish, root } from '../lab/lab.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const ciScript = readFileSync(join(root, '.ci', 'run'), 'utf8');

/** What the tool itself says of an option list. */
async function help(command: string): Promise<string> {
  return (await finish([process.execPath, join(root, 'bin', 'api-doctor.js'), command, '--help'])).stdout;
}

const options = (text: string) => new Set([...text.matchAll(/(--[a-z][a-z-]+)/g)].map(([option]) => option));

test('README and the help of check name the same options', async () => {
  const table = readme.slice(readme.indexOf('### Options of `check`'), readme.indexOf('## Exit status'));
  const documented = options(table);
  const offered = options(await help('check'));
  offered.delete('--help');
  expect([...documented].sort()).toEqual([...offered].sort());
});

test('README lists every command', async () => {
  const listed = [...readme.matchAll(/^\| `api-doctor ([a-z]+)/gm)].map(([, name]) => name).sort();
  const { stdout } = await finish([process.execPath, join(root, 'bin', 'api-doctor.js'), '--help']);
  const offered = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name).filter((name) => name !== 'help');
  expect(listed).toEqual(offered.sort());
});

test('every command in README is one that CI runs', () => {
  const marked = [...readme.matchAll(/<!-- command: (\w+) -->\n```sh\n/g)].map(([, name]) => name);
  const blocks = [...readme.matchAll(/(?<!<!-- recipe: \w+ -->\n)^```sh\n/gm)];
  expect(marked).toHaveLength(blocks.length);
  for (const name of marked) expect(ciScript).toContain(`readme ${name}`);
});
