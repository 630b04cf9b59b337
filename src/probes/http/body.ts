import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { BodyFacts, BodyTrial, FamilyBody } from '../../model/facts/calls.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isSound, readingOf } from '../../net/http/facts.ts';
import { addressesOf } from '../../net/route/direct.ts';
import { connectOnce } from '../../net/route/race.ts';
import { chatEndpoint, withoutChat } from './endpoint-choice.ts';
import { withoutPart } from './parts.ts';

const KIB = 1024;

/** With its headers a request of 1 KiB, which fits into one packet on every path (IPv6 carries 1,280 bytes everywhere). */
const SMALL = 384;
/** A few full packets, and no more: what is lost at this size is lost for the size of the packets. */
export const FEW_PACKETS = 4 * KIB;
/** The last one is just above 1 MiB, the limit that nginx has where nobody set one. */
const LARGE = [64 * KIB, 256 * KIB, 1025 * KIB];

/** Posts bodies of growing size that the endpoint has to refuse, and stops at the first that is not refused like the small one. */
export const httpBody: Probe<'http/body'> = {
  id: 'http/body',
  after: ['dns/system', 'http/models', 'http/endpoints'],
  limitMs: ({ timeoutMs }) => 6 * timeoutMs,
  skip: (c) => withoutPart('body', c) ?? withoutChat(c),
  run: growBody,
  summarise,
  trouble: () => null,
};

async function growBody(context: ProbeContext): Promise<BodyFacts> {
  const endpoint = chatEndpoint(context.target, await context.settled('http/endpoints')) ?? '/chat/completions';
  const send = (bytes: number, on = context) => post({ endpoint, bytes }, on);
  const small = await send(SMALL);
  const tried = [small];
  const done = (families: BodyFacts['families'] = null): BodyFacts => ({ endpoint, tried, families });
  // What goes wrong with a small body has nothing to do with its size; and nothing large may be sent to a server that generates.
  if (small.outcome !== 'answered' || small.id === null) return done();
  for (const bytes of LARGE) {
    const large = await send(bytes);
    tried.push(large);
    if (isAlike(large, small) || large.status === 429) continue;
    if (large.status === 413 || large.isSlow) return done();
    // Once more, beside what tells chance, amount, and packet size from each other.
    const [again, few, still, families] = await Promise.all([
      send(bytes),
      send(FEW_PACKETS),
      send(SMALL),
      large.outcome === 'lost' ? eachFamily(context, (on) => send(FEW_PACKETS, on)) : null,
    ]);
    tried.push(again, few, still);
    if (!isAlike(again, small)) return done(families);
  }
  return done();
}

/** Whether a body was refused for what is in it, as the small one was. */
export function isAlike(one: BodyTrial, small: BodyTrial): boolean {
  return one.outcome === 'answered' && one.status === small.status && one.id === small.id;
}

async function post({ endpoint, bytes }: { endpoint: string; bytes: number }, context: ProbeContext): Promise<BodyTrial> {
  const url = context.target.url as TargetUrl;
  let sent = 0;
  let lastSent = performance.now();
  const onSent = (some: number) => {
    sent += some;
    lastSent = performance.now();
  };
  const ask = { ...askApi(url, `${url.path}${endpoint}`, 'key'), body: bodyOf(bytes), onSent };
  const facts = await exchange(ask, context);
  const isTimeout = facts.problem?.code === 'TIMEOUT';
  const isSlow = isTimeout && sent < bytes && performance.now() - lastSent < context.target.timeoutMs / 4;
  return { bytes, outcome: outcomeOf(facts), ...answerOf(facts), isSlow, problem: facts.problem, ms: facts.ms };
}

/** Not compressible, so that it is as large in transit. It names no model and asks for nothing. */
function bodyOf(bytes: number): string {
  const frame = JSON.stringify({ api_doctor: '' }).length;
  return JSON.stringify({
    api_doctor: randomBytes(bytes)
      .toString('base64')
      .slice(0, bytes - frame),
  });
}

function outcomeOf({ stage, problem, answer }: ExchangeFacts): BodyTrial['outcome'] {
  // A gateway that refuses by the length alone may end the connection while the body still comes in.
  if (answer && (stage === 'done' || stage === 'body')) return 'answered';
  const code = problem?.code ?? '';
  if (stage === 'connect' || stage === 'tls') return 'failed';
  if (code === 'TIMEOUT') return 'lost';
  return code === 'CLOSED' || code === 'TRUNCATED'
    ? 'closed'
    : /^E(?:CONNRESET|PIPE|CONNABORTED)$/.test(code)
      ? 'reset'
      : 'failed';
}

function answerOf(facts: ExchangeFacts): Pick<BodyTrial, 'status' | 'id' | 'by'> {
  const { answer } = facts;
  const reading = readingOf(facts);
  const product = reading?.values.product;
  const by = product === undefined ? (answer?.headers.via ?? answer?.headers.server ?? null) : String(product);
  return { status: answer?.status ?? null, id: isSound(facts) ? null : (reading?.id ?? 'http/truncated'), by };
}

/** The same size over one address of each family: a tunnel may carry only one of them. */
async function eachFamily(context: ProbeContext, send: (on: ProbeContext) => Promise<BodyTrial>): Promise<FamilyBody[] | null> {
  const { target, route, lookup } = context;
  const host = target.url?.host ?? '';
  if (route.name !== 'direct' || isIP(host)) return null;
  const known = await addressesOf(host, lookup).catch(() => []);
  const firsts = ([6, 4] as const).flatMap((family) => known.find((one) => one.family === family) ?? []);
  if (firsts.length < 2) return null;
  return Promise.all(firsts.map(async (to) => ({ ...to, outcome: (await send(through(to, context))).outcome })));
}

function through({ address }: Address, context: ProbeContext): ProbeContext {
  const open = async (_: string, port: number, limit: AbortSignal) => ({
    socket: await connectOnce(address, port, limit),
    peer: address,
  });
  return { ...context, route: { name: 'direct', open } };
}

function summarise({ tried }: BodyFacts): string {
  const [small, ...larger] = tried;
  if (small?.outcome !== 'answered') return `no answer to a small body (${small?.problem?.code ?? 'closed'})`;
  if (small.id === null) return 'the server generated an answer to a request that asked for nothing';
  const odd = larger.find((one) => !isAlike(one, small));
  if (!odd) return `bodies up to ${sizeOf(larger.at(-1)?.bytes ?? small.bytes)} refused alike (HTTP ${small.status})`;
  if (odd.isSlow) return `${sizeOf(odd.bytes)} took longer than ${odd.ms} ms to send`;
  return `${sizeOf(odd.bytes)}: ${odd.status === null ? odd.outcome : `HTTP ${odd.status}`}, ${sizeOf(small.bytes)}: HTTP ${small.status}`;
}

/** `64 KiB`, `384 bytes`. */
export function sizeOf(bytes: number): string {
  return bytes < KIB ? `${bytes} bytes` : `${Math.round(bytes / KIB)} KiB`;
}
