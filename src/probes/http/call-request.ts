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

/** Models whose names show that they are not chat models. */
const NO_CHAT =
  /embed|whisper|tts|dall-e|moderation|audio|realtime|image|sora|transcribe|search|rerank|babbage|davinci|instruct|codex|guard|clip|bge|ocr/i;

/** Sends one request that costs a fraction of a cent, and returns what came. The key has been accepted before. */
export async function call(context: ProbeContext, { text, tokens, isStreamed, onPart }: Call): Promise<CallFacts> {
  const { target, settled } = context;
  const url = target.url as TargetUrl;
  const model = target.model ?? smallModel(await settled('http/models'));
  // Other servers support only the older parameter; the API's newer models reject it.
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
    withoutKey(c) ??
    (isListable(c.seen['http/models']) || isGuarded(c) ? null : { because: 'http/models', reason: 'listing the models failed' })
  );
}

/**
 * A restricted key may not list models, and a compatible server may have no list or protect it differently: a call may still work. Where a
 * sign-in page, a filter, or another site responded, the key must not be sent.
 */
function isListable(listing: RouteObservations['http/models']): boolean {
  if (listing?.status !== 'ok') return listing?.status === 'skipped';
  if (isSound(listing.facts)) return true;
  const id = readingOf(listing.facts)?.id ?? '';
  return MISSING_LISTING.includes(id) || id === 'auth/missing-scope' || id === 'auth/permission-denied';
}

/** A self-hosted server may refuse the listing to a key that it accepts for calls: with a named model, the call shows it. */
function isGuarded({ target, seen }: { target: Target; seen: RouteObservations }): boolean {
  const listing = seen['http/models'];
  if (target.model === null || target.url?.isPublicApi || listing?.status !== 'ok') return false;
  return readingOf(listing.facts)?.id.startsWith('auth/') ?? false;
}

/** Responses of a server without a list of models. */
const MISSING_LISTING: string[] = ['http/not-found', 'request/wrong-method', 'http/unmapped-status', 'http/endpoint-missing'];

/** Errors of a call that are due to the model and the parameters that this check chose. */
const OF_OUR_CHOICE: string[] = ['auth/model-not-found', 'request/unsupported-parameter', 'request/model-retired'];

/**
 * Whether the result applies to the user's own calls. This tool chose the parameters, and the model unless --model is set: an unsupported
 * model or parameter shows nothing. Every other error affects the user's calls too.
 */
export function isTelling(facts: CallFacts): boolean {
  const id = readingOf(facts)?.id;
  return id === undefined || facts.isModelGiven || !OF_OUR_CHOICE.includes(id);
}
