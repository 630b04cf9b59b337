import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fillPage, type Reader } from '../../src/explain/page/fill-page.ts';
import { readyPage } from '../../src/explain/page/ready-pages.ts';
import { isTerm, pageFor, terms } from '../../src/explain/page/terms.ts';
import { root } from '../lab/lab.ts';

const dist = join(root, 'dist');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const READERS: Reader[] = [
  { platform: 'linux', shell: 'posix', startedAs: ['npx', '--no-install', 'api-doctor'] },
  { platform: 'windows', shell: 'powershell', startedAs: ['api-doctor'] },
  { platform: 'container', shell: 'fish', distribution: 'fedora', startedAs: ['api-doctor'] },
  { platform: 'macos', shell: 'posix', startedAs: ['api-doctor'] },
];

const ready = (term: string, reader: Reader, from = dist) => {
  const found = readyPage(term, from);
  return found && fillPage(found.template, found.values, reader);
};

const named = readFileSync(join(dist, 'pages.index'), 'utf8')
  .split('\n')
  .slice(1, -1)
  .map((line) => line.split('\t')[0] as string);

describe('the pages that the build makes', () => {
  test.each(READERS)('are those that explain makes, for $platform', async (reader) => {
    for (const term of named) expect(ready(term, reader), term).toEqual(await pageFor(term, reader));
  });

  test('are there for every term with a page but products, and for statuses', async () => {
    const lacking = terms.filter((term) => !named.includes(term));
    for (const term of lacking) expect((await pageFor(term, READERS[0] as Reader))?.kind ?? 'product', term).toBe('product');
    expect(named).toEqual(expect.arrayContaining(['429', '503', 'ENOTFOUND', 'tls/interception', 'RateLimitError', 'curl: (6)']));
    expect(named.filter((term) => !isTerm(term) || /[\t\n]/.test(term))).toEqual([]);
  });

  test.each(['', 'no-such-term', 'ENOTFOUN', 'NOTFOUND', '4290', '429\t0', '\n429', '{', 'constructor'])(
    'is none for %j',
    (term) => {
      expect(readyPage(term, dist)).toBeNull();
    },
  );

  test('are left alone where they are missing, cut, or of another build', () => {
    expect(readyPage('429', folder)).toBeNull();
    copyFileSync(join(dist, 'pages.index'), join(folder, 'pages.index'));
    expect(readyPage('429', folder)).toBeNull();
    writeFileSync(join(folder, 'pages.txt'), readFileSync(join(dist, 'pages.txt'), 'utf8').slice(0, 100));
    expect(readyPage('429', folder)).toBeNull();
    writeFileSync(join(folder, 'pages.txt'), ` ${readFileSync(join(dist, 'pages.txt'), 'utf8')}`);
    expect(readyPage('429', folder)).toBeNull();
  });
});
