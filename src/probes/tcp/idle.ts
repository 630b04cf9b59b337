import type { Duplex } from 'node:stream';
import { pause } from '../../model/deadline.ts';
import { problem as ofOurs } from '../../model/errors.ts';
import type { IdleFacts, IdleTrial } from '../../model/facts/calls.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { Refusal } from '../../net/http/secure.ts';
import { withoutPart } from '../http/parts.ts';

/** Seconds of silence. Common limits are 60 (nginx, AWS), 120 (Sophos), 240 (Azure) and 350 (AWS NAT). */
const LENGTHS_S = [30, 60, 120, 240, 350];
const LONGEST_MS = 350_000;

/** How often the time that is left is told. */
const TICK_MS = 1_000;

/** Opens connections side by side, says nothing for a while, and sends one request over each. Only where `--deep idle` names it. */
export const tcpIdle: Probe<'tcp/idle'> = {
  id: 'tcp/idle',
  after: ['http/models', 'http/unauthenticated'],
  isPartial: true,
  limitMs: ({ deadlineMs }) => deadlineMs,
  skip: (c) => withoutPart('idle', c),
  run: waitAll,
  summarise,
  trouble: () => null,
};

async function waitAll(context: ProbeContext): Promise<IdleFacts> {
  const lengths = lengthsFor(context.target);
  const tried: IdleTrial[] = [];
  let fresh: Promise<boolean | null> | null = null;
  const over = new AbortController();
  void tellProgress(lengths.at(-1) ?? 0, context, over.signal);
  await Promise.all(
    lengths.map(async (silentMs) => {
      const trial = await waitOnce(silentMs, context);
      if (trial.problem?.code === 'INTERRUPTED' || context.signal.aborted) return;
      tried.push(trial);
      if (trial.outcome === 'dead' || trial.outcome === 'reset') fresh ??= isReachable(context);
    }),
  );
  over.abort();
  tried.sort((a, b) => a.silentMs - b.silentMs);
  return { tried, isWhole: tried.length === lengths.length, isReachable: await fresh };
}

/** All of them; with a deadline that ends sooner, the same in proportion. */
export function lengthsFor({ deadlineMs, timeoutMs }: { deadlineMs: number; timeoutMs: number }): number[] {
  const room = Math.max(timeoutMs, deadlineMs - 6 * timeoutMs);
  const share = Math.min(1, room / LONGEST_MS);
  return LENGTHS_S.map((seconds) => Math.round(seconds * 1_000 * share));
}

async function tellProgress(totalMs: number, { progress, signal }: ProbeContext, over: AbortSignal): Promise<void> {
  const started = performance.now();
  const ends = AbortSignal.any([signal, over]);
  while (!ends.aborted) {
    const done = Math.min(totalMs, performance.now() - started);
    progress(done, totalMs, totalMs - done);
    await pause(TICK_MS, ends);
  }
}

async function waitOnce(silentMs: number, context: ProbeContext): Promise<IdleTrial> {
  const url = context.target.url as TargetUrl;
  let endedMs: number | null = null;
  const beforeRequest = async (socket: Duplex) => {
    const ended = await silence(socket, silentMs, context.signal);
    if (ended === null) return;
    endedMs = ended.ms;
    throw ended.error;
  };
  const facts = await exchange({ ...askApi(url, `${url.path}/models`, 'key'), beforeRequest }, context);
  return { silentMs, outcome: outcomeOf(facts), endedMs, status: facts.answer?.status ?? null, problem: facts.problem };
}

/** Waits, and says how the connection ended where it did not last. Bytes that nobody asked for are a server's farewell (408). */
async function silence(socket: Duplex, ms: number, signal: AbortSignal): Promise<{ ms: number; error: Error } | null> {
  const started = performance.now();
  const over = new AbortController();
  let error: Error | null = null;
  const end = (found: Error) => {
    error ??= found;
    over.abort();
  };
  const onClose = () => end(new Refusal(ofOurs('CLOSED', 'the peer closed the silent connection')));
  const onError = (found: Error) => end(found);
  // Only where bytes are read does an end show. The socket stays in that mode, in which the request finds it in the same turn.
  socket.on('data', onClose).on('end', onClose).on('close', onClose).on('error', onError);
  await pause(ms, AbortSignal.any([signal, over.signal]));
  socket.off('data', onClose).off('end', onClose).off('close', onClose).off('error', onError);
  return error === null ? null : { ms: Math.round(performance.now() - started), error };
}

function outcomeOf({ problem, answer, stage }: ExchangeFacts): IdleTrial['outcome'] {
  if (answer && stage === 'done') return 'alive';
  const code = problem?.code ?? '';
  if (code === 'CLOSED') return 'closed';
  if (/^E(?:CONNRESET|PIPE|CONNABORTED|TIMEDOUT)$/.test(code)) return 'reset';
  return code === 'TIMEOUT' && (stage === 'request' || stage === 'headers') ? 'dead' : 'failed';
}

/** Whether a fresh connection works at the time when a silent one was lost: where it does not, silence is not the cause. */
async function isReachable(context: ProbeContext): Promise<boolean | null> {
  const url = context.target.url as TargetUrl;
  const { answer } = await exchange(askApi(url, `${url.path}/models`, 'key'), context);
  return answer === null && context.signal.aborted ? null : answer !== null;
}

function summarise({ tried, isWhole }: IdleFacts): string {
  const words = tried.map(({ silentMs, outcome, endedMs }) => {
    const when = endedMs === null ? '' : ` after ${secondsOf(endedMs)}`;
    return `${secondsOf(silentMs)}: ${outcome}${when}`;
  });
  const said = words.length > 0 ? `silent connections: ${words.join(', ')}` : 'no silent connection was waited for';
  return isWhole ? said : `${said} (ended early)`;
}

/** `350 s`, `0.9 s`. */
export function secondsOf(ms: number): string {
  return `${ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000)} s`;
}
