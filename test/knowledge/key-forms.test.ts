import { expect, test } from 'vitest';
import { lookOf } from '../../src/knowledge/providers/key-formats.ts';

test.each([
  [
    '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/openai/)',
    'placeholder',
    'a Key Vault reference that was not resolved',
  ],
  ['arn:aws:secretsmanager:eu-central-1:1:secret:openai', 'placeholder', 'a reference to a secret of AWS that was not resolved'],
  ['op://private/openai/credential', 'placeholder', 'a reference to a secret that was not resolved'],
  ['https://platform.openai.com/api-keys', 'placeholder', 'a URL'],
  [Buffer.from(`sk-proj-${'aB3'.repeat(52)}`).toString('base64'), 'placeholder', 'a key encoded in base64'],
  [`${'aB3x'.repeat(13)}JQQJ99${'C4dE'.repeat(6)}XY`, 'other-vendor', 'Azure OpenAI'],
  // Of 32 hexadecimal digits nobody knows whose they are; Azure's have this form.
  ['0123456789abcdef0123456789abcdef', 'unknown', 'Azure OpenAI'],
  ['c2stshort', 'unknown', null],
])('%s is %s', (text, kind, vendor) => {
  expect(lookOf(text)).toEqual({ kind, vendor });
});
