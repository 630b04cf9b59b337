import { readFileSync } from 'node:fs';
import { reportOfLogs } from '../../src/explain/explain-log.ts';
import type { Verdict } from '../../src/model/layers.ts';
import type { Report } from '../../src/model/report.ts';

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

const IO = {
  env: {},
  platform: 'linux',
  runtime: { node: '22.22.0', openssl: '3.0.0', arch: 'x64' },
  startedAs: ['api-doctor'],
  version: '0',
  timeZone: 'UTC',
  interrupted: new AbortController().signal,
} as never;

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

/** The report on a log, as the command makes it. */
export function reportOn(text: string): Promise<Report> {
  return reportOfLogs([{ name: 'log', bytes: bytesOf(text) }], 'error', IO);
}

/** Reads a log and returns what it is read as. */
export async function readAs(text: string): Promise<ReadAs> {
  const { findings, verdict, target } = await reportOn(text);
  const [first] = findings;
  return {
    id: first?.id ?? 'none',
    peer: target.baseUrl === '' ? 'none' : new URL(target.baseUrl).origin,
    type: String(first?.pythonType ?? null),
    verdict,
  };
}
