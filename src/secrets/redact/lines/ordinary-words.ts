import { looksDrawn } from '../values.ts';

/** Which words of a line are evidently no piece of a secret: words, names of programs and errors, times, numbers, addresses without a secret. */

/** Shorter pieces are worth nothing, and most words of this length are words. */
const SHORTEST = 4;

/** What closes a word. */
const CLOSE = /[.:!?=]{1,8}$/;

const NUMBER = /^[-+#]?\d{1,5}(?:[.,:/T_-]\d{1,6}){0,6}(?:Z|[+-]\d\d:?\d\d)?[a-z%]{0,3}$/i;
const ID = /^(?:(?:req|org|user|gpt|chatcmpl|resp|run|msg|thread|asst|file)[_-]|proj_)/;
const URL = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^@?#]{0,400}$/i;

/** From a root or a directory that stands for one, with another below it. */
const PATH = /^(?:~|\.{1,2})?[/\\][\w.@+-]{1,40}[/\\]|^[A-Za-z]:[/\\]/;

/** What a shell prints in front of a command. */
const PROMPT = /^[\w.-]{1,40}@[\w.-]{1,80}:[~/]/;

/** Whether a word may be a piece of a secret that goes on from the line above. */
export function mayBePiece(word: string): boolean {
  const core = word.replace(CLOSE, '');
  if (
    core.length < SHORTEST ||
    !/[A-Za-z\d]/.test(core) ||
    NUMBER.test(core.replace(/^\w{1,12}=/, '')) ||
    ID.test(core) ||
    PROMPT.test(core)
  )
    return false;
  if (PATH.test(core)) return core.split(/[/\\]/).some(looksDrawn);
  return !(URL.test(core) ? core.split(/[:/]+/) : [core]).every(isOrdinary);
}

/** Words with signs between them, or with capitals within: `app.client`, `HTTPSConnectionPool`, `x86_64`. */
function isOrdinary(text: string): boolean {
  const runs = text.match(RUN) ?? [];
  const letters = runs.join('').length;
  const signs = text.length - letters;
  // Of several words each can be spoken.
  if (
    runs.length > 2 &&
    /[bcdfghjklmnpqrstvwxz]{5}/i.test(runs.filter((run) => /[a-z]/.test(run) && !/^https?x?$/i.test(run)).join(' '))
  )
    return false;
  return runs.every(isWord) && letters >= 3.4 * (runs.length - 1) && signs <= Math.max(1, letters / 3) + 1;
}

/** Letters of one word, or digits. */
const RUN = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** Letters that can be spoken, in the case of a word; a short number. */
function isWord(run: string): boolean {
  return run.length <= 24 && !/\d{4}|[bcdfghjklmnpqrstvwxz]{6}/i.test(run);
}

/** Whether a word is most likely a piece of a secret: drawn, or short and of digits and letters of both cases. */
export function isLikelyPiece(word: string): boolean {
  return mayBePiece(word) && (looksDrawn(word) || (/\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word)));
}
