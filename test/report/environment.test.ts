import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../src/report/environment.ts';
import { targetFor } from '../support/tcp-cases.ts';

const SECRET = 'Zq8Xw2Lm4Rt6Vb9Nc3Jh5Kd7Fg1';

const shown = (env: Record<string, string>) =>
  environmentOf(targetFor('https://api.openai.com/v1', { env }), 'UTC').variables as Record<string, string>;

describe('variables in a report', () => {
  test.each([
    ['OPENAI_CREDENTIALS', `me:${SECRET}`],
    ['OPENAI_AUTH', SECRET],
    ['OPENAI_EXTRA_HEADERS', `{"X-Auth-Key": "${SECRET}"}`],
    ['OPENAI_CUSTOM_HEADERS', `X-Gateway: ${SECRET}`],
    ['OPENAI_ORG_ID', `org-sk-proj-${SECRET}`],
    ['OPENAI_ORG_ID', `org-${SECRET}${SECRET}`],
    ['OPENAI_ORG_ID', `"sk-proj-${SECRET}"`],
    ['OPENAI_PROJECT_ID', SECRET],
    ['OPENAI_BASE_URL', `https://u:${SECRET}@gw.example/v1`],
    ['OPENAI_BASE_URL', `https://gw.example/v1?sig=${SECRET}`],
    ['OPENAI_WHATEVER_COMES_NEXT', SECRET],
    ['AZURE_OPENAI_SOMETHING', SECRET],
    ['AZURE_OPENAI_ENDPOINT', `https://x.example/?k=${SECRET}`],
    ['NODE_OPTIONS', `--require ./x.js --title=${SECRET} --use-system-ca`],
    ['NODE_AUTH_TOKEN', SECRET],
    ['OPENAI_API_VERSION', `${SECRET}${SECRET}`],
    ['HTTPS_PROXY', `http://me:${SECRET}@proxy:3128`],
    ['HTTPS_PROXY', `http://me:${SECRET.slice(0, 8)}/#${SECRET}@proxy:3128`],
  ])('%s does not show %s', (name, value) => {
    const text = shown({ [name]: value })[name] as string;
    for (let at = 0; at + 8 <= SECRET.length; at++) expect(text).not.toContain(SECRET.slice(at, at + 8));
    expect(text).not.toBe('');
  });

  test.each([
    ['OPENAI_ORG_ID', 'org-AbCdEfGhIjKlMnOpQrStUvWx'],
    ['OPENAI_BASE_URL', 'https://gw.example:8443/openai/v1'],
    ['NODE_EXTRA_CA_CERTS', '/etc/my roots/ca.pem'],
    ['NO_PROXY', 'localhost,127.0.0.1,.corp.example'],
    ['HTTPS_PROXY', 'http://proxy.corp.example:3128'],
    ['NODE_OPTIONS', '--use-system-ca --dns-result-order=ipv4first'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ['OPENAI_BASE_URL', ' '],
    ['OPENAI_ORG_ID', ''],
  ])('%s shows %j whole', (name, value) => expect(shown({ [name]: value })).toEqual({ [name]: value }));

  test('of what is hidden the length is told, of a key its public prefix too', () => {
    expect(shown({ OPENAI_AUTH: SECRET, OPENAI_API_KEY: `sk-proj-${SECRET}` })).toEqual({
      OPENAI_AUTH: expect.stringContaining(`${SECRET.length}`),
      OPENAI_API_KEY: expect.stringMatching(/^sk-proj-….*35/),
    });
  });

  test('variables of other programs are not there at all', () => {
    expect(shown({ DATABASE_URL: SECRET, GITHUB_TOKEN: SECRET, PATH: '/bin' })).toEqual({});
  });
});
