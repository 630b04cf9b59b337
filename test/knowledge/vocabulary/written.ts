import { failuresOf } from '../../../src/explain/read-logs.ts';

/** The ids that `explain` finds in a log. */
export async function idsOf(text: string): Promise<string[]> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  return (await failuresOf([{ name: 'log', bytes }])).map(({ failure }) => failure.id);
}

/** The same message as three usual writers of logs put it: alone, stamped by a collector, as a field of JSON. */
export const WRITERS: Record<string, (message: string) => string> = {
  plain: (message) => message,
  stamped: (message) =>
    message
      .split('\n')
      .map((line, at) => (at === 0 ? `api-1  | 2026-11-30T09:00:01.123Z ERROR [worker-3] ${line}` : `api-1  | ${line}`))
      .join('\n'),
  JSON: (message) => JSON.stringify({ level: 'error', time: 1764493201, msg: message }),
};

/** A message that is to be read, and what it means. */
export interface Wanted {
  program: string;
  text: string;
  finding: string;
}

/** What is read in another way than it is meant: one line each. */
export async function misread(rows: readonly Wanted[], writers = Object.entries(WRITERS)): Promise<string[]> {
  const found: string[] = [];
  for (const { program, text, finding } of rows) {
    for (const [writer, write] of writers) {
      const ids = (await idsOf(write(text))).join(' + ') || 'none';
      if (ids !== finding) found.push(`${program}, ${writer}: ${ids} and not ${finding}: ${text}`);
    }
  }
  return found;
}
