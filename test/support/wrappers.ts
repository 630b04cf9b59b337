/** What harmlessly surrounds a log: collectors, loggers, quotations, terminals, other lines. The failure in it stays the same. */
export type Wrapper = (log: string) => string;

const two = (n: number) => String(n).padStart(2, '0');
const time = (at: number) => `10:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`;
const eachLine =
  (wrap: (line: string, at: number) => string): Wrapper =>
  (log) =>
    log.split('\n').map(wrap).join('\n');

const QUIET = ['INFO: starting worker 3', 'processed 120 items in 3.2s', 'DEBUG cache hit for user 12', 'loading /etc/app.yaml'];
const quiet = (lines: number) =>
  Array.from({ length: lines }, (_, at) => `2026-11-03 ${time(at)} ${QUIET[at % QUIET.length]}`).join('\n');

export const wrappers: Record<string, Wrapper> = {
  'Docker Compose': eachLine((line) => `app-1  | ${line}`),
  'Docker Compose with times': eachLine((line, at) => `api-1  | 2026-11-03T${time(at)}.123456789Z ${line}`),
  'Docker json-file': eachLine((line, at) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: `2026-11-03T${time(at)}.123456789Z` }),
  ),
  'a runtime of containers': eachLine((line, at) => `2026-11-03T${time(at)}.123456789Z stderr F ${line}`),
  'kubectl logs --prefix': eachLine((line) => `[pod/llm-7d9c6-abcde/app] ${line}`),
  stern: eachLine((line) => `llm-7d9c6b-ab1de app ${line}`),
  journald: eachLine((line, at) => `Nov 03 ${time(at)} host-1 myapp[1234]: ${line}`),
  'GitHub Actions': eachLine((line, at) => `2026-11-03T${time(at)}.1234567Z ${line}`),
  'gh run view --log': eachLine((line, at) => `test\tRun tests\t2026-11-03T${time(at)}.1234567Z ${line}`),
  GitLab: eachLine((line, at) => `2026-11-03T${time(at)}.123456Z 01O ${line}`),
  Heroku: eachLine((line, at) => `2026-11-03T${time(at)}.123456+00:00 app[web.1]: ${line}`),
  CloudWatch: eachLine((line, at) => `2026-11-03T${time(at)}.123Z\t8b1f1e3e-1111-2222-3333-444455556666\tERROR\t${line}`),
  'logging, Python': eachLine((line, at) => `2026-11-03 ${time(at)},123 - app.llm - ERROR - ${line}`),
  loguru: eachLine((line, at) => `2026-11-03 ${time(at)}.123 | ERROR    | app.llm:call:42 - ${line}`),
  log4j: eachLine((line, at) => `2026-11-03 ${time(at)}.123 [main] ERROR com.acme.Llm - ${line}`),
  tracing: eachLine((line, at) => `2026-11-03T${time(at)}.123456Z ERROR app::llm: ${line}`),
  env_logger: eachLine((line, at) => `[2026-11-03T${time(at)}Z ERROR app::llm] ${line}`),
  zap: eachLine((line, at) => `2026-11-03T${time(at)}.123Z\tERROR\tllm/client.go:42\t${line}`),
  'text in JSON': (log) => JSON.stringify({ level: 50, time: 1762164000000, pid: 1, msg: log }),
  'exception in JSON': (log) => JSON.stringify({ event: 'entry', exception: log, level: 'error' }),
  logfmt: (log) => `time=2026-11-03T10:00:00Z level=ERROR msg=entry err=${JSON.stringify(log)}`,
  colors: eachLine((line) => `\x1b[31m${line}\x1b[0m`),
  indentation: eachLine((line) => `    ${line}`),
  quotation: eachLine((line) => `> ${line}`),
  'ends of lines as on Windows': (log) => log.replace(/\n/g, '\r\n'),
  'an issue': (log) =>
    `### What happened\n\nIt does not work anymore.\n\n### Logs\n\n\`\`\`shell\n${log}\n\`\`\`\n\n- OS: Ubuntu\n`,
  'quiet lines above': (log) => `${quiet(60)}\n${log}`,
  'quiet lines below': (log) => `${log}\n${quiet(60)}`,
};
