import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anchorOf, docsOf } from '../../src/catalogue/docs.ts';
import { catalogue, type FindingId, findingIds } from '../../src/catalogue/index.ts';
import type { Page } from '../../src/explain/page/page.ts';
import { pageFor } from '../../src/explain/page/terms.ts';
import { root } from '../lab/lab.ts';

/** docs/findings.md is made of the pages that `explain ID` prints: UPDATE_GOLDEN=1 writes it. */

const file = join(root, 'docs', 'findings.md');

const HEAD = `# Findings

What \`check\` and \`explain\` can find, by layer: one section for each id, with causes and fixes as on Linux. In capitals stands what
differs from one machine to the next. \`api-doctor explain ID\` prints the same for this machine. Ids are stable: they are never renamed or reused.
`;

/** Text outside of commands must not become markup: some of it names HTML or patterns. */
const plain = (text: string) => text.replace(/[<>*[\]]/g, (sign) => `\\${sign}`);

/** Every second part is a command, and stays as it is. */
const marked = (text: string) =>
  text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `\`${part}\`` : plain(part)))
    .join('');

const list = (heading: string, items: string[]) =>
  items.length === 0 ? [] : [`${heading}\n\n${items.map((item) => `- ${marked(item)}`).join('\n')}`];

function section(id: FindingId, page: Page): string {
  const { severity } = catalogue[id];
  const facts = [
    severity === 'error' ? `error, exit status ${page.exitStatus}` : severity,
    ...page.apiErrors.map(({ httpStatus, title }) => `API error ${httpStatus} - ${title}`),
    ...page.pythonTypes.map((name) => `\`${name}\` in the SDKs`),
  ];
  const title = page.title.slice(id.length + 2);
  return [
    `<a id="${anchorOf(id)}"></a>\n\n### ${id}`,
    `**${marked(title)}** (${facts.join('; ')})`,
    marked(page.meaning),
    ...list('Usual causes:', page.causes),
    ...list('Fix:', page.steps),
  ].join('\n\n');
}

async function made(): Promise<string> {
  const parts = [HEAD];
  let layer = '';
  for (const id of findingIds) {
    const page = await pageFor(id, { platform: 'linux', startedAs: ['api-doctor'] });
    const [its = ''] = id.split('/');
    if (its !== layer) parts.push(`## ${its}\n`);
    layer = its;
    parts.push(`${section(id, page as Page)}\n`);
  }
  return parts.join('\n');
}

test('docs/findings.md is what the catalogue says (UPDATE_GOLDEN=1 writes it)', async () => {
  const text = await made();
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('each finding has one anchor, which its link leads to where the docs have an address', () => {
  const text = readFileSync(file, 'utf8');
  const anchors = [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, anchor = '']) => anchor);
  expect(anchors).toEqual(findingIds.map(anchorOf));
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const id of findingIds) {
    const link = docsOf(id, catalogue[id], 'https://docs.example.com');
    expect(link).toBe(`https://docs.example.com/findings.md#${anchorOf(id)}`);
    expect(anchors).toContain(new URL(link).hash.slice(1));
    expect(docsOf(id, catalogue[id], null)).toMatch(/^https:\/\//);
  }
});
