import { type Io, write } from '../../machine/io.ts';
import { localTime } from '../../machine/local-time.ts';
import type { CheckOptions } from '../../model/check-options.ts';
import { pause } from '../../model/deadline.ts';
import type { Report } from '../../model/report.ts';
import type { Target } from '../../model/target.ts';
import { UsageError } from '../../model/usage-error.ts';
import { OK } from '../../report/exit-status.ts';
import { targetName } from '../../report/reporters/openmetrics/gauges.ts';
import { maskedUsage } from '../../secrets/masked-usage.ts';
import { quoted } from '../../secrets/redact/text.ts';
import { redactText } from '../../secrets/redact.ts';
import { remember, secretsOf, secretsOfArguments, secretsOfEnvironment } from '../../secrets/secrets.ts';
import { parseDuration } from '../../settings/duration.ts';
import { checkCaFile } from '../ca-file.ts';
import { parseListen } from '../watch/listen.ts';
import { pagesOf } from '../watch/pages.ts';
import { serve } from '../watch/server.ts';
import { type NamedTarget, readTargets } from '../watch/targets-file.ts';
import { Checker, type Watched, watched } from '../watch/watched.ts';
import { readTarget } from './run-check.ts';

/** The options of `watch` as commander hands them over. */
export type WatchCommand = CheckOptions & { every: string; listen: string; targets?: string };

const LONGEST_LINE = 400;

/** Checks until a signal ends it, and serves what it saw; resolves with the exit status. */
export async function runWatch(options: WatchCommand, io: Io): Promise<number> {
  const everyMs = parseDuration(options.every, '--every');
  const address = parseListen(options.listen);
  if (options.caFile) await checkCaFile(options.caFile);
  const all = await targetsOf(options, io);
  const checker = new Checker(io, everyMs, (one, before) => announce(one, before, io));
  const server = await serve(address, pagesOf(all, checker));
  try {
    await say(`Watching ${all.map(({ name }) => name).join(', ')}; metrics on http://${options.listen}/metrics`, io);
    while (!io.interrupted.aborted) await step(all, checker, io);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return OK;
}

/** Waits for the target that is due first, and checks it. */
async function step(all: Watched[], checker: Checker, io: Io): Promise<void> {
  const [next] = all.toSorted((a, b) => a.nextAt - b.nextAt);
  if (!next) return;
  await pause(Math.max(0, next.nextAt - performance.now()), io.interrupted);
  if (io.interrupted.aborted || next.nextAt > performance.now()) return;
  await checker.check(next).catch((error: unknown) => say(`${next.name}: ${checker.postpone(next, error)}`, io));
}

/** The targets of the list, or the one of the options. Each is made once before anything is sent, so that a slip is told of at once. */
async function targetsOf(options: WatchCommand, io: Io): Promise<Watched[]> {
  if (options.targets === undefined) {
    if (options.apiKeyFile === '-')
      throw new UsageError('--api-key-file: watch reads the key again for each check, so it needs a file, not standard input.');
    const make = () => readTarget(options, io);
    const first = await make();
    const { url, baseUrl } = first;
    return [watched(targetName({ baseUrl, host: url?.host ?? null, port: url?.port ?? null }), make)];
  }
  if (options.baseUrl !== undefined || options.apiKeyFile !== undefined)
    throw new UsageError('--targets names the APIs and their keys itself. Leave --base-url and --api-key-file out.');
  const named = await readTargets(options.targets, io.interrupted);
  const met = new Set<string>();
  const list = named.map((one) => watched(one.name, () => knownTarget(one, met, () => targetOf(one, options, io))));
  for (const one of list) await one.target();
  return list;
}

/** A target that hides the secrets of all: two APIs may have one gateway, and one log. What the file names wrongly may be a key. */
async function knownTarget(named: NamedTarget, met: Set<string>, make: () => Promise<Target>): Promise<Target> {
  const target = await make().catch((error: unknown) => {
    throw maskedUsage(error, secretsOfArguments(Object.values(named)));
  });
  for (const secret of secretsOf(target)) met.add(secret);
  remember(target, [...met]);
  return target;
}

async function targetOf({ baseUrl, keyVariable, keyFile, proxy }: NamedTarget, options: WatchCommand, io: Io): Promise<Target> {
  const own = {
    ...options,
    baseUrl,
    ...(proxy === undefined ? {} : { proxy }),
    ...(keyFile === undefined ? {} : { apiKeyFile: keyFile }),
  };
  const target = await readTarget(own, io);
  if (keyVariable === undefined) return target;
  const value = target.env[keyVariable];
  return { ...target, key: value ? { value, source: keyVariable } : null };
}

/** A line when the verdict or the root cause is another than before. */
async function announce({ name, report }: Watched, before: Report | null, io: Io): Promise<void> {
  if (!report || (before && stateOf(before) === stateOf(report))) return;
  await say(`${name}: ${stateOf(report)}${before ? ` (was ${stateOf(before)})` : ''}`, io);
}

function stateOf({ verdict, rootCause, findings }: Report): string {
  const cause = rootCause ?? findings.find(({ severity }) => severity === 'warning')?.id;
  return cause ? `${verdict} ${cause}` : verdict;
}

function say(text: string, io: Io): Promise<void> {
  return write(io.stdout, `${localTime(new Date())} ${quoted(redactText(text, secretsOfEnvironment(io.env)), LONGEST_LINE)}\n`);
}
