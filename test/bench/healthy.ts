import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { serveApi } from '../lab/servers/api.js';
import { compare, tool } from './measure.ts';
import { type Row, ratioRow } from './table.ts';

export const KEY = 'sk-proj-Bench0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

/** The same one request, as the shortest script makes it. */
export function bareScript(folder: string, base: string): string {
  const path = join(folder, 'bare.mjs');
  const headers = `{ headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY } }`;
  writeFileSync(path, `const answer = await fetch('${base}/models', ${headers});\nawait answer.text();\n`);
  return path;
}

/** A check in which all is well, on this machine's loopback. */
export async function healthyRows(folder: string, rounds: number): Promise<Row[]> {
  const ca = await makeCa(folder, { name: 'Bench Root' });
  const leaf = await makeLeaf(ca, { names: ['localhost'] });
  const api = await serveApi({ listen: [{ host: 'localhost', port: 0 }], cert: leaf.fullchain, key: leaf.key, keys: [KEY] });
  const base = `https://localhost:${api.port}/v1`;
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: base, NODE_EXTRA_CA_CERTS: ca.cert };
  try {
    const { check, bare } = await compare(
      { check: { command: [...tool, 'check'], env }, bare: { command: [process.execPath, bareScript(folder, base)], env } },
      rounds,
    );
    const names = (what: string) => ({ what, against: 'bare fetch of the same' });
    return [
      ratioRow(names('healthy check on loopback'), [check.ms, bare.ms], { goal: 1.5, unit: 'ms' }),
      ratioRow(names('… its peak memory'), [check.peak, bare.peak], { goal: 1.4, unit: 'MiB' }),
      ratioRow(names('… with the process that looks up names'), [check.peakOfAll, bare.peakOfAll], { goal: 1.4, unit: 'MiB' }),
    ];
  } finally {
    await api.close();
  }
}
