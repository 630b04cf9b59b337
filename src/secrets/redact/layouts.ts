import { looksChosen } from './chosen.ts';
import { certaintyOf } from './names.ts';
import { isKeyLike } from './place-values.ts';
import { signsOf } from './signs.ts';
import { isNoSecret, isPlainWord, looksDrawn } from './values.ts';
import type { Span, View } from './view.ts';

/** Names and values that stand otherwise than one behind the other: in elements, parts, columns, and in records in which the value comes first. */

interface Layout {
  /** What a text with such a layout holds. */
  mark: string;
  /** A name and a value, as groups of these names. */
  pattern: RegExp;
  /** Whether it says so little that the value has to be drawn. */
  isWeak?: boolean;
}

const LAYOUTS: Layout[] = [
  // HAR and lists of variables, with their members in the other order.
  {
    mark: 'val',
    pattern:
      /["'](?:value|val)\\{0,3}["']\s{0,4}:\s{0,4}\\{0,3}["'](?<value>[^"'\n\r]{4,4096}?)\\{0,3}["']\s{0,4},[^{}]{0,200}?["'](?:name|key|k|header|field|variable)\\{0,3}["']\s{0,4}:\s{0,4}\\{0,3}["'](?<name>[\w.-]{2,80})/gi,
  },
  // The same where the beginning of the value was lost.
  {
    mark: '"name"',
    pattern: /(?<![\w+/=.-])(?<value>[\w+/=.-]{8,4096})"\s{0,4},\s{0,40}"name"\s{0,4}:\s{0,4}"(?<name>[\w.-]{2,80})"/g,
    isWeak: true,
  },
  // Property lists.
  { mark: '</key>', pattern: /<key>(?<name>[\w.-]{2,80})<\/key>\s{0,40}<string>(?<value>[^<>]{4,4096})<\/string>/gi },
  // Parts of a form.
  { mark: 'name=', pattern: /\bname=["']?(?<name>[\w.-]{2,80})["']?[^\n\r]{0,200}\r?\n\r?\n(?<value>[^\s]{4,4096})/gi },
  // Columns of tables.
  {
    mark: '',
    pattern: /(?<![\w.-])(?<name>[\w.-]{2,80})["']?[ \t]{0,80}[|│,;][ \t]{0,20}["']?(?<value>[\w+/=.-]{16,4096})/g,
    isWeak: true,
  },
  // Columns of blanks, as PowerShell and the registry of Windows list variables.
  {
    mark: '   ',
    pattern:
      /(?<![\w.-])(?<name>[\w.-]{2,80})[ \t]{3,80}(?:REG_(?:EXPAND_)?SZ[ \t]{1,80})?(?<value>[\w+/=.-]{16,4096})(?![^\s])/g,
    isWeak: true,
  },
  // Cells of HTML.
  {
    mark: '</',
    pattern:
      />\s{0,20}(?<name>[\w.-]{2,80}):?\s{0,20}<\/[^<>]{1,20}>(?:\s{0,40}<[^<>]{1,120}>){1,4}\s{0,40}(?<value>[^<>\s]{8,4096})/g,
    isWeak: true,
  },
  // Fields of forms.
  {
    mark: '=',
    pattern:
      /\b(?:value|content)=["'](?<value>[^"'\n\r<>]{4,4096})["'][^<>\n\r]{0,200}?\s(?:name|id)=["'](?<name>[\w.-]{2,80})["']/gi,
    isWeak: true,
  },
  {
    mark: '=',
    pattern:
      /(?<![\w-])(?:name|id)=["'](?<name>[\w.-]{2,80})["'][^<>\n\r]{0,200}?\s(?:value|content)=["'](?<value>[^"'\n\r<>]{4,4096})["']/gi,
    isWeak: true,
  },
  // Tuples of Erlang.
  { mark: '{', pattern: /\{["']?(?<name>[\w.-]{2,80})["']?,\s{0,4}(?:<<)?"(?<value>[^"\n\r]{4,4096})"/g },
  // Headers of Go and of Java, in lists.
  { mark: '[', pattern: /(?<![\w.-])(?<name>[\w.-]{2,80})[:=]\[(?<value>[^\s[\]"']{4,4096})\]/g },
];

export function laidOutIn(view: View): Span[] {
  const { text } = view;
  const { isNamed, mayBeDrawn, isMixed } = signsOf(view);
  if (!isNamed) return [];
  return LAYOUTS.filter(({ mark, isWeak }) => text.includes(mark) && (!isWeak || mayBeDrawn || isMixed)).flatMap(
    ({ pattern, isWeak = false }) =>
      [...text.matchAll(pattern)].flatMap(({ index, 0: whole, groups }) => {
        const { name = '', value = '' } = groups as Record<string, string>;
        const start = index + whole.lastIndexOf(value);
        const from = whole.startsWith(name) ? start : index + whole.indexOf(value);
        return isSecret(name, value, isWeak) ? [{ start: from, end: from + value.length }] : [];
      }),
  );
}

function isSecret(name: string, value: string, isWeak: boolean): boolean {
  // Where lines were broken in the middle of a name, `x-api-` is all of it.
  const certainty = certaintyOf(name) ?? (/[_-]$/.test(name) ? certaintyOf(`${name}key`) : null);
  if (!certainty || isNoSecret(value)) return false;
  if (isWeak || certainty === 'maybe') return certainty !== 'likely' && (isKeyLike(value) || looksChosen(value));
  return certainty === 'sure' || !isPlainWord(value);
}

/** Subprotocols of WebSockets that carry a key. */
const PROTOCOL = /\binsecure-api-key\.([\w.-]{1,4096})/g;

/** The data of a Secret of Kubernetes, whatever its name. */
const KIND = /\bkind["']?\s{0,4}:\s{0,4}["']?Secret\b/;
const DATA = /(?<=^|[\n{,])\s{0,40}["']?[\w.-]{1,80}["']?\s{0,4}:\s{0,4}["']?([A-Za-z0-9+/_-]{12,8192}={0,2})(?=["'\s,}]|$)/g;

/** What a plan changes: `api_key = "old" -> "new"`. */
const CHANGED = /->[ \t]{0,4}["']?([\w+/=.-]{16,4096})/g;
const OLD = /(?:^|[\s"'[(+~-])([\w.-]{2,80})["'\])]{0,3}[ \t]{0,20}(?:=[^\n\r]{0,200})?$/;

function changesIn(text: string): RegExpMatchArray[] {
  if (!text.includes('->')) return [];
  return [...text.matchAll(CHANGED)].filter(({ index, 1: value = '' }) => {
    const before = text.slice(Math.max(0, index - 320), index);
    const name = OLD.exec(before.slice(before.lastIndexOf('\n') + 1))?.[1] ?? '';
    return isSecret(name, value, true);
  });
}

export function carriersIn({ text }: View): Span[] {
  const protocols = text.includes('insecure-api-key.') ? [...text.matchAll(PROTOCOL)] : [];
  const data =
    text.includes('Secret') && KIND.test(text)
      ? [...text.matchAll(DATA)].filter(([, value = '']) => /=$/.test(value) || looksDrawn(value))
      : [];
  return [...protocols, ...data, ...changesIn(text)].map(({ index = 0, 0: whole, 1: value = '' }) => ({
    start: index + whole.length - value.length,
    end: index + whole.length,
  }));
}
