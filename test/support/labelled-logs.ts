import { readFileSync } from 'node:fs';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { reportOf } from '../../src/explain/report.ts';
import type { Verdict } from '../../src/model/layers.ts';

/**
 * A labelled log: `=== what it is -> finding [or another] [@ peer] [! type]`, then the text. `none`: no call of the API failed. The peer
 * is scheme, host and port of the failing call, or `none` where the log does not show it; the type is that of the official Python library.
 */
export interface LabelledLog {
  name: string;
  accept: string[];
  peer: string | null;
  type: string | null;
  text: string;
}

/** The labelled logs of a file. */
export function labelledLogsIn(file: URL): LabelledLog[] {
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [, name = '', ids = '', peer = null, type = null] = /^(.*) -> ([^@!]+?)(?: @ (\S+))?(?: ! (\w+))?$/.exec(head) ?? [];
      return { name, accept: ids.split(' '), peer, type, text: lines.join('\n') };
    });
}

const META = { version: '0', started: new Date(0), durationMs: 0, timeZone: 'UTC', failOn: 'error', platform: 'linux' } as const;

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** What a log is read as: the first finding, or `none`, its peer, its type, and the verdict. */
export interface ReadAs {
  id: string;
  peer: string;
  type: string;
  verdict: Verdict;
}

/** Reads a log and returns what it is read as. */
export async function readAs(text: string): Promise<ReadAs> {
  const kinds = await failuresOf([{ name: 'log', bytes: bytesOf(text) }]);
  const { findings, verdict } = reportOf(kinds, META);
  const [first] = findings;
  const around = kinds.find(({ failure }) => failure.id === first?.id)?.failure.around;
  const usual = around?.scheme === 'https' ? 443 : 80;
  const port = around?.port && around.port !== usual ? `:${around.port}` : '';
  return {
    id: first?.id ?? 'none',
    peer: around?.host ? `${around.scheme}://${around.host}${port}` : 'none',
    type: String(first?.pythonType ?? null),
    verdict,
  };
}
