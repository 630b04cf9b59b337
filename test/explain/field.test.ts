import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { reportOf } from '../../src/explain/report.ts';

/**
 * Logs in the forms of public reports, each labelled before the tool read it: `=== what it is -> finding [or another] [@ peer]`, then the
 * text. `none`: no call of the API failed. The peer is scheme, host and port of the failing call, or `none` where the log does not show it.
 */
interface Sample {
  name: string;
  accept: string[];
  peer: string | null;
  text: string;
}

const FOLDER = new URL('./field/', import.meta.url);
const META = { version: '0', started: new Date(0), durationMs: 0, timeZone: 'UTC', failOn: 'error', platform: 'linux' } as const;

function samplesIn(file: string): Sample[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [, name = '', ids = '', peer = null] = /^(.*) -> ([^@]+?)(?: @ (\S+))?$/.exec(head) ?? [];
      return { name, accept: ids.split(' '), peer, text: lines.join('\n') };
    });
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** The first finding, or `none`, and the peer that it was read with. */
async function told(text: string): Promise<{ id: string; peer: string }> {
  const kinds = await failuresOf([{ name: 'log', bytes: bytesOf(text) }]);
  const [first] = reportOf(kinds, META).findings;
  const around = kinds.find(({ failure }) => failure.id === first?.id)?.failure.around;
  const usual = around?.scheme === 'https' ? 443 : 80;
  const port = around?.port && around.port !== usual ? `:${around.port}` : '';
  return { id: first?.id ?? 'none', peer: around?.host ? `${around.scheme}://${around.host}${port}` : 'none' };
}

describe.each(readdirSync(FOLDER))('%s', (file) => {
  test.each(samplesIn(file))('$name', async ({ accept, peer, text }) => {
    const found = await told(text);
    if (accept[0] === 'none') return expect(['none', 'client/not-an-api-error']).toContain(found.id);
    expect(accept).toContain(found.id);
    if (peer !== null) expect(found.peer).toBe(peer);
  });
});
