import { CONTINUES } from '../../log/carriers.ts';
import type { Line } from '../../log/lines.ts';

/**
 * What shows that a log is of a program that calls an API of models. A log without any of it is of something else, however much its
 * failures look alike.
 */

/** Names of vendors, models, clients and servers of models: one of them anywhere in a log may be whom its calls are for. */
export const NAMES =
  /open-?ai|gpt-?\d|chat-?gpt|llm(?!nr)|anthropic|claude|gemini|ollama|deepseek|groq|mistral|langchain|llama|copilot|codex|qwen|completions|one-?api|new-?api|moonshot|\bkimi\b|dashscope|openrouter|hugging ?face|lm ?studio|xinference|\bcohere\b|\bsk-\w|\bAI\b|\bai[-_./]/i;

/** Those of the names that are long enough to be searched for in all bytes of a log. */
export const LONG_NAMES: readonly string[] = (
  'openai,open-ai,chatgpt,gpt-3,gpt-4,gpt-5,litellm,anthropic,claude,gemini,ollama,deepseek,mistral,langchain,llama,copilot,codex,' +
  'completions,one-api,new-api,moonshot,dashscope,openrouter,huggingface,lm studio,lmstudio,lm-studio,xinference,cohere,sk-proj,sk-ant'
).split(',');

/** Words of APIs of models and of what is built upon them. */
const MODELS =
  /open-?ai|gpt|llm|\bai\b|ai[-.]|completion|\bchat|(?<!view)model(?!context)|prompt|\btokens?\b|agent|assistant|embed|anthropic|claude|gemini|ollama|deepseek|groq|mistral|litellm|langchain|llama|copilot|codex|generat|inference|infer\b|bearer|api[ _-]?key|relay|one-?api|new-?api|qwen|gateway|\bbot\b/i;

/** What others have of these words: a refusal that engines of search and others word alike, the file of a program, the phrases of statuses, the header of a browser. */
const OF_ALL =
  /\bThe provided API key is invalid\b|\bapi\/\S{1,200}\.[cm]?[jt]s\b|\bbad[ _]?gateway\b|\bgateway[ _]?time-?out\b|\buser[-_ ]?agent\b|\bgenerators?\b/gi;
const OF_APIS = /\bAPIs?\b|\bquota\b|\/v1\b|\bazure\b/i;

/** Whether a text has a word of models. */
export const isOfModels = (text: string): boolean => MODELS.test(text.replace(OF_ALL, ''));

/** Whether some line of a speaker names an API of models. */
export function namesModels(lines: readonly Line[], speaker: string | null): boolean {
  return lines.some((line) => line.speaker === speaker && NAMES.test(`${line.source} ${line.text}`));
}

/** Whether a text has a word of an API, as other programs have too: it counts in a failing record and right beside it. */
export function hasWordOfApi(text: string): boolean {
  return isOfModels(text) || OF_APIS.test(text.replace(OF_ALL, ''));
}

/** How many lines around a failure are of its own work, and how much of each. */
const NEAR = { lines: 8, length: 600 };

/** Whether the lines of its speaker around one have such a word. */
export function hasWordNear(lines: readonly Line[], number: number): boolean {
  const near = lines.filter((line) => Math.abs(line.number - number) <= NEAR.lines);
  const speaker = near.find((line) => line.number === number)?.speaker;
  return near.some((line) => line.speaker === speaker && hasWordOfApi(`${line.source} ${line.text.slice(0, NEAR.length)}`));
}

/** So many times of a logger, or so many messages without one, show a program at work, where one failure has one. */
const AT_WORK = { stamps: 2, messages: 4 };

/** A program that reports its one request in two lines does no other work: in both there is a status. */
const OF_ONE_REQUEST = /^HTTP request sent, awaiting response|^(?:ERROR )?[45]\d\d: \w/;
/** What begins a message, in any script, the mark of an item, or a date; and what is of an error, an answer or a page. */
const MESSAGE = /^[>\-*#=+ ]{0,4}(?:[\p{L}[(«"'`✗✓]|\d{1,4}[-/.:]\d\d[-/.: ])/u;
const OF_ONE_ANSWER = /^(?:[\w-][\w -]{1,40}: |[\w.]{1,100}(?:Error|Exception)\b|[<{}*]|HTTP\/)|[.!?]\s*$/;
/** A line that goes on behind the name of its program. */
const INDENTED = /^.{0,80}[\]:]\s{3,}\S/;

/** Whether lines show a program at its work, and not one failure alone. */
export function isAtWork(lines: readonly Line[]): boolean {
  const stamps = lines.flatMap(({ stamp, text }) => (stamp !== null && !OF_ONE_REQUEST.test(text) ? [stamp] : []));
  return new Set(stamps).size >= AT_WORK.stamps || lines.filter(isMessage).length >= AT_WORK.messages;
}

function isMessage({ text, stamp }: Line): boolean {
  const head = text.slice(0, 400);
  return !CONTINUES.test(head) && !INDENTED.test(head) && (stamp !== null || (MESSAGE.test(head) && !OF_ONE_ANSWER.test(head)));
}
