import type {
  BasePathProbeFacts,
  CallFacts,
  ExchangeFacts,
  HttpAnswer,
  KeyHeaderFacts,
  StreamFacts,
  StreamFlaw,
  UserAgentFacts,
  UserAgentTrial,
} from '../../model/facts/http.ts';
import type { ProxyAnswer, SocksAnswer, TunnelFacts } from '../../model/facts/proxy.ts';
import type { StatusFacts } from '../../model/facts/status.ts';
import { problem } from './network-facts.ts';
import { amount, flag, list, number, oneOf, orNull, record, text, texts, url, type Validator } from './shape.ts';

/** Shapes of the facts of HTTP, proxy, and status page probes. */

const answer = record<HttpAnswer>({ status: amount, headers: texts, body: text, cut: flag, bytes: amount });

const exchange = {
  method: text,
  url,
  requestHeaders: texts,
  stage: oneOf('connect', 'tls', 'request', 'headers', 'body', 'done'),
  problem: orNull(problem),
  answer: orNull(answer),
  ms: amount,
  firstByteMs: orNull(amount),
  turnedAway: orNull(answer),
  refusedByNode: orNull(problem),
  tidied: orNull(answer),
};

export const exchangeFacts: Validator<ExchangeFacts> = record<ExchangeFacts>(exchange);

const usage = record<NonNullable<CallFacts['usage']>>({ input: amount, output: amount });

const callOf = {
  ...exchange,
  endpoint: orNull(oneOf<'/responses' | '/chat/completions'>('/responses', '/chat/completions')),
  usage: orNull(usage),
  model: text,
  isModelGiven: flag,
};

const flaw = oneOf<StreamFlaw>('media-type', 'not-json', 'shape', 'order', 'no-terminal', 'doubled-terminal');

export const callFacts: Validator<CallFacts> = record<CallFacts>(callOf);

export const streamFacts: Validator<StreamFacts> = record<StreamFacts>({
  ...callOf,
  chunks: list(record<StreamFacts['chunks'][number]>({ ms: amount, bytes: amount })),
  firstEventMs: orNull(amount),
  largestGapMs: orNull(amount),
  mediaType: orNull(text),
  flaws: (value) => orNull(list(flaw))(value) ?? [],
  events: amount,
  hasEnded: flag,
  isOpen: flag,
});

export const baseTrialFacts: Validator<BasePathProbeFacts> = record<BasePathProbeFacts>({
  tried: list(record<BasePathProbeFacts['tried'][number]>({ path: text, answersAsApi: flag, status: orNull(amount) })),
});

export const keyHeaderFacts: Validator<KeyHeaderFacts> = record<KeyHeaderFacts>({
  tried: list(record<KeyHeaderFacts['tried'][number]>({ header: text, status: orNull(amount), isAccepted: flag })),
});

export const userAgentFacts: Validator<UserAgentFacts> = record<UserAgentFacts>({
  tried: list(record<UserAgentTrial>({ client: text, userAgent: text, status: orNull(amount), id: orNull(text), isApi: flag })),
});

export const statusFacts: Validator<StatusFacts> = record<StatusFacts>({
  url: text,
  indicator: orNull(text),
  description: orNull(text),
  incidents: list(record<StatusFacts['incidents'][number]>({ name: text, impact: text, status: text })),
  degraded: list(record<StatusFacts['degraded'][number]>({ name: text, status: text })),
  problem: orNull(problem),
});

export const tunnelFacts: Validator<TunnelFacts> = record<TunnelFacts>({
  proxy: text,
  destination: text,
  outcome: oneOf('open', 'refused', 'garbage', 'closed', 'reset', 'silent', 'unreached'),
  problem: orNull(problem),
  credentialsSent: flag,
  answer: orNull(
    record<ProxyAnswer>({
      status: amount,
      reason: text,
      headers: texts,
      authSchemes: list(text),
      title: orNull(text),
      text: text,
      bytes: amount,
      interim: amount,
    }),
  ),
  socks: orNull(
    record<SocksAnswer>({
      version: oneOf<4 | 5>(4, 5),
      method: orNull(number),
      authStatus: orNull(number),
      reply: orNull(number),
    }),
  ),
  firstBytes: text,
  peer: orNull(text),
  ms: amount,
  supportedProtocols: orNull(list(oneOf('tls', 'http', 'socks5'))),
});
