/** Removes these characters from both ends of the text. A pattern like `\s+$` would retry each inner run and take quadratic time. */
export function cutEnds(text: string, before: string, after = before): string {
  let start = 0;
  let end = text.length;
  while (start < end && before.includes(text.charAt(start))) start += 1;
  while (end > start && after.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
