import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { patternOf, signFor } from '../../src/explain/read/signs/formats.ts';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { messages } from '../../src/knowledge/clients/messages/index.ts';

async function idsOf(text: string): Promise<string[]> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  return (await failuresOf([{ name: 'log', bytes }])).map(({ failure }) => failure.id);
}

const words = (text: string) => text.replace(/\s+/g, ' ').replace(/[\u2018\u2019\u201b\u2032]/g, "'");

/** The same line as three usual writers of logs put it. */
const WRITERS: Record<string, (sample: string) => string> = {
  plain: (sample) => sample,
  stamped: (sample) => `api-1  | 2026-11-30T09:00:01.123Z ERROR [worker-3] ${sample}`,
  JSON: (sample) => JSON.stringify({ level: 'error', time: 1764493201, msg: sample }),
};

describe.each(Object.entries(WRITERS))('what clients print, %s', (_, write) => {
  test.each(messages.map((message) => [`${message.program}: ${message.format}`, message] as const))('%s', async (__, message) => {
    const found = await idsOf(write(message.sample));
    expect(found).toEqual(message.finding === 'none' ? [] : [message.finding]);
  });
});

test('each row names a finding of the catalogue, and its sample has its words', () => {
  for (const { format, finding, sample } of messages) {
    expect(words(sample)).toMatch(patternOf(words(format)));
    if (finding !== 'none') expect(findingIds).toContain(finding);
  }
});

test('no row is there twice, and each has words that a search can go by', () => {
  const formats = messages.map(({ format }) => format.toLowerCase());
  expect(formats.filter((format, at) => formats.indexOf(format) !== at)).toEqual([]);
  for (const message of messages) expect(Buffer.byteLength(signFor(message).says), message.format).toBeGreaterThanOrEqual(7);
});
