import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { books } from '../../src/knowledge/books.ts';
import type { KnownProduct } from '../../src/knowledge/entry.ts';
import { NO_TRACES, recognizedIn } from '../../src/knowledge/parties.ts';

const known: string[] = findingIds;
const all: KnownProduct[] = Object.values(books).flat();

describe('the three books', () => {
  test('every product has a name of its own', () => {
    const names = all.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(all.filter(({ id }) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('every finding that an entry names exists', () => {
    const named = all.flatMap(({ id, steps = {} }) => Object.keys(steps).map((finding) => [id, finding] as const));
    expect(named.filter(([, finding]) => !known.includes(finding))).toEqual([]);
  });
});

describe('recognition', () => {
  const shop: KnownProduct = {
    id: 'shop',
    name: 'Shop',
    recognition: [
      { host: /^api\.shop\.example$/, certainty: 'proved', source: 'a test' },
      { port: 4444, certainty: 'likely', source: 'a test' },
      { status: [403], headers: [['server', /^shop/]], body: /closed/, certainty: 'proved', source: 'a test' },
    ],
  };
  const other: KnownProduct = {
    id: 'other',
    name: 'Other',
    recognition: [{ headers: [['x-other', /./]], certainty: 'proved', source: 'a test' }],
  };
  const answer = (status: number, headers: Record<string, string>, body = '') => ({ status, headers, body });

  test('says by what, and how sure', () => {
    const byHost = recognizedIn('provider', [shop], { ...NO_TRACES, host: 'api.shop.example', port: 4444 });
    expect(byHost).toEqual([{ book: 'provider', id: 'shop', name: 'Shop', certainty: 'proved', by: 'host api.shop.example' }]);
    const [byPort] = recognizedIn('provider', [shop], { ...NO_TRACES, host: 'localhost', port: 4444 });
    expect(byPort).toMatchObject({ certainty: 'likely', by: 'port 4444' });
  });

  test('wants the conditions of one answer met by the same answer', () => {
    const split = [answer(403, {}, 'closed'), answer(200, { server: 'shop' })];
    expect(recognizedIn('provider', [shop], { ...NO_TRACES, answers: split })).toEqual([]);
    const whole = [answer(403, { server: 'shop 1.2' }, 'We are closed')];
    expect(recognizedIn('provider', [shop], { ...NO_TRACES, answers: whole })).toHaveLength(1);
  });

  test('puts what is proved before what is only likely', () => {
    const traces = { ...NO_TRACES, port: 4444, answers: [answer(200, { 'x-other': '1' })] };
    expect(recognizedIn('provider', [shop, other], traces).map(({ id }) => id)).toEqual(['other', 'shop']);
  });

  test('leaves unknown what nothing shows', () => {
    expect(recognizedIn('provider', [shop, other], { ...NO_TRACES, host: 'api.shop.example.evil' })).toEqual([]);
  });
});
