import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctor, keepsItsPromises, serveHostile } from '../lab/hostile.ts';
import { misbehaviours } from '../lab/hostile-http.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, type Leaf, makeCa, makeLeaf } from '../lab/pki.ts';

/** The built tool against servers that misbehave inside sound TLS. */

const DEADLINE_MS = 15_000;

needs('openssl')('inside TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-hostile-'));
  let ca: Authority;
  let leaf: Leaf;
  beforeAll(() => {
    ca = makeCa(folder, { name: 'Root of the hostile kit' });
    leaf = makeLeaf(ca, { names: ['127.0.0.1'] });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // A reset has to come from the carrier: the cuts of whole conversations look at those.
  const cases = [
    ...misbehaviours.tooMuch.filter(({ name }) => /headers without|1 GB|bomb in gzip/.test(name)),
    ...misbehaviours.slow,
    ...misbehaviours.redirects.slice(0, 1),
  ].filter(({ name, from }) => !name.includes('reset') && from === undefined);
  test.concurrent.each(cases)('$name', async ({ act, truth }) => {
    const server = await serveHostile(act, { tls: { cert: leaf.fullchainPem, key: readFileSync(leaf.key, 'utf8') } });
    const url = `https://127.0.0.1:${server.port}/v1`;
    const done = await doctor([
      'check',
      '--timeout',
      '4s',
      '--deadline',
      `${DEADLINE_MS}ms`,
      '--format',
      'json',
      '--ca-file',
      ca.root,
      '--base-url',
      url,
    ]);
    await server.close();
    keepsItsPromises(done, { deadlineMs: DEADLINE_MS });
    expect(truth, done.report.findings[0]?.explanation).toContain(done.report.rootCause);
  });
});
