import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { compare, median, plainEnv, tool } from './measure.ts';
import { type Row, ratioRow } from './table.ts';

/** As many as the practice API has to answer without growing, after as many as fill the heap of Node.js. */
const REQUESTS = 10_000;
const WARM_UP = 5_000;
const AT_ONCE = 10;

interface Practice {
  child: ChildProcess;
  origin: string;
  /** From the start of the process to the line that says where it listens. */
  startMs: number;
}

/** What `--deep` adds to a healthy check, and what the practice API takes to start and to go on, all on loopback. */
export async function callRows(rounds: number): Promise<Row[]> {
  const { child, origin } = await practice();
  const env = { OPENAI_API_KEY: 'sk-practice', OPENAI_BASE_URL: `${origin}/v1` };
  try {
    const costs = await compare(
      {
        deep: { command: [...tool, 'check', '--deep'], env },
        plain: { command: [...tool, 'check'], env },
        node: { command: [process.execPath, '-e', '0'] },
      },
      rounds,
    );
    const names = { what: 'healthy check --deep on loopback', against: 'healthy check' };
    return [
      ratioRow(names, [costs.deep.ms, costs.plain.ms], { goal: 2.5, unit: 'ms' }),
      await startRow(costs.node.ms, rounds),
      await memoryRow({ child, origin }),
    ];
  } finally {
    child.kill();
  }
}

async function startRow(nodeMs: number, rounds: number): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { child, startMs } = await practice();
    child.kill();
    times.push(startMs);
  }
  const startMs = median(times);
  const figure = `${startMs.toFixed(0)} ms (${(startMs / nodeMs).toFixed(2)} ×)`;
  return { what: 'practice, until it listens', against: 'node -e 0', figure, goal: '≤ 150 ms', reached: startMs <= 150 };
}

async function memoryRow({ child, origin }: Pick<Practice, 'child' | 'origin'>): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  await ask(`${origin}/v1/responses`, WARM_UP, agent);
  const before = residentMiB(child);
  await ask(`${origin}/v1/responses`, REQUESTS, agent);
  const after = residentMiB(child);
  agent.destroy();
  const figure = `${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after`;
  const names = { what: '… its memory over 10,000 requests', against: `after ${WARM_UP}` };
  return { ...names, figure, goal: '≤ 1.1 ×', reached: after <= 1.1 * before };
}

function practice(): Promise<Practice> {
  const started = performance.now();
  const [program = '', ...args] = [...tool, 'practice', '--port', '0', '--quiet'];
  const child = spawn(program, args, { env: plainEnv, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    let text = '';
    child.stdout?.on('data', (piece) => {
      text += piece;
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (origin) resolve({ child, origin, startMs: performance.now() - started });
    });
  });
}

async function ask(url: string, times: number, agent: Agent): Promise<void> {
  for (let done = 0; done < times; done += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) => post(url, at % 2 === 0 ? 'gpt-4o-mini' : '429-rate-limit', agent)),
    );
  }
}

function post(url: string, model: string, agent: Agent): Promise<void> {
  const body = JSON.stringify({ model, input: 'x'.repeat(2_000) });
  const headers = { authorization: 'Bearer sk-practice', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => answer.resume().once('end', () => resolve()));
    asked.once('error', reject).end(body);
  });
}

function residentMiB({ pid }: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
