import { checkOnce } from '../../check/check.ts';
import type { Io } from '../../machine/io.ts';
import { retryAfter } from '../../model/durations.ts';
import type { Report } from '../../model/report.ts';
import type { Target } from '../../model/target.ts';
import { UsageError } from '../../model/usage-error.ts';
import { pauseMs } from './schedule.ts';

/** What is known of one target between its checks. */
export interface Watched {
  name: string;
  /** The target as it is now: keys are read anew for each check, so that a rotated one is seen. */
  target(): Promise<Target>;
  report: Report | null;
  failures: number;
  nextAt: number;
}

/** A new target, due at once. */
export function watched(name: string, target: Watched['target']): Watched {
  return { name, target, report: null, failures: 0, nextAt: 0 };
}

/** Runs checks one at a time, in the order in which they are asked for. */
export class Checker {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly io: Io,
    private readonly everyMs: number,
    private readonly changed: (one: Watched, before: Report | null) => Promise<void>,
  ) {}

  /** How many checks run or wait. */
  get queue(): number {
    return this.waiting;
  }

  /** Checks a target when those before it are done; resolves with the report. */
  check(one: Watched): Promise<Report> {
    this.waiting += 1;
    const done = this.last
      .then(() => this.now(one))
      .finally(() => {
        this.waiting -= 1;
      });
    this.last = done.catch(() => {});
    return done;
  }

  private async now(one: Watched): Promise<Report> {
    const before = one.report;
    const report = await onItsOwnSignal(this.io, (io) =>
      one.target().then((target) => checkOnce(target, { failOn: 'error' }, io)),
    );
    if (this.io.interrupted.aborted) return report;
    one.report = report;
    one.failures = report.verdict === 'failing' ? one.failures + 1 : 0;
    const askedMs = 1000 * (retryAfter(report.ticket.response?.headers ?? {}) ?? 0);
    one.nextAt = performance.now() + pauseMs(this.everyMs, { failures: one.failures, askedMs, random: Math.random() });
    await this.changed(one, before);
    return report;
  }

  /** A check that could not even begin, as for a key file that is gone: tried again later. */
  postpone(one: Watched, error: unknown): string {
    one.failures += 1;
    one.nextAt = performance.now() + pauseMs(this.everyMs, { failures: one.failures, askedMs: 0, random: Math.random() });
    return error instanceof UsageError ? error.message : 'the check failed in api-doctor itself';
  }
}

/** A signal for one check: what thousands of checks would hang on the one of the process would stay there. */
async function onItsOwnSignal<T>(io: Io, check: (io: Io) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const end = () => own.abort(io.interrupted.reason);
  if (io.interrupted.aborted) end();
  io.interrupted.addEventListener('abort', end, { once: true });
  try {
    // The streams of the process, made when they are first asked for, are reached through the prototype.
    return await check(Object.create(io, { interrupted: { value: own.signal } }) as Io);
  } finally {
    io.interrupted.removeEventListener('abort', end);
  }
}
