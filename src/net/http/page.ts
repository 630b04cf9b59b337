import type { Duplex } from 'node:stream';
import { withLimit } from '../../model/deadline.ts';
import { problemOf } from '../../model/errors.ts';
import type { ExchangeFacts, HttpAnswer } from '../../model/facts/http.ts';
import type { ProbeContext } from '../../model/probe.ts';
import { pathOn } from '../../secrets/public-path.ts';
import { authority, connection, emptyTrace, type RequestOptions, scrubbed } from './exchange.ts';
import { requestHeaders, shownHeaders } from './headers.ts';

/** A GET that never carries a key. */
export type PageAsk = Pick<RequestOptions, 'scheme' | 'host' | 'port' | 'path'>;

/**
 * One GET without the key, for what needs no fact below HTTP: connected and verified like every exchange of the run, then left to undici,
 * which is loaded only where there is a connection. Follows no redirect.
 */
export async function getPage(ask: PageAsk, context: ProbeContext): Promise<ExchangeFacts> {
  const started = performance.now();
  const { target, signal } = context;
  const origin = `${ask.scheme}://${authority(ask)}`;
  const headers = requestHeaders(target, authority(ask), { credential: 'none' });
  const trace = emptyTrace();
  const open: Duplex[] = [];
  let answer: HttpAnswer | null = null;
  let problem: ExchangeFacts['problem'] = null;
  try {
    const socket = await connection({ ...ask, credential: 'none' }, context, { trace, open });
    const { getOver } = await import('./undici-get.ts');
    trace.stage = 'headers';
    const url = `${origin}${pathOn(ask.path, target, { socket, isDirect: context.route.name === 'direct' })}`;
    answer = await withLimit(signal, target.timeoutMs, (limit) => getOver(socket, { url, headers, signal: limit }));
    trace.stage = 'done';
  } catch (error) {
    problem = problemOf(error);
  } finally {
    for (const stream of open) stream.on('error', () => {}).destroy();
  }
  return {
    method: 'GET',
    url: `${origin}${ask.path}`,
    requestHeaders: shownHeaders(headers, 'none'),
    stage: trace.stage,
    problem,
    answer: answer && scrubbed(answer, target),
    ms: Math.round(performance.now() - started),
    firstByteMs: null,
    turnedAway: null,
    refusedByNode: null,
    tidied: null,
  };
}
