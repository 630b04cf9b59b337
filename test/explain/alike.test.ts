import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../src/explain/log/passages.ts';
import { Alike } from '../../src/explain/read/alike.ts';
import { ALONE } from '../../src/explain/read/peers/context.ts';

/** The passages of a log in which each line is an entry of its own. */
function passagesFor(messages: string[]) {
  const stamp = (at: number) => new Date(1.7e12 + at * 1_000).toISOString();
  const text = messages.map((message, at) => `${stamp(at)} ERROR ${message}`).join('\n');
  return passagesOf({ text, firstLine: 1 });
}

const idsOf = (messages: string[]) => {
  const alike = new Alike(ALONE);
  return passagesFor(messages).map((passage) => alike.read(passage));
};

describe('passages that differ in numbers alone', () => {
  test('each counts in its own line', () => {
    const found = idsOf(
      Array.from({ length: 9 }, (_, at) => `httpx.ConnectError: [Errno 111] Connection refused (${at + 5_000})`),
    );
    expect(found.map((failure) => failure?.id)).toEqual(Array(9).fill('tcp/refused'));
    expect(found.map((failure) => failure?.lines)).toEqual(Array.from({ length: 9 }, (_, at) => [at + 1]));
  });

  test('a status, an errno and a host tell them apart', () => {
    const many = (message: string) => Array(5).fill(message) as string[];
    const found = idsOf([
      ...many('openai: Error code: 429 - rate limit reached'),
      ...many('openai: Error code: 503 - the server is overloaded'),
      ...many('httpx.ConnectError: [Errno 111] All connection attempts failed'),
      ...many('httpx.ConnectError: [Errno 113] All connection attempts failed'),
      ...many('httpx.ConnectError: [Errno 111] All connection attempts failed'),
    ]);
    const ids = found.map((failure) => failure?.id);
    expect(ids.filter((_, at) => at % 5 === 4)).toEqual([
      'limit/rate-limit',
      'server/overloaded',
      'tcp/refused',
      'tcp/unreachable',
      'tcp/refused',
    ]);
  });

  test('those without a failure stay without one', () => {
    const found = idsOf(Array.from({ length: 6 }, (_, at) => `user ${at} could not be found in the list`));
    expect(found).toEqual(Array(6).fill(null));
  });
});
