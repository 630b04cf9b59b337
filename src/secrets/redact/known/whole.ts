import { mask } from '../mask.ts';
import { PIECE } from './pieces.ts';

/** A text without these secrets, where they stand whole and as they are written. All are looked for at once. */
export function withoutWhole(text: string, secrets: readonly string[]): string {
  const byHead = new Map<string, string[]>();
  for (const secret of secrets) {
    const head = secret.slice(0, PIECE);
    // A shorter secret may be an ordinary word.
    if (head.length === PIECE)
      byHead.set(
        head,
        [...(byHead.get(head) ?? []), secret].sort((a, b) => b.length - a.length),
      );
  }
  const codes = new Set([...byHead.keys()].map((head) => head.charCodeAt(0)));
  let result = '';
  let done = 0;
  for (let at = 0; byHead.size > 0 && at + PIECE <= text.length; at += 1) {
    const secret = codes.has(text.charCodeAt(at))
      ? byHead.get(text.slice(at, at + PIECE))?.find((one) => text.startsWith(one, at))
      : undefined;
    if (!secret) continue;
    result += text.slice(done, at) + mask(secret);
    done = at + secret.length;
    at = done - 1;
  }
  return result + text.slice(done);
}
