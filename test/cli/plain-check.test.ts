import { Command } from 'commander';
import { expect, test } from 'vitest';
import { withOptions } from '../../src/cli/commands/check.ts';
import { USUAL_FORMAT } from '../../src/cli/commands/format-option.ts';
import { WITHOUT_OPTIONS } from '../../src/cli/commands/start-check.ts';
import { runHere } from '../support/in-process.ts';

test('a check without options has the options that commander would hand over', () => {
  const command = withOptions(new Command('check'), USUAL_FORMAT);
  command.parse([], { from: 'user' });
  expect(command.opts()).toEqual(WITHOUT_OPTIONS);
});

test.each([[[]], [['check']]])('%j is checked as with an option that changes nothing', async (args) => {
  const env = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OPENAI_API_KEY: 'sk-proj-plain0123456789abcdefghijklmnopq' };
  const plain = await runHere(args, { env });
  const parsed = await runHere(['check', '--fail-on', 'error'], { env });
  expect({ ...plain, stdout: '' }).toEqual({ ...parsed, stdout: '' });
  expect(plain.status).toBe(12);
});
