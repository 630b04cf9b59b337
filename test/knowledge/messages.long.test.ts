import { expect, test } from 'vitest';
import { messages } from '../../src/knowledge/clients/messages/index.ts';
import { vocabulary } from './vocabulary/all.ts';
import { misread } from './vocabulary/written.ts';

const rows = {
  messages: messages.map(({ program, sample, finding }) => ({ program, text: sample, finding })),
  ...vocabulary,
};

test.each(Object.entries(rows))('what clients print, in three writings: %s', { timeout: 120_000 }, async (_, printed) => {
  expect(await misread(printed)).toEqual([]);
});
