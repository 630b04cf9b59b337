import { expect, test } from 'vitest';
import { shownHeaders } from '../../src/net/http/headers.ts';

const KEY = 'sk-proj-Abcdefghijklmnopqrstuvwxyz0123456789T3BlbkFJ';

test.each([
  ['authorization', `Bearer ${KEY}`, 'Bearer <invalid test key>', 'Bearer sk-proj-…(52chars)'],
  ['api-key', KEY, '<invalid test key>', 'sk-proj-…(52chars)'],
  ['x-api-key', KEY, '<invalid test key>', 'sk-proj-…(52chars)'],
  ['accept', 'application/json', 'application/json', 'application/json'],
])('%s: an invalid test key is labeled, and a real one is masked', (name, value, labeled, masked) => {
  expect(shownHeaders({ [name]: value }, 'made-up')).toEqual({ [name]: labeled });
  expect(shownHeaders({ [name]: value }, 'key')).toEqual({ [name]: masked });
});
