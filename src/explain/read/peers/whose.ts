import { API_LIKE_PATH, type OtherService, otherServices } from '../../../knowledge/clients/other-services.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { INNERMOST_FIRST, type Passage } from '../../log/passages.ts';
import type { Surroundings } from './surroundings.ts';

/** Findings that are about the program's own settings and libraries, whoever was asked. */
const OF_THE_PROGRAM =
  /^(?:config\/(?!ca-file|descriptor)|client\/(?!inconclusive|usage-error)|request\/|auth\/(?:model|organization|not-in))/;

/** How much before a failure names who failed, and how much after it. */
const NEAR = { before: 260, after: 160 };
/** Length of the end of a chain. */
const OUTERMOST = 240;

/** Whose failure it is where it is none of the API: the words for it; null where it may be the API's. */
export function whoseElse(failure: { id: string; place: number; passage: Passage; around: Surroundings }): string | null {
  const { id, place, passage, around } = failure;
  // What clients of the API load at their start is part of their calls.
  if (around.elsewhere === 'download') return null;
  if (OF_THE_PROGRAM.test(id) || (around.host !== null && vendorOf(around.host) !== null)) return null;
  const near = nearOf(passage, place);
  if (SPEAKS_OF_THE_API.test(near)) return null;
  const known = MACHINE_WIDE.test(id) ? otherServices.filter(({ inside }) => inside) : otherServices;
  const service =
    otherServices.find((one) => (known.includes(one) || one.apart) && byAddress(one, around)) ??
    known.find(({ words }) => words?.test(near));
  if (service) return service.name;
  return unlikeAnApi(around, id) && !MACHINE_WIDE.test(id) ? 'another service' : null;
}

/** Inspection of TLS, a wrong clock and a proxy stand in the way of every call, the API's too. */
const MACHINE_WIDE = /^(?:proxy\/|tls\/(?!timeout|reset|handshake-failure))/;

/** A message of the API, or a call of it, in the failing line. */
const SPEAKS_OF_THE_API =
  /\/v1\/(?:chat|completions|responses|embeddings|models|messages|audio|images)|chat\/completions|api\.openai\.com|\bOpenAI(?:Exception| API)|openai\.\w{3,40}Error|AI_APICallError|copilot|Incorrect API key|\binsufficient_quota\b|\/api\/(?:chat|generate)\b/i;

/** A line that begins with a level, as loggers without a clock print it. */
const ANOTHER_EVENT = /^\[?(?:TRACE|DEBUG|INFO|LOG|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?:\]?:? {1,3}|:)\S/;

/** The failing line from its beginning, with what stands right before it. */
function nearOf({ text, starts, lines }: Passage, place: number): string {
  const line = starts.findLast((start) => start <= place) ?? 0;
  const from = Math.max(0, Math.min(line, place - NEAR.before), place - 800);
  // What a logger prints next is of another event.
  const next = starts.findIndex(
    (start, at) => start > place && (lines[at]?.level != null || ANOTHER_EVENT.test(lines[at]?.text ?? '')),
  );
  // The last error of Python's chain says what the program wanted.
  const outermost = INNERMOST_FIRST.test(text) ? ` ${text.slice(Math.max(place + NEAR.after, text.length - OUTERMOST))}` : '';
  return text.slice(from, Math.min(place + NEAR.after, starts[next] ?? text.length)) + outermost;
}

function byAddress({ hosts, ports, path }: OtherService, { host, port, url }: Surroundings): boolean {
  if (host !== null && hosts?.test(host)) return true;
  if (port !== null && ports?.includes(port)) return true;
  return url !== null && (path?.test(url.path) ?? false);
}

/** Findings that an answer proves. A public name that fails to resolve or to connect says something of this network, whoever has it. */
const ANSWERED = /^(?:auth|limit|server|request|http)\//;

/** A path that no API of this kind has, on a private host; on another host of no known provider, where an answer came from it. */
function unlikeAnApi({ url, host }: Surroundings, id: string): boolean {
  if (host === null || url === null || url.path.length <= 1 || API_LIKE_PATH.test(url.path)) return false;
  const own = !host.includes('.') || /^(?:127|10|192\.168|172)\./.test(host) || /\.(?:internal|local|svc)$/.test(host);
  return own || (ANSWERED.test(id) && !API_LIKE_PATH.test(host));
}
