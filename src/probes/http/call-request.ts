import { NothingToAsk } from '../../model/errors.ts';
import type { CallFacts } from '../../model/facts/http.ts';
import type { Observation, RouteObservations } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isSound, listedModels, readingOf } from '../../net/http/facts.ts';
import { withoutKey } from './skip.ts';

/** What a billable request asks for. */
export interface Call {
  text: string;
  /** The most tokens that may come back; reasoning models take no fewer than sixteen. */
  tokens: number;
  isStreamed: boolean;
  onPart?: (bytes: number) => void;
}

/** A model may think before it answers, so a call is given as much time as so many other steps. */
export const CALL_STEPS = 3;

/** Small models of the API, the cheapest first. */
const SMALL = ['gpt-4.1-nano', 'gpt-4o-mini', 'gpt-5-nano', 'gpt-4.1-mini', 'gpt-5-mini', 'gpt-3.5-turbo'];

/** Models whose name says that they do not chat. */
const NO_CHAT =
  /embed|whisper|tts|dall-e|moderation|audio|realtime|image|sora|transcribe|search|rerank|babbage|davinci|instruct|codex|guard|clip|bge|ocr/i;

/** Sends one request that costs a fraction of a cent, and returns what came. The key has been accepted before. */
export async function call(context: ProbeContext, { text, tokens, isStreamed, onPart }: Call): Promise<CallFacts> {
  const { target, settled } = context;
  const url = target.url as TargetUrl;
  const model = target.model ?? smallModel(await settled('http/models'));
  // Servers of other makers know the older name alone; the API’s newer models refuse that.
  const limit = url.isOpenAi ? { max_completion_tokens: tokens } : { max_tokens: tokens };
  const body = { model, messages: [{ role: 'user', content: text }], ...limit, ...(isStreamed ? { stream: true } : {}) };
  const ask = {
    ...askApi(url, `${url.path}/chat/completions`, 'key'),
    body: JSON.stringify(body),
    isStreamed,
    limitMs: CALL_STEPS * target.timeoutMs,
    ...(onPart ? { onPart } : {}),
  };
  return { ...(await exchange(ask, context)), model, isModelGiven: target.model !== null };
}

function smallModel(listing: Observation<'http/models'>): string {
  const listed = listing.status === 'ok' ? listedModels(listing.facts) : [];
  const chosen = SMALL.find((id) => listed.includes(id)) ?? listed.find((id) => !NO_CHAT.test(id));
  if (chosen === undefined) throw new NothingToAsk('http/models', 'the listing names no model to call: name one with --model');
  return chosen;
}

/** Why no billable request is sent. */
export function withoutDeep(c: { target: Target; seen: RouteObservations }): ReturnType<NonNullable<Probe['skip']>> {
  if (!c.target.deep) return { because: null, reason: 'billable, so only with --deep' };
  return (
    withoutKey(c) ?? (isListable(c.seen['http/models']) ? null : { because: 'http/models', reason: 'listing the models failed' })
  );
}

/**
 * A key may be narrowed to calls, and a compatible server may have no listing or guard it otherwise: neither says anything about a call.
 * Where a sign-in page, a filter or another site responded, the key has nothing to do there.
 */
function isListable(listing: RouteObservations['http/models']): boolean {
  if (listing?.status !== 'ok') return listing?.status === 'skipped';
  if (isSound(listing.facts)) return true;
  const id = readingOf(listing.facts)?.id ?? '';
  return MISSING_LISTING.includes(id) || id === 'auth/missing-scope' || id === 'auth/permission-denied';
}

/** What a server says that has no listing of models. */
const MISSING_LISTING: string[] = ['http/not-found', 'request/wrong-method', 'http/unmapped-status', 'http/endpoint-missing'];

/** What a call meets that goes back to the model and the parameters that this check chose itself. */
const OF_OUR_CHOICE: string[] = ['auth/model-not-found', 'request/unsupported-parameter', 'request/model-retired'];

/**
 * Whether what a call met tells of the caller's own calls. The model, unless it was named, was ours: that it does not chat, or takes no such
 * parameter, is nothing that anybody has to mend, and no proof of anything either. Every other refusal is one of the caller's calls too.
 */
export function isTelling(facts: CallFacts): boolean {
  const id = readingOf(facts)?.id;
  return id === undefined || facts.isModelGiven || !OF_OUR_CHOICE.includes(id);
}
