import { openLab } from '../lab/lab.ts';
import { KEY } from './healthy.ts';
import type { Row } from './table.ts';

const STEP_MS = 5000;

/** How long a check takes where nothing ever answers, and where the proxy does not. */
export async function droppedRows(startUpMs: number): Promise<Row[]> {
  const lab = await openLab();
  try {
    await lab.net([
      'sh',
      '-c',
      'nft add table inet silence && nft add chain inet silence arriving "{ type filter hook input priority 0; policy drop; }"',
    ]);
    const limit = STEP_MS + startUpMs + 300;
    const timed = async (what: string, env: Record<string, string>): Promise<Row> => {
      const { ms } = await lab.doctor(['check', '--format', 'json'], { env: { OPENAI_API_KEY: KEY, ...env } });
      const against = `a step's ${STEP_MS} ms + start-up + 300 ms`;
      return { what, against, figure: `${ms} ms`, goal: `≤ ${limit.toFixed(0)} ms`, reached: ms <= limit };
    };
    return [
      await timed('everything dropped', {}),
      await timed('… an address, no name', { OPENAI_BASE_URL: 'https://203.0.113.10/v1' }),
      await timed('… behind a dead proxy', { HTTPS_PROXY: 'http://203.0.113.10:3128' }),
    ];
  } finally {
    await lab.close();
  }
}
