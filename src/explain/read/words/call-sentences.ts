import { ADVICE, CALLED, CALLS, FAILS, NOT_A_CALL, VENDORS } from '../../../knowledge/clients/call-words.ts';

/** A message of an interface is no longer, and no sentence of it. */
const LONGEST = { words: 22, letters: 200 };
/** Where one part of a line ends and another begins: a logger and its message, two sentences, two clauses of a log. */
const PARTS = /[.!?](?=\s|$|["'])\s{0,2}|[。！？]|\s[-\u2013\u2014|]\s|;\s|\]:?\s/u;

/** Names of files: one of them may be called like a vendor. */
const PATH = /(?<!\S)(?!https?:)[\w.~@-]{0,80}[/\\][\w./\\@:-]{1,200}/gi;

/** What one part of a line says, and where it begins. */
interface Part {
  text: string;
  start: number;
}

/**
 * Where a line says in any words that a call of a model failed, and says no more; null where it does not. A sentence that is about what
 * came back, about files and settings, or about failures in general is none.
 */
export function failedCallIn(said: string): { place: number; length: number } | null {
  const line = said.replace(PATH, (path) => ' '.repeat(path.length));
  const isOfAVendor = VENDORS.test(line);
  const part = partsOf(line).find(({ text }) => (isOfAVendor || CALLED.test(text)) && saysThatACallFailed(text));
  return part ? { place: part.start, length: part.text.length } : null;
}

function saysThatACallFailed(text: string): boolean {
  const said = (text.split(ADVICE, 1)[0] as string).replace(/^\s*error:/i, '');
  if (said.length > LONGEST.letters || said.split(/\s+/).length > LONGEST.words) return false;
  return FAILS.test(said) && CALLS.test(said) && !NOT_A_CALL.test(said);
}

function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let rest = line;
  let start = 0;
  for (let found = PARTS.exec(rest); found; found = PARTS.exec(rest)) {
    parts.push({ text: rest.slice(0, found.index), start });
    const next = found.index + found[0].length;
    rest = rest.slice(next);
    start += next;
  }
  return [...parts, { text: rest, start }].filter(({ text }) => text.trim() !== '');
}
