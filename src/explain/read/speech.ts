import { lineAt, type Passage } from '../log/passages.ts';
import { kindOf } from './mentions.ts';
import { isTold } from './talk.ts';

/** Whether a stretch of a passage's text is a program's own message of a failure, and not what it or a person only shows or speaks of. */
export type Said = (place: number, length: number) => boolean;

const known = new WeakMap<Passage, Said>();

/** Tells the messages of failures in a passage from talk of failures: code, prose, access logs, settings, typed commands, conversations. */
export function saidIn(passage: Passage): Said {
  const before = known.get(passage);
  if (before) return before;
  const kinds = new Map<string, boolean>();
  const said: Said = (place, length) => {
    const { text, role } = lineAt(passage, place);
    if (role !== 'message') return false;
    if (!kinds.has(text)) kinds.set(text, kindOf(text) === 'failure');
    return kinds.get(text) === true && !isTold(passage, place, length);
  };
  known.set(passage, said);
  return said;
}
