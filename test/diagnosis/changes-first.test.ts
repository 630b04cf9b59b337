import { expect, test } from 'vitest';
import { changesFirst } from '../../src/diagnosis/changes-first.ts';

const LOOK = 'Check the route: `ip route`';
const ordered = (steps: string[], most = 3) => changesFirst({ steps, general: new Set(steps) }, most);

test('what changes something comes before what only looks', () => {
  expect(ordered([LOOK, 'Test the port with another program: `nc -vz h 1`', 'Start the server.', 'Or stop it.'])).toEqual([
    'Start the server.',
    'Or stop it.',
    LOOK,
    'Test the port with another program: `nc -vz h 1`',
  ]);
});

test('no more steps than asked are moved', () => {
  expect(ordered([LOOK, 'Do one.', 'Do two.'], 1)).toEqual(['Do one.', LOOK, 'Do two.']);
  expect(ordered([LOOK, 'Do one.'], 0)).toEqual([LOOK, 'Do one.']);
});

test.each([
  ['whose second half changes something', 'Check what is listening, and start the proxy if nothing is: `ss`'],
  ['that the next one builds on', 'Test the other one: `api-doctor check --env-file .env`'],
  ['without a command', 'Check the balance of the account.'],
])('a step %s stays', (_, step) => {
  expect(ordered([step, 'If it works, remove the variable.'])).toEqual([step, 'If it works, remove the variable.']);
});

test('a step of a product stays, as it is often the fix itself', () => {
  const steps = ['See what the Worker threw: `npx wrangler tail W`', 'Deploy it again.'];
  expect(changesFirst({ steps, general: new Set() }, 3)).toEqual(steps);
});

test('a step that continues another one does not lead', () => {
  expect(ordered([LOOK, 'Or remove the route.'])).toEqual([LOOK, 'Or remove the route.']);
});
