import type { StreamFacts, StreamFlaw } from '../../model/facts/http.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { readingOf } from '../../net/http/facts.ts';
import { keyValues } from '../answered.ts';

/** A fast model may send fewer events than this at once. */
const ENOUGH_EVENTS = 10;
/** A response that starts sooner was not held back. */
const LEAST_WAIT_MS = 200;
/** Buffered events arrive within this share of the time before the first one. */
const BUFFERED_SHARE = 1 / 20;
/** So many events in each piece, and so many bytes in the first, are what a full buffer holds (4 KiB in nginx); models write a few at a time. */
const EVENTS_A_PIECE = 5;
const FULL_BUFFER = 3_000;
/** Pieces with less time between them are one. */
const LEAST_PAUSE_MS = 50;

/** All events arrived at once, after the time in which the model generated them, or many at a time, as a buffer was full. */
export function buffered(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  const [first] = facts?.chunks ?? [];
  if (!facts || !first || facts.problem || facts.events < ENOUGH_EVENTS) return null;
  const spread = (facts.chunks.at(-1) as { ms: number }).ms - first.ms;
  const waited = first.ms - firstPossible(c);
  if (waited < LEAST_WAIT_MS) return null;
  const pieces = piecesOf(facts);
  const isAtOnce = spread <= waited * BUFFERED_SHARE;
  const isInBuffers = (pieces[0] ?? 0) >= FULL_BUFFER && facts.events >= pieces.length * EVENTS_A_PIECE;
  if (!isAtOnce && !isInBuffers) return null;
  const how = isAtOnce ? 'all at once, at the end' : `in ${pieces.length} large pieces, the first after ${first.ms} ms`;
  const line = isAtOnce ? `all ${facts.events} events arrived within ${spread} ms` : `${facts.events} events arrived ${how}`;
  return { ...evidence(facts, [line]), templateValues: { how } };
}

/** The bytes of what arrived with pauses between: the network itself delivers what was written together in packets that follow each other. */
function piecesOf({ chunks }: StreamFacts): number[] {
  const pieces: number[] = [];
  for (const [at, { ms, bytes }] of chunks.entries()) {
    const before = chunks[at - 1];
    if (!before || ms - before.ms >= LEAST_PAUSE_MS) pieces.push(bytes);
    else pieces.push((pieces.pop() ?? 0) + bytes);
  }
  return pieces;
}

/** The time that a connection and a request take here: during it nothing can have been buffered. */
function firstPossible(c: DiagnosisInput): number {
  const listing = c.observations['http/models'];
  return listing?.status === 'ok' ? (listing.facts.firstByteMs ?? listing.facts.ms) : 0;
}

/** The stream ended before its last event. */
export function cut(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  // An error event ends a stream too, and a body that was cut at the limit has no end here.
  if (!facts || readingOf(facts) || facts.answer?.cut) return null;
  if (facts.events === 0 || facts.hasEnded || facts.problem?.code === 'TIMEOUT') return null;
  // All of the text came, or events in which nobody finds any: then no connection was closed too early.
  if (!facts.problem && facts.flaws?.some((flaw) => flaw === 'no-terminal' || flaw === 'shape')) return null;
  return evidence(facts, [facts.problem ? problemLine(facts.problem) : 'the response ended without a last event']);
}

/** No data arrived for at least one timeout. */
export function stalled(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  if (!facts || facts.hasEnded || facts.isOpen || facts.problem?.code !== 'TIMEOUT') return null;
  const silence = facts.ms - (facts.chunks.at(-1)?.ms ?? 0);
  return evidence(facts, [`no data for ${silence} ms`, problemLine(facts.problem)]);
}

const FLAWS: Record<StreamFlaw, string> = {
  'media-type': 'their media type is {mediaType} and not text/event-stream, which clients that check it refuse',
  'not-json': 'the data of some is not JSON, at which the SDKs raise an error',
  shape: 'some lack the fields that every event of this endpoint has, at which the SDKs raise an error',
  order: 'some arrive before the event that they need, at which the SDKs raise an error',
  'no-terminal': 'the event that ends the answer is missing, so it looks unfinished',
  'doubled-terminal': 'the event that ends the answer arrives more than once, so clients finish twice',
};

const UNSTREAMED =
  'there is none, because the server ignored stream: true and sent a whole answer ({mediaType}), in which the SDKs find no event and no text';

/** A sound answer in one piece, as if no stream had been asked for. */
function isUnstreamed({ stage, answer, events, isOpen, mediaType }: StreamFacts): boolean {
  return stage === 'done' && answer !== null && events === 0 && !isOpen && (mediaType?.endsWith('json') ?? false);
}

/** Events arrived, whole, and are not what clients of this endpoint read. An error among them is another finding. */
export function invalidEvents(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  if (!facts || facts.problem || facts.answer?.cut || readingOf(facts)) return null;
  const endpoint = facts.endpoint ?? '/chat/completions';
  const said = isUnstreamed(facts) ? [UNSTREAMED] : (facts.flaws ?? []).map((flaw) => FLAWS[flaw]);
  if (said.length === 0) return null;
  const shown = said.map((text) => text.replace('{mediaType}', facts.mediaType ?? 'missing'));
  const found = evidence(facts, shown);
  return {
    ...found,
    templateValues: {
      endpoint,
      flaws: shown.join('; '),
      callUrl: facts.url,
      other: endpoint === '/responses' ? '/chat/completions' : '/responses',
      ...keyValues(c.target),
    },
  };
}

function streamOf(c: DiagnosisInput): StreamFacts | null {
  const observation = c.observations['stream/events'];
  return observation?.status === 'ok' && (observation.facts.answer?.status ?? 200) < 300 ? observation.facts : null;
}

function evidence(facts: StreamFacts, lines: string[]): Evidence {
  const { method, url, model, answer, events, chunks: parts } = facts;
  const first = parts[0] ? `, the first after ${parts[0].ms} ms` : '';
  const came = answer ? [`HTTP ${answer.status}, ${events} events${first}`] : ['no response'];
  return {
    details: [`${method} ${url} with stream: true, ${model}`, ...came, ...lines],
    probeIds: ['stream/events'],
    httpStatus: answer?.status ?? null,
  };
}

function problemLine({ code, message }: NetworkError): string {
  return `${code ? `${code}: ` : ''}${message.slice(0, 300)}`;
}
