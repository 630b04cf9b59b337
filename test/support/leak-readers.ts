/** Puts the texts of cases where the commands read others' texts, and reads them as the commands do, without a command line. */
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import { InvalidReportError } from '../../src/diagnosis/recorded/shape.ts';
import { reportOfLogs } from '../../src/explain/explain-log.ts';
import type { Report } from '../../src/model/report.ts';
import { type FormatName, reporters } from '../../src/report/reporters/index.ts';
import type { Style } from '../../src/report/reporters/style.ts';
import { maskData } from '../../src/secrets/redact/data.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { redactReport, redactText } from '../../src/secrets/redact.ts';
import { type Draw, pick } from './leak-cases.ts';

/** Logs in which a text stands beside, before, behind, in and between lines that tell of a failure. */
export const LOGS: ((text: string) => string)[] = [
  (text) => `openai.APIConnectionError: Connection error.\n${text}\nhttpx.ConnectError: [Errno 111] Connection refused`,
  (text) =>
    `${text}\nopenai.AuthenticationError: Error code: 401 - {'error': {'code': 'invalid_api_key', 'message': 'Incorrect API key provided'}}`,
  (text) => `httpx.LocalProtocolError: Illegal header value b'x'\n${text}`,
  (text) => `${text} getaddrinfo ENOTFOUND api.openai.com ${text}`,
  (text) => `Error: 407 Proxy Authentication Required ${text} while connecting to proxy.example:3128`,
  (text) =>
    `Traceback (most recent call last):\n  File "/app/main.py", line 12, in <module>\n    ${text}\nopenai.APITimeoutError: Request timed out.`,
  (text) =>
    `2026-11-30T10:00:00Z ERROR app: connect ECONNREFUSED 127.0.0.1:11434 ${text}\n2026-11-30T10:00:01Z INFO app: ${text}`,
  (text) => JSON.stringify({ level: 'error', msg: 'AuthenticationError: 401 Incorrect API key provided', detail: text }),
  (text) => `{"error":{"message":${JSON.stringify(text)},"type":"invalid_request_error","code":"invalid_api_key"}}`,
  (text) => `curl: (60) SSL certificate problem: self-signed certificate in certificate chain\n${text}\n${'x '.repeat(200)}`,
  (text) => `${'- '.repeat(150)}${text} openai.RateLimitError: Error code: 429 - insufficient_quota ${text}`,
];

const AROUND = {
  env: {},
  platform: 'linux',
  runtime: { node: '20.20.0', openssl: '3.0.17', os: 'Linux 6.1.0' },
  version: '1.2.3',
  timeZone: 'UTC',
  interrupted: new AbortController().signal,
} as const;

async function* inOnePiece(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** The report of `explain` on a log. */
export function explained(log: string): Promise<Report> {
  return reportOfLogs([{ name: 'the log', bytes: inOnePiece(log) }], 'error', AROUND);
}

/** A recorded report in which a text stands in place of one of its own, or in addition to them. */
export function recorded(draw: Draw, report: string, text: string): string {
  const copy = JSON.parse(report) as Report;
  const places = placesIn(copy);
  if (draw(4) < 1) Object.assign(copy.probes[0]?.facts ?? {}, { message: text, nested: [{ said: text }] });
  else pick(draw, places)(text);
  return JSON.stringify(copy);
}

/** What puts a text in place of each text of a value. */
function placesIn(value: unknown): ((text: string) => void)[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    typeof inside === 'string' ? [(text: string) => Object.assign(value, { [name]: text })] : placesIn(inside),
  );
}

/** The report of `diagnose` on a recorded one; what is said of one that is no report. */
export function diagnosed(report: string): Report | string {
  try {
    const read = maskData(reportIn(report), maskerFor([]));
    return redactReport(rejudged(read, { version: '1.2.3', failOn: null, foreignFor: ['api-doctor'] }), []);
  } catch (error) {
    if (error instanceof InvalidReportError) return redactText(error.message, []);
    throw error;
  }
}

const DETAILS = ['quiet', 'usual', 'verbose'] as const;

/** A report as one of the formats, in one of the details and widths. */
export function written(draw: Draw, report: Report, format: FormatName): string {
  const style: Style = { columns: pick(draw, [40, 80, 120]), unicode: draw(2) < 1, detail: pick(draw, DETAILS) };
  return reporters[format](report, style);
}
