import { openLab } from '../lab/lab.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { KEY } from './healthy.ts';
import { compare, costOf, plainEnv, tool } from './measure.ts';
import { type Row, ratioRow } from './table.ts';

const DELAY_MS = 40;
const HOST = 'api.openai.com';

/** A check of a server far away: every byte, and every answer of the resolver, is late by 40 ms each way. */
export async function distantRows(rounds: number): Promise<Row[]> {
  const lab = await openLab();
  try {
    const ca = await makeCa(lab.folder, { name: 'Bench Root' });
    const leaf = await makeLeaf(ca, { names: [HOST] });
    const api = { listen: [{ host: '127.0.0.1', port: 8443 }], cert: leaf.fullchain, key: leaf.key, keys: [KEY] };
    const late = { delayMs: 2 * DELAY_MS };
    const names = { [HOST]: { a: ['203.0.113.10'], ...late }, '*': late };
    const relay = { listen: { host: '203.0.113.10', port: 443 }, to: { host: '127.0.0.1', port: 8443 }, delayMs: DELAY_MS };
    for (const [program, config] of [
      ['test/lab/servers/api.js', api],
      ['test/lab/servers/dns.js', { listen: ['203.0.113.53'], port: 53, names }],
      ['test/bench/relay.js', relay],
    ] as const) {
      await lab.serve([process.execPath, program, JSON.stringify(config)], { ready: /ready/ });
    }
    const env = { ...plainEnv, OPENAI_API_KEY: KEY, NODE_EXTRA_CA_CERTS: ca.cert };
    const inside = (command: string[]) => ({ command: ['ip', 'netns', 'exec', lab.names.client, ...command], env });
    const curl = ['curl', '-sS', '--cacert', ca.cert, '-H', `Authorization: Bearer ${KEY}`, `https://${HOST}/v1/models`];
    await costOf(inside(curl));
    const costs = await compare(
      { check: inside([...tool, 'check']), curl: inside(curl), offline: inside([...tool, 'check', '--offline']) },
      rounds,
    );
    const what = `healthy check, ${DELAY_MS} ms each way, less its start-up (check --offline)`;
    const own = costs.check.ms - costs.offline.ms;
    return [ratioRow({ what, against: 'cold curl' }, [own, costs.curl.ms], { goal: 1.15, unit: 'ms' })];
  } finally {
    await lab.close();
  }
}
