import { type Io, write } from '../../machine/io.ts';
import { shownWord, UsageError } from '../../model/usage-error.ts';
import { practiceRows } from '../../practice/rows.ts';
import { type Practice, type Served, startPractice } from '../../practice/server.ts';
import { OK } from '../../report/exit-status.ts';
import { maskerFor, quoted } from '../../secrets/redact/text.ts';
import { commandText } from '../usage.ts';

/** What a line of the log holds at most of a path and a model. */
const LONGEST = 80;

/** Serves until the first SIGINT or SIGTERM, which is the usual end of a server and no failure. */
export async function runPractice({ port, quiet }: { port: string; quiet?: boolean }, io: Io): Promise<number> {
  const lines = quiet ? () => {} : (served: Served) => void write(io.stdout, `${lineOf(served)}\n`);
  const practice = await started(portOf(port), lines);
  await write(io.stdout, await opening(practice.port, io));
  if (!io.interrupted.aborted) await new Promise((resolve) => io.interrupted.addEventListener('abort', resolve, { once: true }));
  await practice.close();
  const { requests, billed } = practice.counts();
  await write(io.stdout, `${requests} requests; the real API would have charged for ${billed}.\n`);
  return OK;
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port: ${shownWord(text)} is no port. Give a number from 0 to 65535; 0 takes a free one.`);
}

async function started(port: number, lines: (served: Served) => void): Promise<Practice> {
  try {
    return await startPractice(port, lines);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EADDRINUSE' ? 'is in use' : code === 'EACCES' ? 'may not be used by this user' : `cannot be used (${code})`;
    throw new UsageError(`--port: port ${port} ${why}. Choose another one; 0 takes any that is free.`);
  }
}

/** The command and the key are what people copy from here. */
async function opening(port: number, io: Io): Promise<string> {
  const origin = `http://127.0.0.1:${port}`;
  const check = commandText(['check', '--base-url', `${origin}/v1`, '--deep'], io);
  const variable = io.platform === 'windows' ? '$env:OPENAI_API_KEY = "sk-practice"; ' : 'OPENAI_API_KEY=sk-practice ';
  return [
    `Practice API on ${origin}/v1, for this machine only. Stop it with Ctrl-C.`,
    `It plays ${practiceRows.length} faults, listed at ${origin}/ : choose one by model, header, or path.`,
    `Its key is sk-practice, or any other that contains the word practice.`,
    ...(check ? [`Check it with: ${variable}${check}`] : []),
    '',
    '',
  ].join('\n');
}

/** `18:02:11  POST /v1/responses  429-rate-limit  429  3 ms`: text from a client is masked and made one clean line. */
function lineOf({ method, path, model, row, said, isBilled, ms }: Served): string {
  const shown = maskerFor([]);
  const asked = `${quoted(shown(method), 10).padEnd(4)} ${quoted(shown(path), LONGEST)}`;
  const about = [row, model && model !== row ? quoted(shown(model), LONGEST) : null].filter(Boolean).join(' ');
  const time = new Date().toTimeString().slice(0, 8);
  return [time, asked.padEnd(32), about.padEnd(20), `${said}${isBilled ? ', billed' : ''}`, `${ms} ms`].join('  ');
}
