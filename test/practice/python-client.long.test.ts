/** A client with the rules of openai-python (its statuses, its httpx) against every row of the practice API. */
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceRows } from '../../src/practice/rows.ts';
import { type Practice, startPractice } from '../../src/practice/server.ts';
import { needs } from '../lab/needs.ts';

/**
 * Sends one chat completion for each line of standard input, and prints the class that openai-python 1.x and 2.x raise: by status
 * (`_make_status_error`), `APITimeoutError` for a time limit of httpx, and `APIConnectionError` for what else httpx raises (`_base_client.py`).
 */
const CLIENT = `
import sys, httpx
BY_STATUS = {400: 'BadRequestError', 401: 'AuthenticationError', 403: 'PermissionDeniedError', 404: 'NotFoundError',
             409: 'ConflictError', 422: 'UnprocessableEntityError', 429: 'RateLimitError'}
def raised(client, model):
    try:
        answer = client.post(sys.argv[1] + '/chat/completions', json={'model': model, 'messages': [{'role': 'user', 'content': 'Hello'}]})
    except httpx.TimeoutException:
        return 'APITimeoutError'
    except Exception:
        return 'APIConnectionError'
    if answer.is_success:
        return 'nothing'
    return BY_STATUS.get(answer.status_code, 'InternalServerError' if answer.status_code >= 500 else 'APIStatusError')
with httpx.Client(headers={'Authorization': 'Bearer sk-practice'}, timeout=2, follow_redirects=True, trust_env=False) as client:
    for model in sys.stdin.read().split():
        print(model, raised(client, model))
`;

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice(0);
});
afterAll(() => practice.close());

/** Debian's Python, which has httpx. */
function classesFor(models: string[]): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const child = execFile('/usr/bin/python3', ['-c', CLIENT, `http://127.0.0.1:${practice.port}/v1`], (error, stdout) =>
      error
        ? reject(error)
        : resolve(
            Object.fromEntries(
              stdout
                .trim()
                .split('\n')
                .map((line) => line.split(' ')),
            ),
          ),
    );
    child.stdin?.end(models.join('\n'));
  });
}

needs('python:httpx')('openai-python’s rules', () => {
  test('raise the documented class for every answer, and for a connection that is closed, reset, or silent', async () => {
    const answers = practiceRows.filter(({ plays }) => plays.kind === 'answer' && plays.status >= 400);
    const wanted = Object.fromEntries([
      ...answers.map(({ name, python }) => [name, python ?? 'APIStatusError']),
      ...['closed', 'reset'].map((name) => [name, 'APIConnectionError']),
      ['timeout', 'APITimeoutError'],
    ]);
    expect(Object.keys(wanted).length).toBeGreaterThan(20);
    expect(await classesFor(Object.keys(wanted))).toEqual(wanted);
    expect(await classesFor(['gpt-4o-mini'])).toEqual({ 'gpt-4o-mini': 'nothing' });
  });
});
