import { isIP } from 'node:net';
import { API_LIKE_PATH, type OtherService, otherServices } from '../../../knowledge/clients/other-services.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { isPrivateHost } from '../../../model/hosts.ts';
import type { Actor } from '../actor.ts';
import { kindOf } from '../mentions/mentions.ts';
import type { LogRecord } from '../record.ts';
import type { LogContext } from './context.ts';
import { hasWordOfApi, isOfModels } from './evidence.ts';
import { isApiPath, isOfAnApi, MODEL_PORTS, OF_MODEL_SERVERS } from './places-of-apis.ts';
import { ANSWERED, subjectOf } from './subject.ts';
import type { Surroundings } from './surroundings.ts';

/** Findings that are about the program's own settings and libraries, whoever was asked. */
const OF_THE_PROGRAM =
  /^(?:config\/(?!ca-file|descriptor)|client\/(?!inconclusive|usage-error)|request\/|auth\/(?:model|organization|not-in))/;

/** How much before a failure names who failed, in its line and above it, how much after it, and how much of a record's first words. */
const NEAR = { before: 260, line: 800, after: 160, first: 160 };
/** Length of the end of a chain. */
const OUTERMOST = 240;

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

/** Whose failure it is where it is none of the API: the words for it; null where it is the API's or may be. */
export function otherServiceOf(call: Call): string | null {
  const { id, actor, around } = call;
  // The encodings that clients of the API load at their start are part of their calls.
  if (around.elsewhere === 'download') return null;
  if (OF_THE_PROGRAM.test(id) || isOfVendor(call)) return null;
  const known = MACHINE_WIDE.test(id) ? insideServices : otherServices;
  const byHost = otherServices.find((one) => (known.includes(one) || one.apart) && byAddress(one, around));
  const whole = nearOf(call);
  if (namesOtherPort(call)) return ofPortIn(lineOf(call)) ?? 'another service';
  const said = withoutRequests(whole, id);
  if (SPEAKS_OF_THE_API.test(said) || OF_AGENTS.test(said)) return null;
  // Frames show who ran the program as well: who called is in them by their order alone.
  const near = whole.replace(FRAME, ' ');
  if (byHost) return byHost.name;
  const isApiClient = actor.kind === 'api-client';
  if (isApiClient && actor.by === 'frames') return null;
  const named = known.find(({ words }) => words?.test(near))?.name;
  if (MACHINE_WIDE.test(id))
    return named ?? insideFor(call, near) ?? typedFor(call) ?? (isOfOneHost(call) ? 'another service' : null);
  if (actor.kind === 'other') return actor.name;
  if (named) return named;
  if (isApiClient) return null;
  return subjectOf(id, near, toldIn(call)) ?? (isForOther(call, near) ? 'another service' : byNeighbors(call));
}

const toldIn = ({ record, log }: Call) => ({ record, isBare: log.isBare });

/** True where nothing shows that an API was called: the log shows more than this failure, what is around it names no API, and nothing near it has a word of one. */
export function isUnattributed(call: Call): boolean {
  if (isOfAnotherUrl(call)) return true;
  const { id, record, actor, around, log } = call;
  if (!log.isWithoutApi(record.speaker) || !isOfALog(call) || OF_THE_PROGRAM.test(id) || OF_THE_NETWORK.test(id)) return false;
  if (actor.kind === 'api-client' || SPEAKS_OF_THE_API.test(record.text) || OF_AGENTS.test(record.text)) return false;
  const { host } = around;
  if (host !== null && (vendorOf(host) !== null || log.isSet(host) || OF_THE_MACHINE.test(host))) return false;
  if (OF_MODEL_SERVERS.has(around.port ?? 0) || (around.url !== null && isApiPath(around.url.path))) return false;
  return !hasWordOfApi(`${record.source} ${record.text}`) && !log.hasWordNear(record.number);
}

/** A certificate that was refused at a URL with a path of no API, where no word is of models: it may be that of this host alone. */
function isOfAnotherUrl({ id, record, actor, around: { url, proxies }, log }: Call): boolean {
  if (!/^tls\/(?!interception)/.test(id) || url === null || url.path.length < 2 || isOfAnApi(url)) return false;
  if (actor.kind === 'api-client' || proxies.length > 0 || MODEL_PORTS.has(url.port)) return false;
  if (vendorOf(url.host) !== null || log.isSet(url.host) || !record.text.includes(url.host)) return false;
  // Who signed a certificate may tell of what opens TLS for every host.
  if (/\bissuer['"]?\s?[:=]/i.test(record.text)) return false;
  return !isOfModels(`${record.source} ${record.text}`) && log.isWithoutApi(record.speaker);
}

/** Whether a program at work reports the failure, a class of nobody known does, or a command that no person handed over alone. */
function isOfALog({ record, actor, around, log }: Call): boolean {
  if (log.isAtWork) return true;
  if (actor.kind === 'unknown' && actor.owner !== undefined) return !log.isBare || CRASHED.test(record.text);
  return !log.isBare && record.command !== null && around.host === null;
}

/** The end of a whole program, which shows all that called. */
const CRASHED = /^(?:Exception in thread "|Unhandled exception)/i;

/** A port of another service, or a host that has nothing of an API. */
function isForOther(call: Call, near: string): boolean {
  return (/^(?:tcp|dns)\//.test(call.id) && OTHER_PORT.test(near)) || isDeniedAlone(call) || unlikeAnApi(call);
}

/** A platform that lets programs out to the sites on its list alone refused one that is no API's: it says nothing of others. */
function isDeniedAlone({ id, around: { url } }: Call): boolean {
  return id === 'tcp/local-denied' && url !== null && url.path.length > 1 && !isOfAnApi(url);
}

/** A connection whose own line has the port of another service, and nothing of the API: what stands around it is of other calls. */
function namesOtherPort(call: Call): boolean {
  const line = lineOf(call);
  return OF_A_CONNECTION.test(call.id) && OTHER_PORT.test(line) && !SPEAKS_OF_THE_API.test(line);
}

const lineOf = ({ record }: Call): string => record.text.slice(record.line, Math.min(record.lineTo, record.line + NEAR.line));

const insideServices = otherServices.filter(({ inside }) => inside);

/** A service of the closed network whose client failed in a handshake, or whose port its own line has: nothing that inspects TLS stands before it. */
function insideFor({ id, actor }: Call, near: string): string | null {
  if (!id.startsWith('tls/')) return null;
  if (actor.kind === 'other' && insideServices.some(({ name }) => name === actor.name)) return actor.name;
  return ofPortIn(near);
}

function ofPortIn(text: string): string | null {
  const port = Number(/\d+/.exec(OTHER_PORT.exec(text)?.[0] ?? '')?.[0]);
  return insideServices.find(({ ports }) => ports?.includes(port))?.name ?? null;
}

/** What a typed command asked. Certificates of hosts of sources are public: what is wrong with one is wrong with all. */
function typedFor({ id, actor, around }: Call): string | null {
  if (actor.kind !== 'other' || !actor.typed) return null;
  return id.startsWith('tls/') && around.host !== null ? null : actor.name;
}

/** A certificate that is wrong for one host alone, where its URL is that of no API. */
function isOfOneHost({ id, around: { url } }: Call): boolean {
  return /^tls\/(?:expired|hostname-mismatch)$/.test(id) && url !== null && url.path.length > 1 && !isOfAnApi(url);
}

/** Where OpenAI's own clients sign in and call, besides the API. */
const OF_OPENAI = /^(?:auth\.openai\.com|chatgpt\.com)$/;

/** A known API is whom the call was for where its own record says so, or where that has nothing of another service inside the network. */
function isOfVendor(call: Call): boolean {
  const { host } = call.around;
  if (host === null) return false;
  // Signing in to the API's own vendor is the way to its API.
  if (OF_OPENAI.test(host)) return true;
  if (vendorOf(host) === null || namesOtherPort(call)) return false;
  if (call.record.text.toLowerCase().includes(host)) return true;
  // Another line has the host: this one may say whom it is about.
  const line = call.record.text.slice(call.record.line, call.record.line + NEAR.line);
  if (OF_A_CONNECTION.test(call.id) && OTHER_PORT.test(line)) return false;
  if (call.actor.kind === 'other' || otherServices.some(({ inside, words }) => inside && words?.test(line))) return false;
  return subjectOf(call.id, nearOf(call).replace(FRAME, ' '), toldIn(call)) === null;
}

/** Ports of databases, queues, mail and shells; Python prints an address as a pair. A line or a column of a program is no port. */
const OTHER_PORT =
  /(?:(?<!\.(?:[cm]?[jt]sx?|go|py|rs|java|kt|rb|php|cs|dart|exs?|swift)(?::\d{1,7})?)(?<!\bnode:[\w/]{1,80}(?::\d{1,7})?):|\bport['"]?[ =:]{1,2}|\('[\w.:-]{1,253}', )(?:22|25|465|587|1433|1521|2181|2379|3306|5432|5433|5671|5672|6379|6380|8086|9042|9092|9093|9200|11211|27017)\b(?![.:]\d)/;

/** Inspection of TLS, a wrong clock and a proxy stand in the way of every call, the API's too. */
const MACHINE_WIDE = /^(?:proxy\/|tls\/(?!timeout|reset|handshake-failure))/;

/** The network's own pages stand in the way of every call as well. */
const OF_THE_NETWORK = new RegExp(`${MACHINE_WIDE.source}|^http/(?:edge-challenge|block-page|captive-portal)$`);

/** A message of the API, or a call of it, in the failing line. */
const SPEAKS_OF_THE_API =
  /\/v1\/(?:chat|completions|responses|embeddings|engines|models|messages|audio|images)|chat\/completions|api\.openai\.com|\bError code: [45]\d\d - \{'error'|\bOpenAI(?:Exception| API)|openai\.\w{3,40}Error|AI_APICallError|copilot|Incorrect API key|The server had an error while processing your request|engine is currently overloaded|member of an organization to use the API|exceeded your current quota|Rate limit reached for|maximum context length|\b(?:llm|chat completions?|language model) (?:request|call|query)?\s?(?:failed|error|timed out)\b|\binsufficient_quota\b|\b(?:InvokeModel\w{0,30}|Converse(?:Stream)?) operation\b|\/api\/(?:chat|generate)\b/i;

/** What agents say of the API alone, whatever tools they ran before. */
const OF_AGENTS =
  /\bexceeded retry limit, last status: [45]\d\d\b|\bYou've hit your (?:usage|session|weekly) limit\b|\bplease run \/login\b|\bCouldn't authenticate with provider\b|\bClinePass\b|\bCodex ran out of room\b|\b(?:TerminalQuotaError|RetryableQuotaError): /i;

/** The request during which a server of the web met the failure. What failed may be a call of its own to something else. */
const CAME_IN = /, request: "[A-Z]{3,7} [^"\s]{1,1000} HTTP\/[\d.]{1,3}"/g;
/** A request by its path alone, as a server logs what it answered. */
const ANSWERED_HERE = /"[A-Z]{3,7} \/[^"\s]{0,1000} HTTP\/[\d.]{1,3}"/g;

/** Without requests that came in: they say whom a server answered, and not whom it asked. */
function withoutRequests(near: string, id: string): string {
  if (OF_A_CONNECTION.test(id)) return withoutRequests(near.replace(ANSWERED_HERE, ' '), '');
  const lines = near.split('\n');
  return (lines.length > 1 ? lines.filter((line) => kindOf(line) !== 'access').join('\n') : near).replace(CAME_IN, ' ');
}

/** The failing line from its beginning with what is right before it, the names of who speaks and their first words, and what a chain ends with: what the program wanted. */
function nearOf({ record, place }: Call): string {
  const at = place - record.from;
  const from = Math.max(0, Math.min(record.line, at - NEAR.before), at - NEAR.line);
  const to = at + NEAR.after;
  const first = from > 0 ? record.text.slice(0, NEAR.first) : '';
  const end = record.isChain ? ` ${record.text.slice(Math.max(to, record.text.length - OUTERMOST))}` : '';
  return `${record.source}: ${first} ${record.text.slice(from, to)}${end}`;
}

const FRAME =
  /\bFile "[^"\n]{1,400}", line \d{1,7}(?:, in \S{1,80})?|\bat [^()\n]{1,120}\([^()\s]{1,300}:\d{1,7}(?::\d{1,7})?\)/g;

function byAddress({ hosts, ports, path }: OtherService, { host, port, url }: Surroundings): boolean {
  if (host !== null && hosts?.test(host)) return true;
  if (port !== null && ports?.includes(port)) return true;
  return url !== null && (path?.test(url.path) ?? false);
}

/** Findings that say nothing of who was asked. */
const OF_A_CONNECTION = /^(?:dns|tcp|tls|http|stream)\//;

/** A trace without its beginning: which logger it was of is not shown. */
const CUT_OFF = /^\s*(?:File "|at )/;

/** Where neither the record nor a host says whose it is: whose the lines of the same program around it are. */
function byNeighbors({ id, record, around, log }: Call): string | null {
  if (!OF_A_CONNECTION.test(id) || around.host !== null || isOfModels(record.text)) return null;
  const near = log.beside(record.number, CUT_OFF.test(record.text) ? null : record.source);
  const named = otherServices.find(({ words }) => words?.test(near));
  // Its own lines may have such a word too, as the path that a program asks its own daemon for.
  const rest = named?.inside
    ? near
        .split('\n')
        .filter((line) => !named.words?.test(line))
        .join('\n')
    : near;
  return named === undefined || isOfModels(rest) ? null : named.name;
}

/** The machine that a container runs on: people call the model server there. A database there shows by its port. */
const OF_THE_MACHINE =
  /^(?:host\.(?:docker|containers|lima|k3d|minikube)\.internal|gateway\.docker\.internal|docker\.for\.\w{3,7}\.\w+)$/;

/** Another host than an API's, in a log that shows more than this one failure: neither the host nor the record has anything of a model. */
function unlikeAnApi({ id, around: { url, host, port }, record, log }: Call): boolean {
  if (host === null || API_LIKE_PATH.test(host) || log.isSet(host)) return false;
  if (OF_THE_MACHINE.test(host) && url === null) return false;
  if (url !== null && url.path.length > 1) {
    if (isApiPath(url.path)) return false;
    if (isPrivateHost(host) || ANSWERED.test(id)) return true;
  }
  // A public address may be the API's own, and a private one with the port of the web that of a gateway.
  if (isIP(host) !== 0 && (!isPrivateHost(host) || port === 443 || port === 80)) return false;
  return !log.isBare && !MODEL_PORTS.has(port ?? 0) && !isOfModels(`${record.source} ${record.text}`);
}
