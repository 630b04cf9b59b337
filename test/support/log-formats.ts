import type { Thrown } from './twelve-failures.ts';

/** How loggers, collectors and runners write a failure, in the exact form of their output. */
type Write<What> = Record<string, (what: What) => string>;
const q = JSON.stringify;

export const goFormats: Write<string> = {
  'slog text': (m) =>
    `time=2026-11-03T10:00:00.123Z level=INFO msg="starting" addr=:8080\ntime=2026-11-03T10:00:01.123Z level=ERROR msg="chat failed" model=gpt-4o err=${q(m)}`,
  'slog json': (m) =>
    q({
      time: '2026-11-03T10:00:01.123Z',
      level: 'ERROR',
      source: { function: 'main.ask', file: '/src/main.go', line: 42 },
      msg: 'chat failed',
      err: m,
    }),
  'zap json': (m) =>
    q({
      level: 'error',
      ts: 1762164000.123,
      caller: 'llm/client.go:42',
      msg: 'chat failed',
      error: m,
      stacktrace: 'main.ask\n\t/src/main.go:42\nmain.main\n\t/src/main.go:11',
    }),
  'zap console': (m) =>
    `2026-11-03T10:00:01.123Z\tERROR\tllm/client.go:42\tchat failed\t{"model": "gpt-4o", "error": ${q(m)}}\nmain.ask\n\t/src/main.go:42`,
  zerolog: (m) => q({ level: 'error', error: m, time: 1762164000, message: 'chat failed' }),
  'zerolog console': (m) =>
    `\x1b[90m10:00AM\x1b[0m \x1b[31mERR\x1b[0m \x1b[1mchat failed\x1b[0m \x1b[36merror=\x1b[0m\x1b[31m${q(m)}\x1b[0m \x1b[36mmodel=\x1b[0mgpt-4o`,
  logrus: (m) => `time="2026-11-03T10:00:01Z" level=error msg="chat failed" error=${q(m)}`,
  log: (m) => `2026/11/03 10:00:01 main.go:42: chat failed: ${m}`,
  klog: (m) => `E1103 10:00:01.123456       1 client.go:42] "chat failed" err=${q(m)} model="gpt-4o"`,
  'GIN ctx error': (m) => `[GIN] 2026/11/03 - 10:00:01 | 500 |  123.4ms |      10.1.1.9 | POST     "/api/ask"\nError #01: ${m}`,
  gitlab: (m) =>
    `\x1b[0Ksection_start:1762164000:step_script\r\x1b[0K\x1b[0K\x1b[36;1mExecuting "step_script" stage of the job script\x1b[0;m\n$ go run .\n2026/11/03 10:00:01 chat failed: ${m}\nexit status 1\nsection_end:1762164001:step_script\r\x1b[0K\nERROR: Job failed: exit code 1`,
  jenkins: (m) =>
    `[Pipeline] sh\n+ go run .\n2026/11/03 10:00:01 chat failed: ${m}\nexit status 1\n[Pipeline] }\n[Pipeline] // stage\nERROR: script returned exit code 1\nFinished: FAILURE`,
  actions: (m) =>
    `2026-11-03T10:00:00.1234567Z ##[group]Run go run .\n2026-11-03T10:00:00.1234567Z \x1b[36;1mgo run .\x1b[0m\n2026-11-03T10:00:00.1234567Z ##[endgroup]\n2026-11-03T10:00:01.1234567Z 2026/11/03 10:00:01 chat failed: ${m}\n2026-11-03T10:00:01.2234567Z ##[error]Process completed with exit code 1.`,
  syslog5424: (m) => `<11>1 2026-11-03T10:00:01.123Z host-1 ask 812 - - chat failed: ${m}`,
  syslog3164: (m) => `<11>Nov  3 10:00:01 host-1 ask[812]: chat failed: ${m}`,
  'journal json': (m) =>
    q({
      __REALTIME_TIMESTAMP: '1762164001000000',
      _HOSTNAME: 'host-1',
      SYSLOG_IDENTIFIER: 'ask',
      PRIORITY: '3',
      MESSAGE: `chat failed: ${m}`,
    }),
};

const st = ([c, m, cause]: Thrown) =>
  `${c}: ${m}\n\tat com.acme.Llm.ask(Llm.java:42)\n\tat com.acme.Main.main(Main.java:11)${cause ? `\nCaused by: ${cause}\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)\n\t... 2 common frames omitted` : ''}`;

export const javaFormats: Write<Thrown> = {
  logback: (x) => `10:00:01.123 [main] ERROR com.acme.Llm -- chat failed\n${st(x)}`,
  'spring boot': (x) =>
    `2026-11-03T10:00:01.123Z ERROR 812 --- [demo] [nio-8080-exec-1] com.acme.Llm                             : chat failed\n\n${st(x)}`,
  logstash: (x) =>
    q({
      '@timestamp': '2026-11-03T10:00:01.123Z',
      '@version': '1',
      message: 'chat failed',
      logger_name: 'com.acme.Llm',
      thread_name: 'main',
      level: 'ERROR',
      level_value: 40000,
      stack_trace: st(x),
    }),
  'log4j2 json': (x) =>
    q({
      instant: { epochSecond: 1762164001 },
      thread: 'main',
      level: 'ERROR',
      loggerName: 'com.acme.Llm',
      message: 'chat failed',
      thrown: {
        commonElementCount: 0,
        localizedMessage: x[1],
        message: x[1],
        name: x[0],
        cause: x[2] ? { name: x[2].split(': ')[0], message: x[2].split(': ').slice(1).join(': ') } : undefined,
      },
      endOfBatch: false,
    }),
  jul: (x) => `Nov 03, 2026 10:00:01 AM com.acme.Llm ask\nSEVERE: chat failed\n${st(x)}`,
  'log4j pattern': (x) => `2026-11-03 10:00:01,123 ERROR [main] c.a.Llm [Llm.java:42] chat failed\n${st(x)}`,
};

const fr = (m: string) =>
  `${m}\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host)\n   at Acme.Llm.AskAsync() in /src/Llm.cs:line 42`;

export const netFormats: Write<string> = {
  'Serilog console': (m) => `[10:00:01 ERR] Chat failed for gpt-4o\n${fr(m)}`,
  'Serilog file': (m) => `2026-11-03 10:00:01.123 +00:00 [ERR] Chat failed for gpt-4o\n${fr(m)}`,
  'Serilog compact': (m) =>
    q({
      '@t': '2026-11-03T10:00:01.1234567Z',
      '@mt': 'Chat failed for {Model}',
      '@l': 'Error',
      '@x': fr(m),
      Model: 'gpt-4o',
      SourceContext: 'Acme.Llm',
    }),
  'MS console': (m) => `fail: Acme.Llm[0]\n      Chat failed\n      ${fr(m).replace(/\n/g, '\n      ')}`,
  unhandled: (m) => `Unhandled exception. ${fr(m)}`,
};

export const rustFormats: Write<string> = {
  tracing: (m) => `2026-11-03T10:00:01.123456Z ERROR ask{model="gpt-4o"}: app::llm: chat failed error=${m}`,
  'tracing pretty': (m) =>
    `  2026-11-03T10:00:01.123456Z ERROR app::llm: chat failed, error: ${m}\n    at src/llm.rs:42\n    in app::ask with model: "gpt-4o"\n`,
  'tracing json': (m) =>
    q({
      timestamp: '2026-11-03T10:00:01.123456Z',
      level: 'ERROR',
      fields: { message: 'chat failed', error: m },
      target: 'app::llm',
      span: { name: 'ask' },
    }),
  env_logger: (m) => `[2026-11-03T10:00:01Z ERROR app::llm] chat failed: ${m}`,
  anyhow: (m) =>
    `Error: chat failed\n\nCaused by:\n${m
      .split(/: (?!Expired)/)
      .map((p, i) => `    ${i}: ${p}`)
      .join('\n')}`,
  'color-eyre': (m) => `Error: \n   0: \x1b[91mchat failed\x1b[0m\n   1: \x1b[91m${m}\x1b[0m\n\nLocation:\n   src/llm.rs:42`,
};
