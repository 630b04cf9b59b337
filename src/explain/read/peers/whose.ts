import { isIP } from 'node:net';
import { API_LIKE_PATH, type OtherService, otherServices } from '../../../knowledge/clients/other-services.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { Actor } from '../actor.ts';
import type { LogRecord } from '../record.ts';
import type { LogContext } from './context.ts';
import { hasWordOfApi, OF_MODELS } from './evidence.ts';
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
export function whoseElse(call: Call): string | null {
  const { id, actor, around } = call;
  // The encodings that clients of the API load at their start are part of their calls.
  if (around.elsewhere === 'download') return null;
  if (OF_THE_PROGRAM.test(id) || isOfVendor(call)) return null;
  const known = MACHINE_WIDE.test(id) ? otherServices.filter(({ inside }) => inside) : otherServices;
  const byHost = otherServices.find((one) => (known.includes(one) || one.apart) && byAddress(one, around));
  const whole = nearOf(call);
  if (SPEAKS_OF_THE_API.test(whole)) return null;
  // Frames show who ran the program as well: who called is in them by their order alone.
  const near = whole.replace(FRAME, ' ');
  if (byHost) return byHost.name;
  const isApiClient = actor.kind === 'api-client';
  if (isApiClient && actor.by === 'frames') return null;
  const named = known.find(({ words }) => words?.test(near))?.name;
  if (MACHINE_WIDE.test(id)) return named ?? typedFor(call);
  if (actor.kind === 'other') return actor.name;
  if (named) return named;
  if (isApiClient) return null;
  return subjectOf(id, near, call.record.text) ?? (isForOther(call, near) ? 'another service' : byNeighbors(call));
}

/** True where nothing shows that an API was called: the log shows more than this failure, names no API, and has no word of one near it. */
export function isAnybodys(call: Call): boolean {
  const { id, record, actor, around, log } = call;
  if (!log.isWithoutApi || !isOfALog(call) || OF_THE_PROGRAM.test(id) || OF_THE_NETWORK.test(id)) return false;
  if (actor.kind === 'api-client' || SPEAKS_OF_THE_API.test(record.text)) return false;
  if (around.host !== null && (vendorOf(around.host) !== null || log.isSet(around.host))) return false;
  if (OF_MODEL_SERVERS.has(around.port ?? 0) || (around.url !== null && isApiPath(around.url.path))) return false;
  return !hasWordOfApi(`${record.source} ${record.text}`) && !log.hasWordNear(record.number);
}

/** Whether a program at work reports the failure, or a command or a library of nobody known, and no person handed over that alone. */
function isOfALog({ record, actor, around, log }: Call): boolean {
  if (log.isOfOthers) return true;
  const isTyped = record.command !== null && around.host === null;
  return !log.isBare && (isTyped || (actor.kind === 'unknown' && actor.owner !== undefined));
}

/** A port of another service, or a host that has nothing of an API. */
function isForOther(call: Call, near: string): boolean {
  return (/^(?:tcp|dns)\//.test(call.id) && OTHER_PORT.test(near)) || unlikeAnApi(call);
}

/** What a typed command asked. Certificates of hosts of sources are public: what is wrong with one is wrong with all. */
function typedFor({ id, actor, around }: Call): string | null {
  if (actor.kind !== 'other' || !actor.typed) return null;
  return id.startsWith('tls/') && around.host !== null ? null : actor.name;
}

/** Where OpenAI's own clients sign in and call, besides the API. */
const OF_OPENAI = /^(?:auth\.openai\.com|chatgpt\.com)$/;

/** A known API is whom the call was for where its own record says so, or where that has nothing of another service inside the network. */
function isOfVendor(call: Call): boolean {
  const { host } = call.around;
  if (host === null) return false;
  // Signing in to the API's own vendor is the way to its API.
  if (OF_OPENAI.test(host)) return true;
  if (vendorOf(host) === null) return false;
  if (call.record.text.toLowerCase().includes(host)) return true;
  const line = call.record.text.slice(call.record.line, call.record.line + NEAR.line);
  return !otherServices.some(({ inside, words }) => inside && words?.test(line)) && call.actor.kind !== 'other';
}

/** Ports of databases, queues, mail and shells. A line or a column of a program is no port. */
const OTHER_PORT =
  /(?:(?<!\.(?:[cm]?[jt]sx?|go|py|rs|java|kt|rb|php|cs|dart|exs?|swift)(?::\d{1,7})?)(?<!\bnode:[\w/]{1,80}(?::\d{1,7})?):|\bport[ =:]{1,2})(?:22|25|465|587|1433|1521|2181|2379|3306|5432|5672|6379|8086|9042|9092|9200|11211|27017)\b(?![.:]\d)/;

/** Inspection of TLS, a wrong clock and a proxy stand in the way of every call, the API's too. */
const MACHINE_WIDE = /^(?:proxy\/|tls\/(?!timeout|reset|handshake-failure))/;

/** The network's own pages stand in the way of every call as well. */
const OF_THE_NETWORK = new RegExp(`${MACHINE_WIDE.source}|^http/(?:edge-challenge|block-page|captive-portal)$`);

/** A message of the API, or a call of it, in the failing line. */
const SPEAKS_OF_THE_API =
  /\/v1\/(?:chat|completions|responses|embeddings|models|messages|audio|images)|chat\/completions|api\.openai\.com|\bError code: [45]\d\d - \{'error'|\bOpenAI(?:Exception| API)|openai\.\w{3,40}Error|AI_APICallError|copilot|Incorrect API key|exceeded your current quota|Rate limit reached for|maximum context length|\b(?:llm|chat completions?|language model) (?:request|call|query)?\s?(?:failed|error|timed out)\b|\binsufficient_quota\b|\/api\/(?:chat|generate)\b/i;

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

/** Findings that an answer proves. A public name that fails to resolve or to connect says something of this network, whoever has it. */
const ANSWERED = /^(?:auth|limit|server|request|http)\//;

/** What is said right before or behind the failure to have been asked, where that is no API: a thing of the network, one's own users, a vendor by the pages that its message links. */
function subjectOf(id: string, near: string, record: string): string | null {
  if (ANSWERED.test(id) && WITH_PASSWORD.test(near)) return 'a sign-in with a password';
  if (!OF_A_MODEL.test(record) && linksElsewhere(record)) return 'another vendor\u2019s API';
  if (OF_MODELS.test(near)) return null;
  const thing = CONNECTED_TO.exec(near)?.[1];
  if (thing !== undefined && !ANY_PEER.test(thing) && !/^(?:auth|limit|request)\//.test(id)) return 'another service';
  if (!OF_MODELS.test(record) && OF_FILES.test(near)) return 'a store of files';
  if (MONITORED.test(near)) return 'a site that is monitored';
  if (id.startsWith('auth/') && OF_A_USER.test(near)) return 'the program\u2019s own sign-in';
  return null;
}

/** A thing with a name of its own kind: `connect to printer`. */
const CONNECTED_TO =
  /\b(?:[Cc]onnect(?:ing|ion)?|[Rr]econnect(?:ing)?|[Tt]alk(?:ing)?|[Ss]end(?:ing)?|[Pp]rint(?:ing)?) (?:to|with) (?:the |your |an? )?([a-z][a-z-]{2,30})\b(?![.:/]\w|['\u2019]s\b)/;
/** What may be an API as well. */
const ANY_PEER =
  /^(?:server|host|hostname|api|apis|upstream|proxy|remote|backend|endpoint|service|services|peer|target|address|internet|network|url|base|local|localhost|any|all|it|this|that|them|provider|port|origin|socket|websocket|stream|https?|tcp|ssl|tls|client|cloud|external|host-gateway|inference|server-side|web|main|other|same|following|configured|custom|default|specified|given|requested|running|destination|domain|site|app|application|container|node|worker|machine|computer|process)$/;
/** What a monitor says when a site goes away or comes back. */
const MONITORED =
  /\b(?:UP|DOWN|[Uu]p|[Dd]own) ?(?:->|=>|\u2192) ?(?:UP|DOWN|[Uu]p|[Dd]own)\b|\b(?:Monitor|Site|Host) is (?:DOWN|UP)\b/;
/** What people sign in with, and no program with a key does. */
const WITH_PASSWORD =
  /\b(?:user ?name|e-?mail|login) (?:or|and|\/) password\b|\b(?:incorrect|wrong|invalid|bad) (?:user ?name|password|login)\b|\bpassword (?:is|was) (?:incorrect|wrong|invalid)\b/i;
/** The words of models alone: other vendors have keys and tokens too. */
const OF_A_MODEL =
  /open-?ai|gpt|llm|\bai\b|completion|\bchat|(?<!view)model(?!context)|prompt|embed|anthropic|claude|gemini|ollama|deepseek|groq|mistral|litellm|langchain|llama|copilot|codex|inference|qwen/i;
/** What is done with files. */
const OF_FILES =
  /\b(?:[Ff]ailed to|[Cc]ould not|[Cc]annot|[Uu]nable to|[Ee]rror(?: while)?|[Ff]ailure) (?:upload|download|copy|sync|back ?up|archive|restore|mount|rename|delete|transfer|mirror)(?:ing)?\b|\b(?:[Uu]pload|[Dd]ownload|[Cc]opy|[Ss]ync|[Bb]ackup|[Tt]ransfer|[Mm]irror)(?:ing)?\b(?: [\w./:'"-]{1,80}){0,3}[: ]{1,2}(?:[Ff]ailed|[Ee]rror)|["']?\b(?:bucket|object_?key|s3_?key|blob|remote_?path)["']?\s?[:=]/;
/** Whoever signs in is a person, not a program with a key. */
const OF_A_USER =
  /\b(?:log[- ]?(?:in|on)|sign(?:ing)?[- ]?in|password|authenticat\w{1,8}|credentials)\b[^.\n]{0,48}\b(?:for|of|by|from) (?:the )?(?:(?:user|account|username|e-?mail|role|member|customer|admin)\b|[\w.+-]{1,40}@[\w-]{1,40}\.)|\b(?:user|account|username|member|customer)[ =:'"]{1,3}[\w.@+-]{1,60}['"]? (?:failed|could not|was denied|denied|rejected|is not allowed|not found)/i;
const LINK = /https?:\/\/([\w.-]{3,253}\.[a-z]{2,20})(?=[/\s"'?#:)\]},]|$)([^\s"'<>)\]}]{0,300})/gi;
/** Pages that are read whatever failed. */
const FOR_ALL =
  /(?:^|\.)(?:github\.com|gitlab\.com|stackoverflow\.com|mozilla\.org|w3\.org|ietf\.org|rfc-editor\.org|microsoft\.com|aka\.ms|curl\.se|nodejs\.org|python\.org|readthedocs\.io|pydantic\.dev|httpstatuses\.\w+|google\.com|cloudflare\.com|openssl\.org|go\.dev|rust-lang\.org|docs\.rs|oracle\.com|spring\.io|example\.(?:com|org|net))$/i;
/** Pages of one product of a vendor who has many, models among them. */
const OF_ONE_PRODUCT = /^https?:\/\/(?:docs\.)?cloud\.google\.com\/(?!vertex-ai\b|ai\b|gemini\b|generative)[a-z-]{3,40}\/docs\b/i;
const OF_HELP = /doc|help|support|error|faq|learn|rate-limit|reference|troubleshoot/i;

/** Fields that one vendor's answers have, and a step of a workflow that calls a vendor who has no models. */
const OF_A_VENDOR =
  /["']nodeType["']\s?:\s?["']n8n-nodes-base\.(?!openAi|httpRequest)|["'](?:fbtrace_id|__isAuthError|decline_code|documentation_url)["']?\s?:/;

/** A message that links the explanation of a vendor who has no API of models, or has the fields of one. */
function linksElsewhere(record: string): boolean {
  if (OF_A_VENDOR.test(record)) return true;
  const links = [...record.matchAll(LINK)].slice(0, 8).map((found) => ({ host: found[1] as string, whole: found[0] }));
  if (links.some(({ host }) => vendorOf(host.toLowerCase()) !== null)) return false;
  return links.some(({ host, whole }) => OF_ONE_PRODUCT.test(whole) || (!FOR_ALL.test(host) && OF_HELP.test(whole)));
}

/** Findings that say nothing of who was asked. */
const OF_A_CONNECTION = /^(?:dns|tcp|tls|http|stream)\//;

/** Where neither the record nor a host says whose it is: whose the lines of the same program around it are. */
function byNeighbors({ id, record, around, log }: Call): string | null {
  if (!OF_A_CONNECTION.test(id) || around.host !== null || OF_MODELS.test(record.text)) return null;
  const near = log.beside(record.number, record.source);
  if (OF_MODELS.test(near)) return null;
  return otherServices.find(({ words }) => words?.test(near))?.name ?? null;
}

/** Another host than an API's, in a log that shows more than this one failure: neither the host nor the record has anything of a model. */
function unlikeAnApi({ id, around: { url, host, port }, record, log }: Call): boolean {
  if (host === null || API_LIKE_PATH.test(host) || log.isSet(host)) return false;
  if (url !== null && url.path.length > 1) {
    if (isApiPath(url.path)) return false;
    if (isPrivate(host) || ANSWERED.test(id)) return true;
  }
  // A public address may be the API's own, and a private one with the port of the web that of a gateway.
  if (isIP(host) !== 0 && (!isPrivate(host) || port === 443 || port === 80)) return false;
  return !log.isBare && !MODEL_PORTS.has(port ?? 0) && !OF_MODELS.test(`${record.source} ${record.text}`);
}

/** A version alone is a base URL; with other names behind it, those count. */
function isApiPath(path: string): boolean {
  return /^\/v\d\w*\/?$/.test(path) || API_LIKE_PATH.test(path.replace(/\/v\d\w*(?=\/|$)/g, ''));
}

function isPrivate(host: string): boolean {
  return (
    !/[.:]/.test(host) || /^(?:127|10|192\.168|172)\./.test(host) || /\.(?:internal|local|svc)$/.test(host) || host === '::1'
  );
}

/** Where local servers of models listen: Ollama, LM Studio, llama.cpp, vLLM, LiteLLM, text-generation-webui, Jan, KoboldCpp. */
const MODEL_PORTS = new Set([11434, 1234, 8080, 8000, 4000, 5000, 1337, 5001, 30000]);
/** Those of them that hardly anything else has. */
const OF_MODEL_SERVERS = new Set([11434, 1234, 1337, 5001]);
