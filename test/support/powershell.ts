/**
 * A command as PowerShell takes it apart, by the rules of about_Quoting_Rules and about_Parsing: enough to see which signs of a value would
 * get a meaning. Written from those pages and not from the builder under test.
 */
export type Token = { kind: 'word'; text: string } | { kind: 'operator'; text: string };

/** Typographic quotes count like the plain ones. */
const SINGLE = "'\u2018\u2019\u201a\u201b";
const DOUBLE = '"\u201c\u201d\u201e';
const OPERATORS = ';|&(){}\n<>@,';

export function tokensOf(command: string): Token[] {
  const tokens: Token[] = [];
  let word: string | null = null;
  const end = () => {
    if (word !== null) tokens.push({ kind: 'word', text: word });
    word = null;
  };
  for (let at = 0; at < command.length; at++) {
    const sign = command[at] as string;
    if (/\s/.test(sign) && sign !== '\n') end();
    else if (SINGLE.includes(sign)) {
      const { text, next } = singleQuoted(command, at + 1);
      word = (word ?? '') + text;
      at = next;
    } else if (DOUBLE.includes(sign)) {
      const { parts, next } = doubleQuoted(command, at + 1);
      for (const part of parts) {
        if (part.kind === 'operator') {
          end();
          tokens.push(part);
        } else word = (word ?? '') + part.text;
      }
      word ??= '';
      at = next;
    } else if (sign === '`') {
      word = (word ?? '') + (command[at + 1] ?? '');
      at += 1;
    } else if (sign === '$') {
      const name = /^\$(?:\{[^}]*\}|(?:\w+:)?\w+|[?$^])/.exec(command.slice(at))?.[0] ?? '$';
      end();
      tokens.push({ kind: 'operator', text: name });
      at += name.length - 1;
    } else if (sign === '#' && word === null) {
      tokens.push({ kind: 'operator', text: '#' });
      break;
    } else if (OPERATORS.includes(sign)) {
      end();
      tokens.push({ kind: 'operator', text: sign });
    } else word = (word ?? '') + sign;
  }
  end();
  return tokens;
}

function singleQuoted(command: string, from: number): { text: string; next: number } {
  let text = '';
  for (let at = from; at < command.length; at++) {
    const sign = command[at] as string;
    if (!SINGLE.includes(sign)) text += sign;
    else if (SINGLE.includes(command[at + 1] ?? ' ')) {
      text += sign;
      at += 1;
    } else return { text, next: at };
  }
  throw new Error('a single quote is left open');
}

function doubleQuoted(command: string, from: number): { parts: Token[]; next: number } {
  const parts: Token[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push({ kind: 'word', text });
    text = '';
  };
  for (let at = from; at < command.length; at++) {
    const sign = command[at] as string;
    if (DOUBLE.includes(sign)) {
      if (!DOUBLE.includes(command[at + 1] ?? ' ')) {
        flush();
        return { parts, next: at };
      }
      text += sign;
      at += 1;
    } else if (sign === '`') {
      text += command[at + 1] ?? '';
      at += 1;
    } else if (sign === '$' && /[\w({?$^:]/.test(command[at + 1] ?? '')) {
      const name = /^\$(?:\(|\{[^}]*\}|(?:\w+:)?\w+|[?$^:])/.exec(command.slice(at))?.[0] ?? '$';
      flush();
      parts.push({ kind: 'operator', text: name });
      at += name.length - 1;
      if (name === '$(') {
        const close = command.indexOf(')', at);
        parts.push(...tokensOf(command.slice(at + 1, close)), { kind: 'operator', text: ')' });
        at = close;
      }
    } else text += sign;
  }
  throw new Error('a double quote is left open');
}
