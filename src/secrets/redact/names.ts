import { wordsOf } from './words.ts';

/**
 * The one rule for "this is a secret by its place": the last word of the name that stands before a value, be it a header, a variable, a
 * parameter, a member, an element or an option.
 */

/**
 * - `sure`: whatever stands there is a secret.
 * - `likely`: it is, unless it is a plain word: `token: expired`, `auth=basic`.
 * - `maybe`: it is where it looks like nothing else: a `key` may be that of a dictionary.
 */
export type Certainty = 'sure' | 'likely' | 'maybe';

const SURE = wordsOf(`
  password passwd passphrase passcode passwort pwd pw passw secret privatekey apikey secretkey accesskey authtoken
  accesstoken authkey otp authorization
`);

const LIKELY = wordsOf(`
  token auth credential cred creds signature sig sas cookie session sessionid sid bearer jwt pass assertion pat nonce
  authentication
`);

/** Words behind the telling one that say no other thing: `OPENAI_API_KEY_PROD`, `x-token-value`, `api_key_2`. */
const TAILS = wordsOf(`
  value val header data string str raw text plain plaintext b64 base64 encoded hash prod production dev development test
  testing staging stage live sandbox old new current previous primary secondary default backup main bedrock openai azure
`);

/** Words that make `key` the name of a secret. */
const KEY_OF = wordsOf(`
  api app application access secret private auth authorization account master subscription shared sharedaccess admin
  client consumer license encryption signing signature service user deploy deployment project org organization resource
  model llm gateway proxy provider vendor virtual team root storage crypto cipher session webhook server integration
  developer partner merchant rest bot hmac ssh gpg pgp rsa openai azure anthropic claude gemini google groq mistral
  deepseek cohere aws gcp github gitlab huggingface hf openrouter litellm together fireworks perplexity pplx xai nvidia
  replicate stripe sendgrid twilio mailgun slack pinecone qdrant weaviate elastic datadog dd sentry langfuse langsmith
  langchain helicone portkey wandb serp serpapi tavily jina voyage bing cognitive speech maps upstash supabase vercel cf
  cloudflare x rapidapi moonshot kimi dashscope qwen zhipu minimax siliconflow ark volc bedrock vertex databricks
  snowflake cerebras sambanova novita hyperbolic deepinfra baseten anyscale octoai ollama vllm lmstudio localai function
  functions
`);

/** Words that make such a name harmless. */
const NOT_OF = wordsOf(`
  max min total num number count prompt completion input output used remaining limit context cached reasoning audio
  thinking eos bos pad unk sep mask cls stop special end start begin next page continuation sync delta unexpected per by
  primary foreign sort partition range hash cache idempotency public pub dict dictionary object json yaml row group order
  index lookup map unique composite shard routing registry hot arrow enter host translation i18n message error config env
  environment s3 bucket file missing duplicate unknown no any every some websocket trust pass bypass tok
`);

/** Glued names in lower case: `dbpassword`, `authtoken`, `subscriptionkey`. */
const GLUED =
  /(?:password|passwd|passphrase|secret|apikey|secretkey|accesskey|privatekey|accountkey|authkey|masterkey|subscriptionkey|signingkey|sharedkey|licensekey|(?:auth|access|api|bearer|refresh|session|id|bot|app|user|client|security|csrf|xsrf|jwt|oauth)token|sessionid|sessid|setcookie)$/;

/** How certainly the value of a name is a secret; null where it is none. */
export function certaintyOf(name: string): Certainty | null {
  if (!TELLING.test(name)) return null;
  const known = judged.get(name);
  if (known !== undefined) return known;
  const certainty = judge(name);
  if (judged.size < MOST_JUDGED && name.length <= LONGEST_NAME) judged.set(name, certainty);
  return certainty;
}

/** Names come over and over. So many of them, and none that is longer, are judged once. */
const judged = new Map<string, Certainty | null>();
const MOST_JUDGED = 2_048;
const LONGEST_NAME = 120;

function judge(name: string): Certainty | null {
  const words = partsOf(name);
  while (words.length > 1 && isTail(words.at(-1) as string)) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const isMany = last.length > 3 && last.endsWith('s') && !SURE.has(last) && !LIKELY.has(last);
  const word = (isMany ? last.slice(0, -1) : last).replace(NUMBERED, '');
  if (NOT_OF.has(before) && word !== 'password') return null;
  if (isMany && (word === 'token' || word === 'key' || word === 'pass'))
    return KEY_OF.has(before) || before === 'refresh' ? 'likely' : null;
  if (SURE.has(word) || GLUED.test(word)) return 'sure';
  if (word === 'key') return KEY_OF.has(before) ? 'sure' : 'maybe';
  if (word === 'pass' && before !== '') return 'sure';
  if (!LIKELY.has(word)) return null;
  return SURE_TOKEN_OF.has(before) ? 'sure' : 'likely';
}

/** `key1`, `password2`. */
const NUMBERED = /(?<=key|token|secret|password|passwd|pwd)[1-9]\d?$/;

/** Words that make a `token` and the like certain. */
const SURE_TOKEN_OF = wordsOf(`
  access refresh auth api bearer id secret client bot security shared session vault personal oauth user app csrf xsrf
`);

function isTail(word: string): boolean {
  return TAILS.has(word) || /^\d{1,4}$/.test(word);
}

/** A quick look that most names fail. */
const TELLING = /key|token|secret|pass|pwd|pw|auth|cred|sig|sas|cookie|sess|sid|bearer|jwt|assertion|pat|otp|nonce/i;

function partsOf(name: string): string[] {
  return name
    .slice(-LONGEST_NAME)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
}
