/** How JSON of a record or a list begins: with a name in quotes, a value, or the end of it. */
const BEGINNING = /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[[{\]"\dtfn-]|$))/;

/**
 * Whether a text begins as JSON and ends inside it: a string or a bracket is still open. In HTTP/1.0 the end of the connection ends the
 * body, and a server that fails in the middle may have sent a matching length: then only the text shows that a part is missing.
 */
export function isCutJson(text: string): boolean {
  if (!BEGINNING.test(text.slice(0, 1000))) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return true;
    } else if (sign === BRACE || sign === BRACKET) depth += 1;
    else if (sign === BRACE_END || sign === BRACKET_END) depth -= 1;
  }
  return depth > 0;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** Where the string that begins here ends; -1 where it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === BACKSLASH) at += 1;
    else if (sign === QUOTE) return at;
  }
  return -1;
}
