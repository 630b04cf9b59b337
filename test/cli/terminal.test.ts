import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { finish, root } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';

const KEY = 'sk-proj-T3rminal0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

/** Runs the tool with standard output and error on a terminal, and resolves with all that the terminal was sent. */
async function onTerminal(words: string[], env: Record<string, string> = {}, columns = 80): Promise<string> {
  const typed = [`stty cols ${columns} rows 24;`, process.execPath, `${root}/bin/api-doctor.js`, ...words].join(' ');
  const variables = { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm', OPENAI_API_KEY: KEY, ...env };
  const assigned = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return (await finish(['env', '-i', ...assigned, 'script', '-qec', typed, '/dev/null'], { mayFail: true })).stdout;
}

/** What a terminal shows in the end, on which lines are gone back to, cleared, and written again. */
function lastFrame(sent: string): string {
  const lines = [''];
  let row = 0;
  for (const [piece] of sent.matchAll(/\x1b\[(\d*)([A-Za-z])|\r|\n|[^\x1b\r\n]+/g)) {
    const up = /^\x1b\[(\d*)A$/.exec(piece);
    if (up) row = Math.max(0, row - Number(up[1] || 1));
    else if (/^\x1b\[[0-2]?[JK]$/.test(piece)) lines[row] = '';
    else if (piece === '\n') row += 1;
    else if (!/^[\x1b\r]/.test(piece)) lines[row] = (lines[row] ?? '') + piece;
  }
  return lines.join('\n');
}

/** What a spinner showed, frame by frame. */
function frames(sent: string): string[] {
  return sent
    .replaceAll('\r', '')
    .split(/(?:\x1b\[(?:\d*[AGK]))+/)
    .map(stripVTControlCharacters);
}

async function checkOf(api: { answersAfterMs: number }, env: Record<string, string> = {}, columns = 80): Promise<string> {
  const answers = [
    { keyed: true, delayMs: api.answersAfterMs, status: 200, body: { object: 'list', data: [{ id: 'm', object: 'model' }] } },
  ];
  const server = await serveApi({ keys: [KEY], answers });
  try {
    return await onTerminal(['check', '--base-url', `http://localhost:${server.port}/v1`, '--skip', 'status'], env, columns);
  } finally {
    await server.close();
  }
}

describe.runIf(process.platform === 'linux')('on a terminal', () => {
  test('a check that takes long shows what is being checked, and leaves nothing of it behind', async () => {
    const sent = await checkOf({ answersAfterMs: 2500 });
    expect(sent).toMatch(/Checking [A-Za-z, ]*HTTP/);
    expect(sent).toMatch(/Checking HTTP {2}\d\.\d s/);
    // Each layer has a line of its own once it has ended, and keeps it while the others go on.
    expect(frames(sent).some((frame) => /Checking HTTP .*\n {2}DNS +✓ +\d+ ms\n {2}TCP +✓ +\d+ ms(?:\n|$)/.test(frame))).toBe(
      true,
    );
    expect(lastFrame(sent)).not.toMatch(/Checking/);
    expect(sent).not.toContain('\x1b[?25l');
    expect(sent).toMatch(/is reachable/);
  });

  test('NO_COLOR takes the color out of the spinner and of the report', async () => {
    const sent = await checkOf({ answersAfterMs: 2500 }, { NO_COLOR: '1' });
    expect(sent).toMatch(/Checking [A-Za-z, ]*HTTP/);
    expect(sent).not.toMatch(/\x1b\[\d+m/);
  });

  test('a check that is over soon shows no spinner; its report is in color', async () => {
    const sent = await onTerminal(['check', '--offline']);
    expect(sent).not.toMatch(/Checking/);
    expect(sent).toMatch(/\x1b\[3\dm/);
  });

  test('a terminal without a width shows no spinner, and the run ends', async () => {
    const sent = await checkOf({ answersAfterMs: 1500 }, {}, 0);
    expect(sent).not.toMatch(/checking/i);
    expect(sent).toMatch(/is reachable/);
    expect(sent.length).toBeLessThan(10_000);
  });

  test('a dumb terminal gets neither', async () => {
    const sent = await checkOf({ answersAfterMs: 1500 }, { TERM: 'dumb' });
    expect(sent).not.toMatch(/Checking|\x1b/);
  });
});

describe.runIf(process.platform === 'linux')('help', () => {
  const commands = ['check', 'report', 'explain', 'codes', 'diagnose', 'diff', 'run', 'watch'];
  const helpAt = async (columns: number, words: string[]) =>
    (await onTerminal([...words, '--help'], {}, columns)).replaceAll('\r', '').split(/\nExamples/)[0] as string;

  test.each([[], ...commands.map((name) => [name])])(
    '%s breaks no word at 60 columns, and no line is too long',
    async (...words) => {
      const narrow = await helpAt(60, words);
      expect(narrow).toContain('-h, --help');
      expect(narrow.split('\n').filter((line) => line.length > 60)).toEqual([]);
      const text = (help: string) => help.replace(/\s+/g, ' ');
      expect(text(narrow)).toBe(text(await helpAt(100, words)));
    },
  );
});
