import type { Line } from '../../log/lines.ts';
import { type Passage, passageOf } from '../../log/passages.ts';

/** Text in a log that nobody reports there: what a model or its user wrote, and the source that a change under review shows. */

/** What takes part in a conversation with a model, in the records that clients log of their requests. */
const TURN = /["']role["']\s?:\s?["'](?:user|system|developer|assistant|tool)["']/;
const CONTENT = /(["'](?:content|text|input|arguments|output)["']\s?:\s?)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/** The passage without what only shows failures of others: the source in a unified diff, and what was said in a conversation with a model. */
export function withoutQuotedText(passage: Passage): Passage {
  const rest = withoutAnswers(withoutHistory(withoutDiff(passage)));
  if (!TURN.test(rest.text)) return rest;
  let turn = false;
  const lines = rest.lines.map((line) => {
    turn = TURN.test(line.text) || (turn && /^\s*["'](?:content|text|type)["']\s?:/.test(line.text));
    return turn ? { ...line, text: line.text.replace(CONTENT, '$1"\u2026"') } : line;
  });
  return passageOf(lines);
}

/** A structured record of a call that went well: by its status, or by its level, without a field for an error. */
const WENT_WELL =
  /["'](?:status|status_?code|http_?status)["']\s?:\s?["']?2\d\d\b|["'](?:level|severity|lvl|levelname)["']\s?:\s?["'](?:info|debug|trace|notice)["']/i;
const HAS_ERROR =
  /["'](?:error|err|exception|exc_info|error_\w{1,20}|stack|stack_?trace)["']\s?:\s?(?!null|""|false|\[\]|\{\}|0\b)/i;
/** Fields with what a model or its user wrote. */
const WRITTEN =
  /(["'](?:answer|completion|output|output_text|reply|generated_text|generation|summary|content|text|response|response_text|assistant|prompt|question|input|query|user_message|ideal|expected|target|instruction|user|system)["']\s?:\s?)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/** The passage without what models wrote, in the records of calls that went well. */
function withoutAnswers(passage: Passage): Passage {
  const lines = passage.lines.map((line) => {
    if (isPairsThatWentWell(line)) return { ...line, text: line.text.replace(WRITTEN_PAIR, '$1"\u2026"') };
    const isData = DATA.test(line.text) && !LOGGED.test(line.text);
    const isAnswer = isData || (/^\s*\{\s?["']/.test(line.text) && WENT_WELL.test(line.text) && !HAS_ERROR.test(line.text));
    return isAnswer ? { ...line, text: line.text.replace(WRITTEN, '$1"\u2026"') } : line;
  });
  return lines.every((line, at) => line === passage.lines[at]) ? passage : passageOf(lines);
}

/** The same in pairs of key and value, as logfmt has them. */
const PAIRS_WENT_WELL =
  /(?:^|\s)(?:(?:status|status_?code|http_?status)=2\d\d|(?:level|lvl|severity)=(?:info|debug|trace|notice))(?=\s|$)/i;
const PAIR_OF_ERROR = /(?:^|\s)(?:error|err|exception|exc_info|stack_?trace)=(?!null\b|""|nil\b|false\b|none\b|0\b)/i;
const WRITTEN_PAIR =
  /((?:^|\s)(?:user|user_message|prompt|question|input|query|message\.content)=)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/gi;

function isPairsThatWentWell({ text, level }: Line): boolean {
  if (!/=["']/.test(text)) return false;
  const bare = text.replace(WRITTEN_PAIR, ' ');
  return (PAIRS_WENT_WELL.test(bare) || /^(?:info|debug|trace|notice)$/i.test(level ?? '')) && !PAIR_OF_ERROR.test(bare);
}

/** The passage without what events of Sentry tell of the time before: what failed is their exception. */
function withoutHistory(passage: Passage): Passage {
  if (!/"breadcrumbs"\s?:/.test(passage.text)) return passage;
  const lines = passage.lines.map((line) => ({ ...line, text: withoutBreadcrumbs(line.text) }));
  return passageOf(lines);
}

function withoutBreadcrumbs(text: string): string {
  const start = text.indexOf('{"');
  if (start < 0 || !text.includes('"breadcrumbs"') || !text.includes('"exception"')) return text;
  try {
    const { breadcrumbs: _history, ...event } = JSON.parse(text.slice(start));
    return text.slice(0, start) + JSON.stringify(event);
  } catch {
    return text;
  }
}

/** A record of a set of data: it begins with what was asked, and no logger wrote it. */
const DATA = /^\s*\{\s?["'](?:input|prompt|question|instruction|query|text|user|system)["']\s?:/;
const LOGGED =
  /["'](?:level|severity|lvl|ts|time|timestamp|@timestamp|status|status_?code|http_status|error|err|msg|message|event|exception|code|attempt)["']\s?:/i;

/** The head of a part of a unified diff. */
const HUNK = /^@@ -\d{1,7}(?:,\d{1,7})? \+\d{1,7}/;

/** The passage without the lines of source that a unified diff shows; the passage itself where there is none. */
function withoutDiff(passage: Passage): Passage {
  if (!passage.text.includes('@@ -')) return passage;
  let inside = false;
  const rest = passage.lines.filter(({ text }) => {
    inside = HUNK.test(text) || (inside && /^[ +\\-]/.test(text));
    return !inside;
  });
  return rest.length === passage.lines.length ? passage : passageOf(rest);
}
