import { goDuration, inWords, retryAfter } from '../../model/durations.ts';
import type { AnswerContext, ApiError, LoggedAnswer } from './reading.ts';

export type Values = Record<string, string | number>;

/** How much of a server's text goes into one line. */
const LINE_LIMIT = 300;

const UNIT_WORDS: Record<string, string> = {
  RPM: 'requests per minute',
  RPD: 'requests per day',
  TPM: 'tokens per minute',
  TPD: 'tokens per day',
  IPM: 'images per minute',
};

/**
 * Digs out of a message what the texts can use. Every pattern has bounded repeats over classes that do not overlap with what
 * follows: the text is a stranger's.
 */
export function valuesOf(answer: LoggedAnswer, error: ApiError | null, about: AnswerContext): Values {
  const message = oneLine(error?.message ?? '');
  const found: Record<string, string | number | null | undefined> = {
    status: answer.status,
    paymentStatus: answer.status === 402 ? 402 : null,
    methodStatus: answer.status === 405 ? 405 : null,
    proxyStatus: answer.status === 407 ? 407 : null,
    message: message.slice(0, LINE_LIMIT),
    code: error?.code,
    type: error?.type,
    // LiteLLM prints Python's word for none.
    parameter: /^(?:none|null)$/i.test(error?.param ?? '') ? null : error?.param,
    requestId: answer.headers['x-request-id'],
    model: modelOf(message) ?? about.model,
    project: first(/\b(proj_[A-Za-z0-9]{6,40})\b/, message),
    organization: first(/\borganization (org-[A-Za-z0-9]{6,40})\b/, message),
    scopes: first(
      /missing scopes?: ([a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,5}(?:, ?[a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,5}){0,20})/i,
      message,
    ),
    regionalHost: first(/make your request to (?:https:\/\/)?((?:[a-z0-9-]{1,40}\.){1,4}openai\.com)\b/i, message),
    echoedKey: echoedKey(message),
    hint: first(/\(HINT: ([^)]{1,200})\)/, message),
    wantedHeader: wantedHeader(message, answer),
    tokenTenant: first(/\btoken tenant ([\w-]{1,60}) does not match/i, message),
    ...limitOf(message),
    ...waitOf(message, answer),
    ...sizeOf(message),
    ...urlOf(message),
    ...parameterOf(message),
  };
  const kept = Object.entries(found).filter((entry): entry is [string, string | number] => entry[1] != null && entry[1] !== '');
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LINE_LIMIT) : value]));
}

/** What the texts say whether or not the answer told it: never empty, so that no step falls away for want of a number. */
export function phrasesOf(values: Values): Values {
  const { wait, limit, limitWords, model, scopes, project, product, reference } = values;
  const forModel = model ? ` for ${model}` : '';
  return {
    waitShown: wait ?? 'a moment',
    limitShown:
      limit !== undefined && limitWords
        ? `The limit is ${limit} ${limitWords}${forModel}`
        : 'The message or the headers state the limit',
    permission: scopes ?? 'that the response names',
    projectShown: project ? `the project ${project}` : 'the project',
    filter: product ?? 'the web filter of this network',
    tooLarge: 'The request, its headers, or a file in it is larger than the API or a gateway in front of it allows.',
    gate: product ? `${product}` : 'A sign-in or access proxy',
    gateName: product ?? 'the access proxy',
    service: product ?? 'a hosting, tunnel or load-balancing service',
    pageReference: reference ? `the reference ${reference} from the page` : 'the time of this check',
  };
}

/** Names of headers that carry keys, other than the usual one. */
const KEY_HEADER =
  /\b(x-(?:[a-z]{2,20}-){0,3}(?:api-?)?(?:key|token)|api-key|apikey|ocp-apim-subscription-key|[a-z]{2,20}(?:-[a-z]{2,20}){0,2}-(?:authorization|auth))\b/i;
const MISSING =
  /\b(?:missing|failed to resolve|no|not (?:found|provided|present|set)|required?|requires|must|expected|send|provide|include|without)\b/i;

/**
 * The header in which a server misses its key, by the words of its refusal or its challenge; null where it names none, or the usual one
 * too.
 */
export function wantedHeader(message: string, { headers }: LoggedAnswer): string | null {
  const challenge = /\bname="([\w-]{3,60})",\s?type="header"/i.exec((headers['www-authenticate'] ?? '').slice(0, 500))?.[1];
  if (challenge && !/^authorization$/i.test(challenge)) return challenge;
  const text = message.slice(0, 1000);
  if (!MISSING.test(text) || /\bbearer\b|(?<![\w-])authorization\b/i.test(text)) return null;
  const name = KEY_HEADER.exec(text)?.[1];
  // Apigee names the variable of the request that it read.
  const read = /\brequest\.header\.([\w-]{3,40})/i.exec(text)?.[1];
  if (read && !/^authorization$/i.test(read)) return read.toLowerCase();
  return name && /header/i.test(text) ? name.toLowerCase() : null;
}

/** Text in one line: terminals and logs wrap these messages. */
export function oneLine(text: string): string {
  return text.slice(0, 4000).replace(/\s+/g, ' ').trim();
}

function first(pattern: RegExp, text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}

function modelOf(message: string): string | null {
  return (
    first(/(?:access to|the|for|unknown) (?:the )?model:? [`'"]([^`'"\s]{1,200})[`'"]/i, message) ??
    first(/\bmodel[:=]? [`'"]([^`'"\s]{1,200})[`'"]/i, message) ??
    first(/the model ([^\s`'"]{1,200}) does not exist/i, message) ??
    first(/rate limit reached for ([^\s]{1,200}) (?:\([^)]{0,100}\) )?in organization/i, message) ??
    first(/request too large for (?:model )?`?([^\s`]{1,200})/i, message)
  );
}

/** The key as the server shows it: masked, or whole where it is as short as a placeholder. */
function echoedKey(message: string): string | null {
  const found = /incorrect api key provided: (\S{1,300}?)(?:\.? You can find|\.?$)/i.exec(message)?.[1] ?? null;
  return found && found.length > 60 ? `${found.slice(0, 8)}…${found.slice(-4)}` : found;
}

function limitOf(message: string): Record<string, string | number | null> {
  const kind = first(/\b(RPM|RPD|TPM|TPD|IPM)\b/, message) ?? legacyKind(message);
  const numbers =
    /Limit:? ([\d.]{1,20})[^,.]{0,20}(?:, (?:Used|Current):? ([\d.]{1,20}))?(?:, Requested:? ~?([\d.]{1,20}))?/i.exec(message);
  const number = (text: string | undefined) => (text === undefined ? null : Number.parseFloat(text));
  return {
    limitKind: kind,
    limitWords: kind ? (UNIT_WORDS[kind] ?? null) : null,
    limit: number(numbers?.[1]),
    used: number(numbers?.[2] ?? /Current: ([\d.]{1,20})/.exec(message)?.[1]),
    requested: number(numbers?.[3]),
  };
}

/** Early answers name the unit in words only. */
function legacyKind(message: string): string | null {
  const found = /on (requests|tokens|images) per (min|day)/i.exec(message);
  return found ? `${(found[1] as string).charAt(0).toUpperCase()}P${(found[2] as string).charAt(0).toUpperCase()}` : null;
}

function waitOf(message: string, answer: LoggedAnswer): Record<string, string | number | null> {
  const text = /(?:try again in|retry after|retry in|try again after) (\d[\d.a-zµ]{0,30})( second| minute| hour)?/i.exec(message);
  const unit = { second: 's', minute: 'm', hour: 'h' }[text?.[2]?.trim().toLowerCase() ?? ''] ?? '';
  const spoken = text ? goDuration((text[1] as string).replace(/\.$/, '').toLowerCase() + unit) : null;
  const seconds = spoken ?? retryAfter(answer.headers) ?? resetOf(answer.headers);
  return { waitSeconds: seconds === null ? null : Math.ceil(seconds), wait: seconds === null ? null : inWords(seconds) };
}

/** When the limit that is used up is full again, by the rate-limit headers. */
function resetOf(headers: Record<string, string>): number | null {
  const spent = ['requests', 'tokens'].find((kind) => headers[`x-ratelimit-remaining-${kind}`] === '0');
  return spent ? goDuration((headers[`x-ratelimit-reset-${spent}`] ?? '').slice(0, 40)) : null;
}

function sizeOf(message: string): Record<string, string | number | null> {
  const context = first(/(?:maximum context length is|context (?:window|length|size) (?:of|is)) (\d{1,9})/i, message);
  const asked = first(
    /(?:resulted in|requested|you (?:sent|provided)|contains?) (?:about |at least )?(\d{1,9})(?: input)? tokens/i,
    message,
  );
  const bytes = /size limit \((\d{1,12})\) exceeded \((\d{1,12}) bytes/i.exec(message);
  return {
    contextLimit: context === null ? null : Number(context),
    contextUsed: asked === null ? null : Number(asked),
    sizeLimit: bytes ? Number(bytes[1]) : null,
    sizeSent: bytes ? Number(bytes[2]) : null,
  };
}

function urlOf(message: string): Record<string, string | null> {
  const found = /(?:Invalid URL \(|Unknown request URL: |Not allowed to )([A-Z]{3,7})(?: on)? ([^\s)]{1,300})/.exec(message);
  return { badMethod: found?.[1] ?? null, badPath: found?.[2]?.replace(/\.$/, '') ?? null };
}

function parameterOf(message: string): Record<string, string | null> {
  const found =
    /(?:parameter|argument|field|value)s?:? (?:supplied: )?[`'"]?(?!(?:not|is|are|was|on|for|in|at|of) )([a-z][\w.[\]]{0,80})[`'"]?/i.exec(
      message,
    ) ?? /\b(?:parameter|argument)s? not supported [\w ]{2,40}: [`'"]?([a-z][\w.[\]]{0,80})/i.exec(message);
  const instead =
    first(/use [`'"]([\w.]{1,80})[`'"] instead/i, message) ??
    first(/(?:use|recommended replacement is|migrate to) [`'"]?([\w.:-]{3,80})[`'"]? instead/i, message);
  return {
    ...(found && /unsupported|not supported|unrecognized|unknown|invalid/i.test(message)
      ? { parameterNamed: found[1] as string }
      : {}),
    instead,
  };
}
