import { describe, expect, test } from 'vitest';
import { clients } from '../../src/knowledge/clients/index.ts';
import { NO_TRACES, recognizedIn, type Traces } from '../../src/knowledge/parties.ts';
import { clientSamples } from './samples/clients.ts';

const all = Object.entries(clientSamples).flatMap(([id, samples]) =>
  samples.map((sample, at) => [`${id} ${at + 1}`, id, sample] as const),
);
const tracesOf = (sample: string | Partial<Traces>): Traces => ({
  ...NO_TRACES,
  ...(typeof sample === 'string' ? { text: sample } : sample),
});
const named = (traces: Traces) => recognizedIn('client', clients, traces).map(({ id }) => id);

describe('the book of clients', () => {
  test('every entry has samples, and every sample an entry', () => {
    expect(Object.keys(clientSamples).sort()).toEqual(clients.map(({ id }) => id).sort());
  });

  test.each(all)('%s shows this client and no other', (_, id, { with: others = [], ...sample }) => {
    const traces = tracesOf('text' in sample || Object.keys(sample).length > 0 ? (sample as Partial<Traces>) : {});
    expect(named(traces).sort()).toEqual([id, ...others].sort());
  });

  test.each(clients.map((entry) => [entry.id, entry] as const))('each mark of %s is met by a sample of it', (id, entry) => {
    const samples = all.filter(([, of]) => of === id).map(([, , { with: _, ...sample }]) => tracesOf(sample as Partial<Traces>));
    const unmet = entry.recognition.filter(
      (mark) => !samples.some((traces) => recognizedIn('client', [{ ...entry, recognition: [mark] }], traces).length > 0),
    );
    expect(unmet).toEqual([]);
  });

  test('what a client is built on has an entry', () => {
    const ids = clients.map(({ id }) => id);
    expect(clients.flatMap(({ uses = [] }) => uses).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('every entry says by which rules it goes, and where that is known from', () => {
    expect(clients.filter(({ rules, source }) => Object.keys(rules ?? {}).length === 0 || source === '')).toEqual([]);
  });
});
