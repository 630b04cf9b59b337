import { finish, openLab } from '../lab/lab.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { KEY } from './healthy.ts';
import { compare, costOf, median, plainEnv, type Subject, tool } from './measure.ts';
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
    const shown = await shownTimes(rounds, inside);
    const costs = await compare(
      { check: inside([...tool, 'check']), curl: inside(curl), offline: inside([...tool, 'check', '--offline']) },
      rounds,
    );
    const what = `healthy check, ${DELAY_MS} ms each way, less its start-up (check --offline)`;
    const own = costs.check.ms - costs.offline.ms;
    return [ratioRow({ what, against: 'cold curl' }, [own, costs.curl.ms], { goal: 1.15, unit: 'ms' }), ...shown];
  } finally {
    await lab.close();
  }
}

/** The times that a check shows of the network, beside those of curl: they are to be the network's and not the tool's own. */
async function shownTimes(rounds: number, inside: (command: string[]) => Required<Subject>): Promise<Row[]> {
  const seen: Record<'connect' | 'handshake', [number, number][]> = { connect: [], handshake: [] };
  for (let round = 0; round < rounds; round += 1) {
    const report = JSON.parse(await outputOf(inside([...tool, 'check', '--format', 'json'])));
    const facts = (id: string) => report.probes.find((probe: { id: string }) => probe.id === id).facts;
    const url = `https://${HOST}/v1/models`;
    const curl = await outputOf(
      inside(['curl', '-sk', '-o', '/dev/null', '-w', '%{time_namelookup} %{time_connect} %{time_appconnect}', url]),
    );
    const [named = 0, connected = 0, secured = 0] = curl.split(' ').map((seconds) => Number(seconds) * 1000);
    seen.connect.push([facts('tcp/connect').attempts[0].ms, connected - named]);
    seen.handshake.push([facts('tls/handshake').ms, secured - connected]);
  }
  return Object.entries(seen).map(([name, pairs]) =>
    ratioRow(
      { what: `… the ${name} as shown`, against: 'as curl shows it' },
      [median(pairs.map(([own]) => own)), median(pairs.map(([, theirs]) => theirs))],
      { goal: 1.15, unit: 'ms' },
    ),
  );
}

async function outputOf({ command, env }: Required<Subject>): Promise<string> {
  return (await finish(['env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command])).stdout;
}
