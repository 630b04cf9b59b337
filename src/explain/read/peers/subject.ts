import { providers } from '../../../knowledge/providers/index.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { LogRecord } from '../record.ts';
import { isOfModels } from './evidence.ts';

/** Findings that an answer proves. A public name that fails to resolve or to connect says something of this network, whoever has it. */
export const ANSWERED = /^(?:auth|limit|server|request|http)\//;

/** The record of a failure, and whether it is all that there is to read. */
interface Told {
  record: LogRecord;
  isBare: boolean;
}

/** What is said right before or behind the failure to have been asked, where that is no API: a thing of the network, one's own users, a vendor by the pages that its message links. */
export function subjectOf(
  id: string,
  near: string,
  { record: { text: record, line: from, lineTo }, isBare }: Told,
): string | null {
  const line = record.slice(from, Math.min(lineTo, from + LINE));
  if (ANSWERED.test(id) && WITH_PASSWORD.test(near)) return 'a sign-in with a password';
  if (!OF_A_MODEL.test(record) && linksElsewhere(record)) return 'another vendor\u2019s API';
  if (!OF_A_MODEL.test(line) && OF_A_VENDOR.test(line)) return 'another vendor\u2019s API';
  if (isOfModels(near)) return null;
  // Nobody knows all vendors of models: of a line that a person hands over alone, an unknown one may be such.
  if (!isBare && ANSWERED.test(id) && callsAnother(line)) return 'another vendor\u2019s API';
  const thing = CONNECTED_TO.exec(near)?.[1];
  if (thing !== undefined && !ANY_PEER.test(thing) && !/^(?:auth|limit|request)\//.test(id)) return 'another service';
  if (!isOfModels(record) && OF_FILES.test(near)) return 'a store of files';
  if (MONITORED.test(near)) return 'a site that is monitored';
  if (id.startsWith('auth/') && OF_A_USER.test(near)) return 'the program\u2019s own sign-in';
  return null;
}

/** The service that a sentence says was called. */
const CALLED =
  /\b(?:[Cc]alling|[Cc]all to|[Rr]equest to) (?:the )?([A-Z][\w&.-]{1,30}) API\b|\b[Rr]equest to ([A-Z][\w&-]{1,30}) failed\b|(?:^|[\s:(\]])([A-Z][\w&.-]{1,30}) API (?:error|(?:request|call) failed)\b/;
/** What may stand there for an API of models: a kind of API, a part of one, a vendor that the book has by another name. */
const OF_ANY_API =
  /^(?:(?:HTTP|REST|GraphQL|The|This|Your|My|An?|API|Web|Remote|External|Internal|Public|Local|Custom|Main|Base|Default|Server|Upstream|Backend|Provider|Service|Proxy|Endpoint|Cloud|Runtime|Error|Failed|Image|Vision|Text|Speech|Audio|Voice|Whisper|TTS|STT|Translation|Batch|Responses?|Messages?|Realtime|Files?|Moderations?|Summary|Search|Rerank\w*)$|Azure|Google|Bedrock|Vertex|NVIDIA|NIM|Grok|GLM|Zhipu|Kimi|MiniMax|Doubao|Volc|Hunyuan|ERNIE|Qianfan|Spark|Baichuan|Hugging|Cloudflare|Databricks|Watson|IBM|AWS|Lambda|Together|Poe|LM|\w*AI)/;

/** Whether a sentence names a service that was called and has no models. */
function callsAnother(line: string): boolean {
  const name = CALLED.exec(line)
    ?.slice(1)
    .find((one) => one !== undefined);
  if (name === undefined || OF_ANY_API.test(name)) return false;
  return !providers.some((one) => one.name.toLowerCase().includes(name.toLowerCase()));
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
/** How much of the failing line has the fields of a vendor. */
const LINE = 800;
const LINK = /https?:\/\/([\w.-]{3,253}\.[a-z]{2,20})(?=[/\s"'?#:)\]},]|$)([^\s"'<>)\]}]{0,300})/gi;
/** Pages that are read whatever failed. */
const FOR_ALL =
  /(?:^|\.)(?:github\.com|gitlab\.com|stackoverflow\.com|mozilla\.org|w3\.org|ietf\.org|rfc-editor\.org|microsoft\.com|aka\.ms|curl\.se|nodejs\.org|python\.org|readthedocs\.io|pydantic\.dev|httpstatuses\.\w+|google\.com|cloudflare\.com|openssl\.org|go\.dev|rust-lang\.org|docs\.rs|oracle\.com|spring\.io|example\.(?:com|org|net))$/i;
/** Pages of one product of a vendor who has many, models among them. */
const OF_ONE_PRODUCT = /^https?:\/\/(?:docs\.)?cloud\.google\.com\/(?!vertex-ai\b|ai\b|gemini\b|generative)[a-z-]{3,40}\/docs\b/i;
const OF_HELP = /doc|help|support|error|faq|learn|rate-limit|reference|troubleshoot/i;

/** Fields that one vendor's answers have, and a step of a workflow that calls a vendor who has no models. */
const OF_A_VENDOR =
  /["']nodeType["']\s?:\s?["']n8n-nodes-base\.(?!openAi|httpRequest)|["'](?:fbtrace_id|__isAuthError|decline_code|documentation_url)["']?\s?:|\b__isAuthError: true\b|["']policyName["']\s?:/;
/** The class of a client that was generated as the API's own is, for another vendor. */
const GENERATED =
  /\bat (?:async )?(?!\w{0,40}(?:API|AI|Client|Anthropic|Groq|Together|Cerebras|Llama|Mistral|Claude|Perplexity|Fireworks|DeepSeek|Writer|Cohere|Gateway))([A-Z]\w{2,40})\.(?:makeStatusError|makeRequest)\b/;

/** A message that links the explanation of a vendor who has no API of models, or has the fields of one. */
function linksElsewhere(record: string): boolean {
  if (OF_A_VENDOR.test(record) || GENERATED.test(record)) return true;
  const links = [...record.matchAll(LINK)].slice(0, 8).map((found) => ({ host: found[1] as string, whole: found[0] }));
  if (links.some(({ host }) => vendorOf(host.toLowerCase()) !== null)) return false;
  return links.some(({ host, whole }) => OF_ONE_PRODUCT.test(whole) || (!FOR_ALL.test(host) && OF_HELP.test(whole)));
}
