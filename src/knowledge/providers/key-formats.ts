import type { KeyKind } from '../../model/facts/config.ts';
import { providers } from './index.ts';
import { KEY_FORMATS } from './secret-formats.ts';

/** What a text looks like, by known formats. `vendor` also carries the shape of a sample text. */
export interface KeyLook {
  kind: KeyKind;
  vendor: string | null;
}

/**
 * Formats of keys, by what the vendor puts before each: those of the book, then of others. A text that fits none is `unknown`, never
 * wrong.
 */
const FORMATS: [RegExp, KeyKind, string | null][] = [
  [/^eyJ[\w-]{8,}(?:\.[\w-]*){1,4}$/, 'jwt', null],
  [/^(?:org|proj|user|req|asst|thread|file|whsec)[-_][A-Za-z0-9]{8,}$/, 'id', null],
  ...providers.flatMap(({ name, keys = [] }) =>
    keys.map(({ pattern, kind }): [RegExp, KeyKind, string | null] => [pattern, kind ?? 'other-vendor', kind ? null : name]),
  ),
  ...KEY_FORMATS.map(({ prefix, own, kind, vendor }): [RegExp, KeyKind, string | null] => [
    new RegExp(`^${prefix}${own}$`),
    kind,
    vendor,
  ]),
];

/** Longest run of `x` that occurs in samples; a longer text may be a real key of a private server. */
const SAMPLE_LENGTH = 100;

/**
 * Texts that are never issued as keys, and what they are. Only unmistakable ones: `sk-test-1` may be a real key of a compatible server,
 * and the API reports it when it is not.
 */
const SAMPLES: [RegExp, string][] = [
  [/^(?:none|null|nil|undefined|nan|true|false)$/i, 'the text of an empty value'],
  [
    /^(?:\$\w+|\$\{.*\}?|\$\(.*|\$env:\w+|%\w+%|\{\{.*\}\}|\{\w+\}|`.*`|__\w+__)$/,
    'a variable that was not replaced by its value',
  ],
  [/^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|env|secrets)[.[(:].+$/, 'program code'],
  [/^<[^<>]*>$|^\[[^[\]]*\]$/, 'a placeholder in brackets'],
  [/^(?:sk-)?[\w-]{0,24}(?:\.{3,}|…|\*{3,}|•{3,})[\w-]{0,8}$/, 'an abbreviated key'],
  [/^(?:sk-|key-)?(?:proj-|svcacct-)?xxx[x-]*$/i, 'a row of x'],
  [/^[a-z][a-z0-9+.-]*:\/\/.*$/i, 'a URL'],
  [/^(?:\/|~\/|\.{1,2}\/|[A-Za-z]:\\)[\w./\\ -]+\.\w{1,5}$/, 'a file path'],
  [
    /^(?:sk[-_])?(?:proj[-_])?(?:insert|enter|paste|replace|put|add|use|set)?[-_ ]?(?:with[-_ ])?(?:your|my)[-_ ](?=.*(?:key|token|secret)).*$/i,
    'a sample text',
  ],
  [/^(?:sk[-_])?(?:insert|enter|paste|replace|put|add)[-_ ].*(?:key|token|secret|here|me)$/i, 'a sample text'],
  [
    /^(?:sk[-_])?(?:(?:openai|open_ai|the)[-_ ])?(?:api[-_ ]?)?(?:key|token|secret)(?:[-_ ](?:goes[-_ ])?here)?$/i,
    'a sample text',
  ],
  [
    /^(?:change[-_ ]?me|replace[-_ ]?me|placeholder|todo|tbd|dummy|fake|test|example|sample|empty|no(?:t)?[-_ ]?(?:key|needed|required|used))$/i,
    'a sample text',
  ],
  [/^sk-(?:placeholder|no-key-required|your.*|\.*)$/i, 'a sample text'],
];

/** What a program was to replace by the key before it started; of any length. */
const REFERENCES: [RegExp, string][] = [
  [/^@Microsoft\.KeyVault\(/i, 'a Key Vault reference that was not resolved'],
  [/^arn:aws[\w-]*:(?:secretsmanager|ssm):/, 'a reference to a secret of AWS that was not resolved'],
  [/^projects\/[^/]{1,100}\/secrets\/[^/]{1,255}(?:\/|$)/, 'a reference to a secret of Google Cloud that was not resolved'],
  [
    /^(?:op|vault|awssm|awsssm|gcpsm|azkv|secretref|doppler|bws|ref\+[a-z0-9]{2,20}):(?:\/\/)?\S/,
    'a reference to a secret that was not resolved',
  ],
];

/** A key in a form that no header takes; of any length. */
const ENCODED: [RegExp, string][] = [
  [/^ENC\[/, 'an encrypted value that was not decrypted'],
  // Base64 of sk-.
  [/^c2st[A-Za-z0-9+/_-]{20,}={0,2}$/, 'a key encoded in base64'],
];

/** Forms that one vendor's keys usually have, and perhaps others' too: a hint, never a verdict. */
const USUAL: [RegExp, string][] = [[/^[0-9a-f]{32}$/i, 'Azure OpenAI']];

/** Whether a text only says where a key is kept: that is no secret. */
export function isReference(text: string): boolean {
  return REFERENCES.some(([pattern]) => pattern.test(text));
}

/** Classifies a bare key (no padding, quotes or scheme around it). */
export function lookOf(text: string): KeyLook {
  const unresolved = [...REFERENCES, ...ENCODED].find(([pattern]) => pattern.test(text));
  if (unresolved) return { kind: 'placeholder', vendor: unresolved[1] };
  const format = FORMATS.find(([pattern]) => pattern.test(text));
  // A run of x behind a real prefix fits the format as well, so the samples come first.
  const sample = text.length < SAMPLE_LENGTH ? SAMPLES.find(([pattern]) => pattern.test(text)) : undefined;
  if (sample) return { kind: 'placeholder', vendor: sample[1] };
  if (format) return { kind: format[1], vendor: format[2] };
  return { kind: 'unknown', vendor: USUAL.find(([pattern]) => pattern.test(text))?.[1] ?? null };
}
