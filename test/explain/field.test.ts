import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labelledLogsIn, readAs } from '../support/labelled-logs.ts';

// `field`: logs in the forms of public reports, each labelled before it was read. `kinds`: the kinds of misreading, each with its look-alikes.
const folders = ['field', 'kinds'].map((name) => new URL(`./${name}/`, import.meta.url));
const files = folders.flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)));

describe.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))('%s', (_, file) => {
  test.each(labelledLogsIn(file))('$name', async ({ accept, peer, type, text }) => {
    const found = await readAs(text);
    expect(accept.includes('none') ? [...accept, 'client/not-an-api-error'] : accept).toContain(found.id);
    if (peer !== null) expect(found.peer).toBe(peer);
    if (type !== null) expect(found.type).toBe(type);
    // A log proves failures, never health.
    if (found.id === 'none' || found.id === 'client/inconclusive') expect(found.verdict).toBe('unknown');
    expect(found.verdict).not.toBe('healthy');
  });
});

describe('each of the eighteen kinds', () => {
  const kinds = files.filter(({ pathname }) => pathname.includes('/kinds/'));
  test.each(kinds.map((file) => [file.pathname.split('/').at(-1), file] as const))(
    '%s has at least three that are one and two that only look like it',
    (_, file) => {
      const names = labelledLogsIn(file).map(({ name }) => name);
      const alike = names.filter((name) => name.startsWith('not: '));
      expect(alike.length).toBeGreaterThanOrEqual(2);
      expect(names.length - alike.length).toBeGreaterThanOrEqual(3);
    },
  );

  test('all are there', () => expect(kinds.map(({ pathname }) => pathname.split('/').at(-1)?.slice(0, 2))).toHaveLength(18));
});
