import { expect, test } from 'vitest';
import { reportOn } from '../support/labelled-logs.ts';

/** The steps for a log that shows little: what it does not say is named by its usual value, and never by a step that leads elsewhere. */
async function stepsOn(log: string): Promise<string[]> {
  return (await reportOn(log)).findings[0]?.steps ?? [];
}

test('a proxy that the log does not name gets credentials before anything else', async () => {
  const [first, ...rest] = await stepsOn('httpx.ProxyError: 407 Proxy Authentication Required\n');
  expect(first).toContain('`export HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT`');
  expect(rest.join('\n')).not.toContain('NO_PROXY');
});

test('an incorrect key is compared with the list of keys, once', async () => {
  const log =
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-a', 'code': 'invalid_api_key'}}\n";
  const steps = await stepsOn(log);
  expect(steps[0]).toMatch(/^Compare the key from OPENAI_API_KEY .*: https:\/\/platform\.openai\.com\/api-keys$/);
  expect(steps.filter((step) => step.includes('/api-keys'))).toHaveLength(1);
});
