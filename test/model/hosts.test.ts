import { expect, test } from 'vitest';
import { isPrivateHost, siteOf } from '../../src/model/hosts.ts';

test.each([
  ['api.example.com', 'example.com'],
  ['A.B.Example.COM', 'example.com'],
  ['llm.own.co.uk', 'own.co.uk'],
  ['own.com.au', 'own.com.au'],
  ['api.x.ai', 'x.ai'],
  ['1st.example.com', 'example.com'],
  ['localhost', 'localhost'],
  ['203.0.113.10', '203.0.113.10'],
  ['2001:db8::1', '2001:db8::1'],
])('the site of %s is %s', (host, site) => {
  expect(siteOf(host)).toBe(site);
});

test('a private host has an address or a name of a private network', () => {
  const own = ['localhost', 'ollama', '127.0.0.1', '10.1.2.3', '172.20.0.5', '192.168.1.4', '169.254.169.254', '::1', '[::1]'];
  for (const host of [...own, 'fd00::5', '[fd00::5]', 'llm.corp', 'gpu.Local'])
    expect([host, isPrivateHost(host)]).toEqual([host, true]);
  const other = ['api.openai.com', '203.0.113.10', '172.32.0.1', '10.example.com', '2001:db8::1', 'fdic.gov', 'corp.example.com'];
  for (const host of other) expect([host, isPrivateHost(host)]).toEqual([host, false]);
});
