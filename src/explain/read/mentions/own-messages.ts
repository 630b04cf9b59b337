import { lineAt, type Passage } from '../../log/passages.ts';
import { kindOf } from './mentions.ts';
import { isMentionedIn } from './prose.ts';

/** Whether a stretch of a passage's text is a program's own message of a failure, and not what it or a person only shows or speaks of. */
export type IsOwnMessage = (place: number, length: number) => boolean;

const known = new WeakMap<Passage, IsOwnMessage>();

/** Tells the messages of failures in a passage from talk of failures: code, prose, access logs, settings, typed commands, conversations. */
export function ownMessagesIn(passage: Passage): IsOwnMessage {
  const before = known.get(passage);
  if (before) return before;
  const kinds = new Map<string, boolean>();
  const isOwnMessage: IsOwnMessage = (place, length) => {
    const { text, role } = lineAt(passage, place);
    if (role !== 'message') return false;
    if (!kinds.has(text)) kinds.set(text, kindOf(text) === 'failure');
    return kinds.get(text) === true && !isMentionedIn(passage, place, length);
  };
  known.set(passage, isOwnMessage);
  return isOwnMessage;
}
