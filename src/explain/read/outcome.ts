import type { Passage } from '../log/passages.ts';
import type { Failure } from './failures.ts';

/** Messages of a client that retries. */
const TRIES_AGAIN =
  /\bretry(?:ing|:)?\b.{0,60}(?:\bin\b|\bafter\b|\d|attempt)|will (?:be )?retr(?:y|ied)|attempts? (?:left|remaining)|\battempt \d{1,3} ?(?:\/|of) ?\d{1,3}|\b(?:re-?connecting|re-?trying|backing off|trying again in)\b|\bretries? (?:left|remaining)\b|\bRetry \d{1,3}\/\d{1,3}/i;
/** Words of a client that goes another way. */
const GOES_ELSEWHERE =
  /\bfall(?:ing|s|en)?[ -]?back\b|\bfallback\b|\busing (?:the )?(?:local|cached|bundled|built-?in|default|backup|previous|offline)\b|\bcontinu(?:e|es|ing) (?:without|anyway|with)\b|\bswitch(?:ing|ed)? to\b|\b426\b[^\n]{0,60}(?:Upgrade Required|ws:|wss:)|responses_websocket/i;

/** Words that say that the same thing then went well. */
const WENT_WELL =
  /HTTP Request: \w{3,7} \S{1,400} "HTTP\/[\d.]{1,3} 2\d\d\b|^\s*2\d\d\s*$|\b(?:succeeded|recovered|reconnected|restored)\b|\bsuccess(?:ful(?:ly)?)?\b|\bconnection (?:re-?)?established\b|\btokens? used\b|\bfinish_?reason["']?\s?[:=]\s?["']?(?:stop|tool|length)|\bexit(?:ed)? (?:with )?(?:code|status)[ :]{1,2}0\b|^0$|\b(?:response|answer|reply) received\b/i;
/** What takes such words back. */
const DID_NOT =
  /\b(?:not|un|in|no|never|failed|fail|error|without) ?(?:success|succeed|complet|finish|recover)|\bunsuccessful|\bfail(?:ed|ure)?\b|\berror\b|\bgive?(?:s|n|ing)? up\b|\bgave up\b/i;

/** The failures with how each ended: a client that prints that it retries or falls back recovered where that later succeeded. */
export function withOutcomes(failures: Failure[], passages: readonly Passage[]): Failure[] {
  return failures.map((failure) => (isMended(failure, { failures, passages }) ? { ...failure, outcome: 'recovered' } : failure));
}

function isMended(failure: Failure, { failures, passages }: { failures: Failure[]; passages: readonly Passage[] }): boolean {
  const { passage, clue, direction, operation } = failure;
  if (direction === 'incoming') return servedLater(passages, { after: Math.max(...failure.lines), endpoint: String(operation) });
  const said = aroundOf(passage, clue.place);
  if (!GOES_ELSEWHERE.test(said) && !TRIES_AGAIN.test(said)) return false;
  const last = Math.max(...failure.lines);
  // A permanent failure further down was not fixed by what is between.
  const later = failures.some((other) => Math.max(...other.lines) > last && other.id !== 'client/not-an-api-error');
  return !later && wentWell(passages, last);
}

/** The failing line with its neighbors: clients print what they do next on a line of its own. */
function aroundOf({ text, starts }: Passage, place: number): string {
  const at = starts.findLastIndex((start) => start <= place);
  return text.slice(starts[Math.max(0, at - 2)] ?? 0, Math.min(starts[at + 3] ?? text.length, place + 1_500));
}

/** A server that answers the same endpoint well further down. */
function servedLater(passages: readonly Passage[], { after, endpoint }: { after: number; endpoint: string }): boolean {
  return passages.some(({ lines }) =>
    lines.some(
      ({ number, text }) => number > after && text.includes(endpoint) && /(?:" ?|\| |[:/]|\s)2\d\d\b/.test(text.slice(0, 1_000)),
    ),
  );
}

/** Most lines below a failure that are searched for how it ended. */
const MOST_LINES = 4_000;

function wentWell(passages: readonly Passage[], after: number): boolean {
  let seen = 0;
  for (const { lines } of passages) {
    for (const { number, text } of lines) {
      if (number <= after) continue;
      seen += 1;
      if (seen > MOST_LINES) return false;
      const head = text.slice(0, 500);
      if (WENT_WELL.test(head) && !DID_NOT.test(head)) return true;
    }
  }
  return false;
}
