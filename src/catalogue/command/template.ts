/** In what a placeholder stands: outside of quotes, or inside of a pair. */
export type Quoting = 'none' | 'double' | 'single';

/** A placeholder of a command's template, with all that decides how its value may be written there. */
export interface Slot {
  name: string;
  quoting: Quoting;
  /** The quotes hold this placeholder and nothing else. */
  isAlone: boolean;
  /** A word begins with it: what begins with a dash would be taken for an option. */
  beginsWord: boolean;
  /** A command begins with it: the value would be the program. */
  beginsCommand: boolean;
  /** Whether the command is inside double quotes, as in `"$(cat {file})"`. */
  isInDouble: boolean;
}

type Piece = { text: string } | { slot: Slot };

const PLACEHOLDER = /\{([a-z][a-zA-Z0-9]*)\}/y;

/** Parses a template. `escapes`: whether a backslash escapes the next character, as in the shells of Unix. */
export function piecesOf(template: string, escapes: boolean): Piece[] {
  const pieces: Piece[] = [];
  const open: Quoting[] = ['none'];
  let text = '';
  for (let at = 0; at < template.length; ) {
    const name = nameAt(template, at);
    if (name) {
      pieces.push({ text }, { slot: slotAt(template, at, { name, open }) });
      text = '';
      at += name.length + 2;
      continue;
    }
    const length = escapes && template[at] === '\\' && open.at(-1) !== 'single' ? 2 : 1;
    if (length === 1) step(open, template, at);
    text += template.slice(at, at + length);
    at += length;
  }
  return [...pieces, { text }];
}

function nameAt(template: string, at: number): string | null {
  PLACEHOLDER.lastIndex = at;
  return PLACEHOLDER.exec(template)?.[1] ?? null;
}

/** Keeps count of the quotes and brackets that are open behind this sign. */
function step(open: Quoting[], template: string, at: number): void {
  const sign = template[at];
  const now = open.at(-1);
  if (now === 'single') {
    if (sign === "'") open.pop();
  } else if (now === 'double') {
    if (sign === '"') open.pop();
    else if (sign === '(' && template[at - 1] === '$') open.push('none');
  } else if (sign === '"' || sign === "'") open.push(sign === '"' ? 'double' : 'single');
  else if (sign === '(') open.push('none');
  else if (sign === ')' && open.length > 1) open.pop();
}

function slotAt(template: string, at: number, { name, open }: { name: string; open: Quoting[] }): Slot {
  const quoting = open.at(-1) ?? 'none';
  const quote = { none: '', double: '"', single: "'" }[quoting];
  const before = template.slice(0, at);
  const outside = quote && before.endsWith(quote) ? before.slice(0, -1) : before;
  return {
    name,
    quoting,
    isAlone: quote !== '' && outside !== before && template[at + name.length + 2] === quote,
    beginsWord: /(?:^|[\s;|&(])$/.test(outside) && (quote === '' || outside !== before),
    beginsCommand: quote === '' && /(?:^|[;|&(])\s*$/.test(before),
    isInDouble: open.slice(0, -1).includes('double'),
  };
}
