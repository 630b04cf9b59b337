import { describe, expect, test } from 'vitest';
import { readAs, reportOn } from '../support/labelled-logs.ts';

const CLASSES = "{<class 'TimeoutError'>: <class 'httpcore.ConnectTimeout'>, <class 'OSError'>: <class 'httpcore.ConnectError'>}";
const REFUSED = '[Errno 111] Connection refused';

/** What each writer of traces shows beside the message: source, and values of variables. */
const traces: Record<string, string> = {
  loguru: `2026-11-03 10:00:00.123 | ERROR    | app.llm:ask:42 - chat failed
Traceback (most recent call last):

  File "/srv/app/llm.py", line 42, in ask
    httpx.get(url, timeout=1)
    |     |   └ 'http://10.1.2.3:8000/v1/models'
    |     └ <function get at 0x7f0a1b>
    └ <module 'httpx' from '/srv/lib/httpx/__init__.py'>
  File "/srv/lib/httpcore/backends/sync.py", line 93, in connect_tcp
    with map_exceptions(exc_map):
         |              └ ${CLASSES}
         └ <function map_exceptions at 0x7f0a1c>

httpcore.ConnectError: ${REFUSED}`,
  'rich, with its panel of variables': `╭───────────────────── Traceback (most recent call last) ─────────────────────╮
│ /srv/app/llm.py:42 in ask                                                   │
│                                                                             │
│   39 def ask(url):                                                          │
│   40 │   if url is None: return other('https://else.example/v1/chat')       │
│   41 │   # a timeout is raised as httpcore.ReadTimeout                      │
│ ❱ 42 │   httpx.get('http://10.1.2.3:8000/v1/models')                        │
│                                                                             │
│ ╭──────────────────────────────── locals ─────────────────────────────────╮ │
│ │ exc_map = {                                                             │ │
│ │           │   <class 'TimeoutError'>: <class                            │ │
│ │           'httpcore.ConnectTimeout'>,                                   │ │
│ │           }                                                             │ │
│ ╰─────────────────────────────────────────────────────────────────────────╯ │
╰─────────────────────────────────────────────────────────────────────────────╯
ConnectError: ${REFUSED}`,
  pytest: `=================================== FAILURES ===================================
__________________________________ test_chat ___________________________________

map = ${CLASSES}

    def map_exceptions(map):
        try:
>           yield

/srv/lib/httpcore/_exceptions.py:10:
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

url = 'http://10.1.2.3:8000/v1/models'

    def ask(url):
        exc_map = {
            socket.timeout: ConnectTimeout,
        }
        if other:
            raise TooManyRedirects(
                "Exceeded maximum allowed redirects.", request=request
            )
>       httpx.get(url)
E       httpcore.ConnectError: ${REFUSED}

/srv/app/llm.py:42: ConnectError
=========================== short test summary info ============================
FAILED test_llm.py::test_chat - httpcore.ConnectError: ${REFUSED}`,
  'dictionaries of structlog': JSON.stringify({
    event: 'chat_failed',
    level: 'error',
    exception: [
      {
        exc_type: 'ConnectError',
        exc_value: REFUSED,
        frames: [{ filename: 'sync.py', lineno: 93, locals: { exc_map: `"${CLASSES}"`, url: 'http://10.1.2.3:8000/v1' } }],
      },
    ],
  }),
};

describe('what a trace shows beside its message is said by nobody', () => {
  test.each(Object.entries(traces))('%s', async (_, text) => {
    const found = await readAs(text);
    expect([found.id, found.peer]).toEqual(['tcp/refused', 'http://10.1.2.3:8000']);
    const [evidence = ''] = (await reportOn(text)).findings[0]?.evidence ?? [];
    expect(evidence).toContain(REFUSED);
  });

  test.each(Object.entries(traces))('%s, in a text of JSON', async (_, text) => {
    expect((await readAs(JSON.stringify({ level: 'error', message: text }))).id).toBe('tcp/refused');
  });

  test('a class alone is what a program printed of its exception', async () => {
    expect((await readAs("2026-11-03 ERROR ask failed: <class 'httpx.ConnectTimeout'>")).id).toBe('tcp/timeout');
  });

  test('a trace whose frames have no indentation is read as it was', async () => {
    const flat = (traces.loguru as string).replace(/^[ |└]+/gm, '');
    expect((await readAs(flat)).id).toBe('tcp/refused');
  });

  test('the message in a group of exceptions stands deeper than its frames, behind a bar', async () => {
    const group = `  + Exception Group Traceback (most recent call last):
  |   File "/srv/app/llm.py", line 42, in ask
  |     await gather()
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/app/llm.py", line 43, in one
    |     httpx.get('http://10.1.2.3:8000/v1/models')
    | httpx.ConnectError: ${REFUSED}
    +------------------------------------`;
    expect((await readAs(group)).id).toBe('tcp/refused');
  });
});

describe('evidence quotes the line that proves', () => {
  const BODY = `{
    error: { message: 'Incorrect API key provided: sk-abc.', type: 'invalid_request_error', code: 'invalid_api_key' }
  }`;
  test.each([
    [
      'the message above a frame',
      `AuthenticationError: 401 Incorrect API key provided: sk-abc.\n    at ask (/srv/llm.mjs:3:1) ${BODY}`,
      1,
    ],
    [
      'the message in the object',
      `AxiosError: Request failed with status code 401\n    at settle (/srv/axios.js:19:12) ${BODY}`,
      3,
    ],
  ])('%s', async (_, text, line) => {
    const [evidence = ''] = (await reportOn(text)).findings[0]?.evidence ?? [];
    expect(evidence).toMatch(new RegExp(`^line ${line}: .*Incorrect API key`));
  });
});
