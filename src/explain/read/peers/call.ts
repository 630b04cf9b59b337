import type { Actor } from '../actor.ts';
import { kindOf } from '../mentions/mentions.ts';
import type { LogRecord } from '../record.ts';
import type { LogContext } from './context.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known of a failed call when it is asked whose it is. */
export interface Call {
  id: string;
  /** Where in the passage's text the failure is told. */
  place: number;
  record: LogRecord;
  actor: Actor;
  around: Surroundings;
  log: LogContext;
}

/** Findings that are about the program's own settings and libraries, whoever was asked. */
export const OF_THE_PROGRAM =
  /^(?:config\/(?!ca-file|descriptor)|client\/(?!inconclusive|usage-error)|request\/|auth\/(?:model|organization|not-in))/;

/** Findings that say nothing of who was asked. */
export const OF_A_CONNECTION = /^(?:dns|tcp|tls|http|stream)\//;

/** Inspection of TLS, a wrong clock and a proxy stand in the way of every call, the API's too. */
export const MACHINE_WIDE = /^(?:proxy\/|tls\/(?!timeout|reset|handshake-failure))/;

/** A message of the API, or a call of it, in the failing line. */
export const SPEAKS_OF_THE_API =
  /\/v1\/(?:chat|completions|responses|embeddings|engines|models|messages|audio|images)|chat\/completions|api\.openai\.com|\bError code: [45]\d\d - \{'error'|\bOpenAI(?:Exception| API)|openai\.\w{3,40}Error|AI_APICallError|copilot|Incorrect API key|The server had an error while processing your request|engine is currently overloaded|member of an organization to use the API|exceeded your current quota|Rate limit reached for|maximum context length|\b(?:llm|chat completions?|language model) (?:request|call|query)?\s?(?:failed|error|timed out)\b|\binsufficient_quota\b|\b(?:InvokeModel\w{0,30}|Converse(?:Stream)?) operation\b|\/api\/(?:chat|generate)\b/i;

/** What agents say of the API alone, whatever tools they ran before. */
export const OF_AGENTS =
  /\bexceeded retry limit, last status: [45]\d\d\b|\bYou've hit your (?:usage|session|weekly) limit\b|\bplease run \/login\b|\bCouldn't authenticate with provider\b|\bClinePass\b|\bCodex ran out of room\b|\b(?:TerminalQuotaError|RetryableQuotaError): /i;

/** The machine that a container runs on: people call the model server there. A database there shows by its port. */
export const OF_THE_MACHINE =
  /^(?:host\.(?:docker|containers|lima|k3d|minikube)\.internal|gateway\.docker\.internal|docker\.for\.\w{3,7}\.\w+)$/;

/** How much before a failure names who failed, in its line and above it, how much after it, and how much of a record's first words. */
export const NEAR = { before: 260, line: 800, after: 160, first: 160 };
/** Length of the end of a chain. */
const OUTERMOST = 240;

export const lineOf = ({ record }: Call): string =>
  record.text.slice(record.line, Math.min(record.lineTo, record.line + NEAR.line));

/** The failing line from its beginning with what is right before it, the names of who speaks and their first words, and what a chain ends with: what the program wanted. */
export function nearOf({ record, place }: Call): string {
  const at = place - record.from;
  const from = Math.max(0, Math.min(record.line, at - NEAR.before), at - NEAR.line);
  const to = at + NEAR.after;
  const first = from > 0 ? record.text.slice(0, NEAR.first) : '';
  const end = record.isChain ? ` ${record.text.slice(Math.max(to, record.text.length - OUTERMOST))}` : '';
  return `${record.source}: ${first} ${record.text.slice(from, to)}${end}`;
}

export const FRAME =
  /\bFile "[^"\n]{1,400}", line \d{1,7}(?:, in \S{1,80})?|\bat [^()\n]{1,120}\([^()\s]{1,300}:\d{1,7}(?::\d{1,7})?\)/g;

/** The request during which a server of the web met the failure. What failed may be a call of its own to something else. */
const CAME_IN = /, request: "[A-Z]{3,7} [^"\s]{1,1000} HTTP\/[\d.]{1,3}"/g;
/** A request by its path alone, as a server logs what it answered. */
const ANSWERED_HERE = /"[A-Z]{3,7} \/[^"\s]{0,1000} HTTP\/[\d.]{1,3}"/g;

/** Without requests that came in: they say whom a server answered, and not whom it asked. */
export function withoutRequests(near: string, id: string): string {
  if (OF_A_CONNECTION.test(id)) return withoutRequests(near.replace(ANSWERED_HERE, ' '), '');
  const lines = near.split('\n');
  return (lines.length > 1 ? lines.filter((line) => kindOf(line) !== 'access').join('\n') : near).replace(CAME_IN, ' ');
}
