/**
 * Lines of other programs inside JSON, one object a line: Docker's json-file, fluentd and Fluent Bit, journald's export, Google's and
 * Amazon's log routers. The object says where the line comes from, the program's own words are the one text in it.
 */

/** The key of the text, and what must stand beside it. */
const CONTAINERS: readonly { key: string; beside: readonly string[] }[] = [
  { key: 'log', beside: ['stream', 'time', 'kubernetes', 'container_name', 'date', 'tag'] },
  { key: 'textPayload', beside: ['severity', 'timestamp', 'resource', 'logName', 'insertId'] },
  { key: 'MESSAGE', beside: ['_PID', '_COMM', 'SYSLOG_IDENTIFIER', '__REALTIME_TIMESTAMP', 'PRIORITY', '_HOSTNAME'] },
  { key: 'line', beside: ['source', 'tag', 'container_id', 'labels', 'timestamp'] },
  { key: 'message', beside: ['logGroup', 'logStream', 'ingestionTime', 'logStreamName', 'eventId', 'kubernetes', 'container'] },
];
const LIKELY = /^\s{0,8}\{.{0,2000}"(?:log|textPayload|MESSAGE|line|message)"\s?:/;

/** The lines that a container of a line holds; the line itself where it is none. */
export function unwrapped(line: string): string[] {
  if (!LIKELY.test(line)) return [line];
  const record = parsed(line);
  const found =
    record && CONTAINERS.find(({ key, beside }) => typeof record[key] === 'string' && beside.some((name) => name in record));
  if (!record || !found) return [line];
  return String(record[found.key])
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
