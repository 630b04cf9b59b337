import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lab/lab.ts';

/** One command to measure, with its whole environment. */
export interface Subject {
  command: string[];
  env?: Record<string, string>;
}

/** Medians of wall time in milliseconds, and of the most memory that the process held, alone and with its children, in MiB. */
export interface Cost {
  ms: number;
  /** The lowest time of all rounds, which a busy machine disturbs least. */
  leastMs: number;
  peak: number;
  peakOfAll: number;
}

export const tool = [process.execPath, join(root, 'bin', 'api-doctor.js')];

/** What every subject sees of the environment: no proxy and no bundle of roots from the machine that measures. */
export const plainEnv = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LANG: 'C.UTF-8' };

/** Runs every subject once a round, so that a busy moment of the machine touches all alike; a first round warms up and does not count. */
export async function compare<Name extends string>(subjects: Record<Name, Subject>, rounds: number): Promise<Record<Name, Cost>> {
  const names = Object.keys(subjects) as Name[];
  const costs = new Map<Name, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const cost = await costOf(subjects[name]);
      if (round > 0) costs.get(name)?.push(cost);
    }
  }
  return Object.fromEntries([...costs].map(([name, all]) => [name, middle(all)])) as Record<Name, Cost>;
}

function middle(costs: Cost[]): Cost {
  const of = (field: keyof Cost) => median(costs.map((cost) => cost[field]));
  return { ms: of('ms'), leastMs: Math.min(...costs.map(({ ms }) => ms)), peak: of('peak'), peakOfAll: of('peakOfAll') };
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Runs one command to its end. Its output goes to a pipe, as in a script. */
export function costOf({ command, env = {} }: Subject): Promise<Cost> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { env: { ...plainEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const peaks = new Map<number, number>();
    const look = setInterval(() => notePeaks(child.pid ?? 0, peaks), 4);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('exit', () => clearInterval(look));
    child.on('close', (status) => {
      const ms = performance.now() - started;
      if (status !== 0) return reject(new Error(`${command.join(' ')} ended with ${status}\n${output}`));
      const peakOfAll = [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
      resolve({ ms, leastMs: ms, peak: peaks.get(child.pid ?? 0) ?? Number.NaN, peakOfAll });
    });
  });
}

/** Linux tells the peak of a running process; elsewhere there is none to show. */
function notePeaks(pid: number, peaks: Map<number, number>): void {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    if (peak) peaks.set(pid, Number(peak[1]) / 1024);
    for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')) {
      if (child.trim()) notePeaks(Number(child), peaks);
    }
  } catch {}
}
