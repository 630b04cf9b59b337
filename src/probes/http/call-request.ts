import { parseJson } from '../../knowledge/answer/body.ts';
import { usageIn } from '../../knowledge/answer/usage.ts';
import { NothingToAsk } from '../../model/errors.ts';
import type { CallFacts } from '../../model/facts/http.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { listedModels, readingOf } from '../../net/http/facts.ts';
import { chatEndpoint } from './endpoint-choice.ts';

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
  const endpoint = chatEndpoint(target, await settled('http/endpoints')) ?? '/chat/completions';
  const asked = endpoint === '/responses' ? responseBody(url, text, tokens) : chatBody(url, text, tokens, isStreamed);
  const ask = {
    ...askApi(url, `${url.path}${endpoint}`, 'key'),
    body: JSON.stringify({ model, ...asked, ...(isStreamed ? { stream: true } : {}) }),
    isStreamed,
    limitMs: CALL_STEPS * target.timeoutMs,
    ...(onPart ? { onPart } : {}),
  };
  const facts = await exchange(ask, context);
  const usage = usageIn(parseJson(facts.answer?.body ?? ''));
  return { ...facts, endpoint, usage, model, isModelGiven: target.model !== null };
}

/** Nothing of it is kept at OpenAI; servers of other makers may not know that parameter. */
function responseBody({ isOpenAi }: TargetUrl, text: string, tokens: number): object {
  return { input: text, max_output_tokens: tokens, ...(isOpenAi ? { store: false } : {}) };
}

/** Servers of other makers know the older name of the limit alone; the API’s newer models refuse that. */
function chatBody({ isOpenAi }: TargetUrl, text: string, tokens: number, isStreamed: boolean): object {
  const messages = [{ role: 'user', content: text }];
  if (!isOpenAi) return { messages, max_tokens: tokens };
  return { messages, max_completion_tokens: tokens, ...(isStreamed ? { stream_options: { include_usage: true } } : {}) };
}

function smallModel(listing: Observation<'http/models'>): string {
  const listed = listing.status === 'ok' ? listedModels(listing.facts) : [];
  const chosen = SMALL.find((id) => listed.includes(id)) ?? listed.find((id) => !NO_CHAT.test(id));
  if (chosen === undefined) throw new NothingToAsk('http/models', 'the listing names no model to call: name one with --model');
  return chosen;
}

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
