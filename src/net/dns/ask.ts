import { randomInt } from 'node:crypto';
import { problem, problemOf } from '../../model/errors.ts';
import type { DnsAnswer } from '../../model/facts/dns.ts';
import type { NetworkError } from '../../model/problem.ts';
import { REFERRAL, TRUNCATED } from './details.ts';
import { encodeQuestion, readReply } from './message.ts';
import type { Question } from './question.ts';
import { askTcp, askUdp, type DnsQuery, type DnsTransportResult, type Server } from './transport.ts';

/** A query for one server, with a total time limit. */
export interface DnsQueryOptions {
  server: Server;
  question: Question;
  /** Uses TCP from the start, like a C library with `options use-vc`. */
  tcp: boolean;
  limitMs: number;
  signal: AbortSignal;
}

const OUTCOMES: Record<string, DnsAnswer['outcome']> = {
  TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
};

/** Sends one query to one server, over UDP and, where the response is truncated, over TCP. Never rejects: errors are facts. */
export async function askServer(ask: DnsQueryOptions): Promise<DnsAnswer> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  const errand = errandOf(ask);
  if ('code' in errand) return toAnswer({ problem: errand }, { ms: 0, transport: 'udp', detail: null });
  const first = await attempt(ask.tcp ? askTcp : askUdp, errand);
  const truncated = !ask.tcp && 'reply' in first && first.reply.truncated;
  if (!truncated) return toAnswer(first, { ms: since(), transport: ask.tcp ? 'tcp' : 'udp', detail: null });
  const second = await attempt(askTcp, { ...errand, limitMs: Math.max(1, ask.limitMs - since()) });
  const cutAgain = 'reply' in second && second.reply.truncated && second.reply.addresses.length === 0;
  const heard = cutAgain ? { unsound: 'a response that is truncated over TCP too' } : second;
  return toAnswer(heard, { ms: since(), transport: 'tcp', detail: TRUNCATED });
}

function errandOf({ server, question, limitMs, signal }: DnsQueryOptions): DnsQuery | NetworkError {
  const id = randomInt(0x10000);
  try {
    const message = encodeQuestion(question, id);
    return { server, message, read: (received) => readReply(received, question, id), limitMs, signal };
  } catch (error) {
    return problem('EBADNAME', problemOf(error).message);
  }
}

/** Sockets throw synchronously at a descriptor limit or in a sandbox. */
async function attempt(
  transport: (errand: DnsQuery) => Promise<DnsTransportResult>,
  errand: DnsQuery,
): Promise<DnsTransportResult> {
  try {
    return await transport(errand);
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

type Circumstances = Pick<DnsAnswer, 'ms' | 'transport' | 'detail'>;

function toAnswer(heard: DnsTransportResult, at: Circumstances): DnsAnswer {
  const nothing = { rcode: null, addresses: [], cnames: [], extended: [], dnssecBogus: false, problem: null, ...at };
  if ('unsound' in heard) return { ...nothing, outcome: 'malformed', detail: heard.unsound };
  if ('problem' in heard) return { ...nothing, outcome: OUTCOMES[heard.problem.code ?? ''] ?? 'error', problem: heard.problem };
  const { rcode, addresses, cnames, extended, referral } = heard.reply;
  return { ...nothing, outcome: 'answer', rcode, addresses, cnames, extended, detail: referral ? REFERRAL : at.detail };
}
