import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { serveApi } from '../lab/servers/api.js';
import { compare, tool } from './measure.ts';
import { type Row, ratioRow, skippedRow, timeRow } from './table.ts';

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
    const terminal = await terminalRows({ ...env, TERM: 'xterm' }, rounds);
    const names = (what: string) => ({ what, against: 'bare fetch of the same' });
    return [
      timeRow(names('healthy check on loopback'), [check, bare], 1.5),
      ratioRow(names('… its peak memory'), [check.peak, bare.peak], { goal: 1.4, unit: 'MiB' }),
      ratioRow(names('… with the process that looks up names'), [check.peakOfAll, bare.peakOfAll], { goal: 1.4, unit: 'MiB' }),
      ...terminal,
    ];
  } finally {
    await api.close();
  }
}

/** The same check where its output and its progress go to a terminal, against one whose output is piped on there. */
async function terminalRows(env: Record<string, string>, rounds: number): Promise<Row[]> {
  const what = '… on a terminal';
  if (programPath('script') === null) return [skippedRow(what, 'needs script, of util-linux')];
  const typed = [...tool, 'check'].map((word) => `'${word}'`).join(' ');
  const onTerminal = (line: string) => ({ command: ['script', '-qec', line, '/dev/null'], env });
  const { shown, piped } = await compare({ shown: onTerminal(typed), piped: onTerminal(`${typed} 2>&1 | cat`) }, rounds);
  return [timeRow({ what, against: 'the same, piped' }, [shown, piped], 1.15)];
}
