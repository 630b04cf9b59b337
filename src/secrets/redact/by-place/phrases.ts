import { looksChosen } from '../chosen.ts';
import { certaintyOf } from '../names.ts';
import { isPath, taken } from '../place-values.ts';
import { isNoSecret, looksDrawn, looksRandom, valueAt } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Secrets behind what programs say and what people type, where no name stands right in front of the value. */

interface Phrase {
  /** What a text with such a phrase holds. */
  mark: RegExp;
  /** All up to the value; `name` is the name of the value, where the phrase has one. */
  lead: RegExp;
  /** What a value behind a phrase without a name has to look like. */
  isSecret?: (value: string) => boolean;
}

function isDrawnOrChosen(value: string): boolean {
  return looksDrawn(value) || looksChosen(value);
}

/** No reference or word on a state, and no number. */
function isAny(value: string): boolean {
  return !/^[\d:./]{1,12}$/.test(value);
}

function isOfPlain(value: string): boolean {
  return /^[A-Za-z0-9+/]{8,}={0,2}$/.test(value) && Buffer.from(value, 'base64').includes(0);
}

function isWithDigit(value: string): boolean {
  return looksRandom(value) && /\d/.test(value);
}

const PHRASES: Phrase[] = [
  // What was expected of a key, and what came: LiteLLM, checks of prefixes.
  {
    mark: /received|got|found|actual/i,
    lead: /(?:key|token|secret|password|credential)s?\b[^\n\r]{0,120}?\b(?:received|got|found|actual)(?:[=:][ \t]{0,3}|[ \t]{1,3})/gi,
    isSecret: isDrawnOrChosen,
  },
  // A failed validation of FastAPI, in JSON.
  {
    mark: /["']loc["']/,
    lead: /["']loc["']\s?:\s?[[(][^[\]()\n\r]{0,200}?["'](?<name>[\w.-]{2,80})["'],?[\])][^\n\r]{0,400}?["']input["']\s?:\s?(?=["'])/g,
  },
  // What Rust prints of a type around a secret.
  {
    mark: /inner:|value:|secret:/,
    lead: /(?<![\w-])(?<name>[\w-]{2,80})\s?[{(]\s?(?:inner|value|secret):\s?(?=["'])/g,
  },
  // What a program asked for, and what was typed.
  {
    mark: / for /i,
    lead: /\b(?:password|passphrase|api[ _-]?key|token|secret) for (?:user )?["'`]?[\w.@:/\\-]{1,120}["'`]?:[ \t]{1,3}/gi,
    isSecret: isWithDigit,
  },
  // Redis, FTP, POP3, SMTP.
  { mark: /AUTH |PASS /, lead: /(?<![\w-])(?:AUTH|PASS)[ \t]{1,3}/g, isSecret: isDrawnOrChosen },
  { mark: /AUTH PLAIN /, lead: /(?<![\w-])AUTH PLAIN[ \t]{1,3}/g, isSecret: isOfPlain },
  // Terraform.
  {
    mark: /variable/,
    lead: /\bvariable[ \t]{1,4}"(?<name>[\w-]{2,80})"[ \t]{0,4}\{[^{}]{0,600}?\bdefault[ \t]{0,20}=[ \t]{0,4}/g,
  },
  // The first argument of a client, or of what holds its credentials.
  {
    mark: /AI|Client|Credential|Anthropic|Groq|Mistral|Cohere/,
    lead: /\b(?:\w{0,40}(?:OpenAI|Anthropic|Groq|Mistral|Cohere|AI)(?:Api|Client)?|\w{0,40}(?:Client|Credentials?))\(\s{0,40}(?=["'`])/g,
    isSecret: isDrawnOrChosen,
  },
  {
    mark: /secret/,
    lead: /\bsecrets? (?:set|put|create|add|update)\b[^\n\r|;&]{0,160}?[ \t](?:--(?:body|value|secret-string|literal)[ =]|-b[ =]?)[ \t]{0,3}/g,
    isSecret: isAny,
  },
  { mark: /pass/, lead: /(?<![\w-])-(?:src|dest|new)?(?:store|key)pass[ \t=]{1,3}(?=[^\s-])/g, isSecret: isAny },
  {
    mark: /%/,
    lead: /\b(?:smbclient|smbget|smbcacls|smbtree|rpcclient|winexe|wmic|net (?:ads|rpc))\b[^\n\r|;&]{0,160}?[ \t](?:-U[ =]?|--user[ =])["']?[\w.\\/@-]{1,80}%/g,
    isSecret: isAny,
  },
  {
    mark: /IDENTIFIED|identified/,
    lead: /(?:\bIDENTIFIED|\b(?:user|USER|role|ROLE)\s{1,4}\S{1,120}\s{1,4}identified)(?:\s{1,4}(?:WITH|with)\s{1,4}\S{1,80})?\s{1,4}(?:BY|by)\s{1,4}(?:PASSWORD\s{1,4})?(?=["'])/g,
    isSecret: isAny,
  },
  // What is given to a program that reads a secret.
  {
    mark: /echo|printf|Write-/,
    lead: /(?<![\w-])(?:echo|printf|Write-(?:Output|Host))(?:[ \t]{1,3}(?:-[neE]{1,3}|["']%s(?:\\n)?["']))?[ \t]{1,3}(?=[^\n\r|]{4,600}\|[^\n\r]{0,160}(?:--password-stdin|--with-token|\bsudo -S|\bchpasswd|\bsecrets? (?:set|put|create|add|versions)))/g,
    isSecret: isAny,
  },
  {
    mark: /<<</,
    lead: /(?:\bpass insert|--password-stdin|--with-token|\bsudo -S|\bchpasswd|\bsecrets? (?:set|put|create|add|versions))\b[^\n\r|;&<]{0,160}<<<[ \t]{0,3}/g,
    isSecret: isAny,
  },
  {
    mark: /<<</,
    lead: /<<<[ \t]{0,3}(?=[^\n\r|]{4,600}\|[^\n\r]{0,160}(?:--password-stdin|--with-token|\bsudo -S|\bchpasswd))/g,
    isSecret: isAny,
  },
  {
    mark: /echo|printf/,
    lead: /(?<![\w-])(?<name>[\w-]{2,80})=["']?(?:\$\(|`)(?:echo|printf)(?:[ \t]{1,3}(?:-[neE]{1,3}|["']%s(?:\\n)?["']))?[ \t]{1,3}/g,
  },
  {
    mark: /--from-literal|\bvault /,
    lead: /(?:--from-literal[= ]["']?|\bvault (?:kv )?(?:put|write) \S{1,160} )[\w.-]{1,80}=/g,
    isSecret: isDrawnOrChosen,
  },
  { mark: /add-/, lead: /\badd-(?:generic|internet)-password\b[^\n\r|;&]{0,200}?[ \t]-w[ \t]{1,3}/g, isSecret: isAny },
  // The paths of the API for bots of Telegram.
  { mark: /bot\d/, lead: /\/bot\d{6,12}:/g, isSecret: (path) => isDrawnOrChosen(path.split('/', 1)[0] as string) },
];

export function phrasesIn({ text }: View): Span[] {
  const behind = PHRASES.filter(({ mark }) => mark.test(text)).flatMap((phrase) =>
    [...text.matchAll(phrase.lead)].flatMap((found) => valueBehind(text, found, phrase)),
  );
  return [...behind, ...IN_FRONT.flatMap((pattern) => inFront(text, pattern))];
}

/** A value in front of what a sentence says of it. */
const IN_FRONT = [
  /(?<![^\s"'`([<{:=])(?<value>[^\s"'`()[\]{}<>,;:=\\]{8,512}={0,2})["'`\])>]{0,2} (?:is|was|isn't) (?:not |no |an? |the )[^\n\r."':;,]{0,40}?(?<name>(?:api[ _-]?)?(?:key|token|password|secret))\b/gi,
  /["'`](?<value>[^"'`\n\r\\\s]{8,512})["'`]\)? (?:for|of|in)(?: (?:key|field|column|parameter|header|index|variable|property|setting|option))?:? ["'`]?(?<name>[\w.-]{2,80})/gi,
];

function inFront(text: string, pattern: RegExp): Span[] {
  if (!/key|token|password|secret/i.test(text)) return [];
  return [...text.matchAll(pattern)].flatMap(({ index, 0: whole, groups }) => {
    const { value = '', name = '' } = groups as Record<string, string>;
    const start = index + whole.indexOf(value);
    const isSecret = certaintyOf(name) && !isNoSecret(value) && isDrawnOrChosen(value) && !isPath(value);
    return isSecret ? [{ start, end: start + value.length }] : [];
  });
}

function valueBehind(text: string, { index, 0: lead, groups }: RegExpExecArray, { isSecret }: Phrase): Span[] {
  const value = valueAt(text, index + lead.length);
  if (!isSecret) {
    const certainty = certaintyOf(groups?.name ?? '');
    return certainty ? taken(text, { certainty, isSetting: true }, value) : [];
  }
  const shown = value ? text.slice(value.start, value.end) : '';
  return value && !isNoSecret(shown) && isSecret(shown) ? [value] : [];
}
