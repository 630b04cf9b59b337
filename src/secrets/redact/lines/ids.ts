/** What is drawn by machines and no secret, near one. */

/** What is drawn and no secret: by its look, and by the name or the sign before it. */
const ID =
  /^(?:req|org|user|proj|gpt|chatcmpl|resp|run|msg|thread|asst|file|call|batch)[_-]|^_?0x[\da-f]+$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ID_NAME =
  /(?:\bids?|[_-]id|[a-z]I[dD]|uuid|trace|span|request|hash|sha\d{0,3}|digest|commit|etag|ray|version|revision|model|host|pod|container|node|image|build)["'`]?\s?[:=]\s?["'`]?[\w.:/+-]{0,80}$/i;
const LONGEST_NAME = 104;
/** Dates, moments, fractions, and numbers that are no longer than counts, with a unit: a long one of any two letters may be a piece in base 16. */
const NUMBER =
  /^\d*-[\d-]*$|^\d{1,4}[a-z]{0,2}$|^\d{5,7}(?:[munk]?s|m[sb]|[kg]b|[bdhkm]|px|pt|rp[ms]|[kmt]i)?$|^(?:1[5-9]|20)\d+$|^\d+Z$/;

/** A path from a root whose first directory is a word. */
const IN_PATH = /(?:^|[\s"'`(=:])(?:[A-Za-z]:)?[/\\]{1,3}[A-Za-z%.-]{2,20}[/\\][^\s"'`]{0,200}$/;
const LONGEST_PATH = 240;

/** Whether the word at a place is an ID, a digest, a number, a name of a machine or a file, or what another program left of a key. */
export function isId(text: string, at: number, word: string): boolean {
  if (/^[\d-]/.test(word) && (NUMBER.test(word) || (/[.:=]/.test(text[at - 1] ?? '') && /^\d+$/.test(word)))) return true;
  if (ID.test(word) || text[at - 1] === '@' || text[at + word.length] === '*') return true;
  if (ID_NAME.test(text.slice(Math.max(0, at - LONGEST_NAME), at))) return true;
  return /[/\\]/.test(text[at - 1] ?? '') && IN_PATH.test(text.slice(Math.max(0, at - LONGEST_PATH), at));
}
