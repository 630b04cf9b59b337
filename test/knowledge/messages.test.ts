import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { patternOf, signFor } from '../../src/explain/read/signs/formats.ts';
import { messages } from '../../src/knowledge/clients/messages/index.ts';
import { vocabulary } from './vocabulary/all.ts';
import { misread, WRITERS } from './vocabulary/written.ts';

const words = (text: string) => text.replace(/\s+/g, ' ').replace(/[\u2018\u2019\u201b\u2032]/g, "'");
const printed = Object.values(vocabulary).flat();
const ofMessages = messages.map(({ program, sample, finding }) => ({ program, text: sample, finding }));
const programs = (rows: readonly { program: string }[]) => new Set(rows.map(({ program }) => program)).size;

/** One in so many: all of them, in every writing, are read in the slow tests. */
const SAMPLE = 12;
const writers = Object.entries(WRITERS);

describe('what clients print', () => {
  test.each([['messages', ofMessages], ...Object.entries(vocabulary)] as const)(
    '%s: a sample, each in one of three writings',
    async (_, rows) => {
      const wrong = await Promise.all(
        writers.map((writer, nth) =>
          misread(
            rows.filter((__, at) => at % (SAMPLE * writers.length) === nth * SAMPLE),
            [writer],
          ),
        ),
      );
      expect(wrong.flat()).toEqual([]);
    },
  );

  test('is known of the clients that people use, from their sources', () => {
    expect(messages.length + printed.length).toBeGreaterThanOrEqual(2_500);
    expect(programs([...messages, ...printed])).toBeGreaterThanOrEqual(60);
    expect(printed.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
    for (const { finding, text } of printed) if (finding !== 'none') expect(findingIds, text).toContain(finding);
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
  const texts = printed.map(({ program, seen, text }) => `${program} ${seen} ${text}`);
  expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  for (const message of messages) expect(Buffer.byteLength(signFor(message).says), message.format).toBeGreaterThanOrEqual(7);
});
