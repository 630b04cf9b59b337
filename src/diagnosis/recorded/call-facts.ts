import type {
  BodyFacts,
  BodyTrial,
  CallEndpoint,
  EndpointFacts,
  EndpointTrial,
  FamilyBody,
  IdleFacts,
  IdleTrial,
  Percentiles,
  RepeatArm,
  RepeatFacts,
  UpgradeTrial,
  WebSocketFacts,
} from '../../model/facts/calls.ts';
import { problem } from './network-facts.ts';
import { address, amount, flag, list, oneOf, orNull, record, text, texts, type Validator } from './shape.ts';

/** Shapes of the facts of what `--deep` and `--repeat` add. */

const endpoint = record<EndpointTrial>({
  path: text,
  exists: orNull(flag),
  status: orNull(amount),
  id: orNull(text),
  said: orNull(text),
});

export const endpointFacts: Validator<EndpointFacts> = record<EndpointFacts>({
  tried: list(endpoint),
  control: orNull(endpoint),
  generated: orNull(oneOf<CallEndpoint>('/responses', '/chat/completions', '/embeddings', '/completions')),
});

export const webSocketFacts: Validator<WebSocketFacts> = record<WebSocketFacts>({
  tried: list(
    record<UpgradeTrial>({
      url: text,
      endpoint: oneOf<UpgradeTrial['endpoint']>('/responses', '/realtime'),
      outcome: oneOf('accepted', 'closed', 'refused', 'no-response', 'reset', 'failed'),
      status: orNull(amount),
      headers: texts,
      said: orNull(text),
      closeCode: orNull(amount),
      problem: orNull(problem),
      ms: amount,
    }),
  ),
});

const bodyOutcome = oneOf<BodyTrial['outcome']>('answered', 'lost', 'reset', 'closed', 'failed');

export const bodyFacts: Validator<BodyFacts> = record<BodyFacts>({
  endpoint: text,
  tried: list(
    record<BodyTrial>({
      bytes: amount,
      outcome: bodyOutcome,
      status: orNull(amount),
      id: orNull(text),
      by: orNull(text),
      isSlow: flag,
      problem: orNull(problem),
      ms: amount,
    }),
  ),
  families: orNull(list(record<FamilyBody>({ address, family: oneOf<4 | 6>(4, 6), outcome: bodyOutcome }))),
});

export const idleFacts: Validator<IdleFacts> = record<IdleFacts>({
  tried: list(
    record<IdleTrial>({
      silentMs: amount,
      outcome: oneOf('alive', 'closed', 'reset', 'dead', 'failed'),
      endedMs: orNull(amount),
      status: orNull(amount),
      problem: orNull(problem),
    }),
  ),
  isWhole: flag,
  isReachable: orNull(flag),
});

const percentiles = record<Percentiles>({ p50: amount, p90: amount, p99: amount, max: amount });

export const repeatFacts: Validator<RepeatFacts> = record<RepeatFacts>({
  wanted: amount,
  rounds: amount,
  arms: list(
    record<RepeatArm>({
      address: orNull(address),
      family: orNull(oneOf<4 | 6>(4, 6)),
      hello: orNull(oneOf('post-quantum', 'classic')),
      tries: amount,
      failed: amount,
      delayed: amount,
      failures: list(record<RepeatArm['failures'][number]>({ stage: oneOf('connect', 'tls'), code: text, count: amount })),
      connectMs: orNull(percentiles),
      tlsMs: orNull(percentiles),
    }),
  ),
});
