import type { Header } from './header.ts';

/** A line with what stands before its message. */
interface Headed {
  text: string;
  header: Header;
}

/** What goes on from the line before: indentation, frames, chains, brackets that close, nothing at all. */
export const CONTINUES =
  /^(?:\s|at |File "|\.\.\. \d|Caused by\b|Suppressed:|Traceback|The above|During handling|---> |\[cause\]|cause:|[}\])]|\d{1,3}: |[│╰╭])|^$/;

/** What a logger would hardly begin a message with: lines that were printed without it. */
const PRINTED =
  /^(?:\s{2}|\t|at [\w.$<(]|File "|\.\.\. \d|Caused by: |Traceback|The above exception|During handling|---> |[}\])])|^\s?$/;

/** A carrier put itself before at least so many lines that go on, and they are at least such a share of its lines. */
const ENOUGH = { lines: 2, share: 0.15 };

/**
 * The headers, each without its numbers, that stand before lines which only go on: a collector puts them before every line, so they do not
 * begin a message.
 */
export function carriersOf(lines: readonly Headed[]): Set<string> {
  const counts = new Map<string, { all: number; printed: number }>();
  for (const { text, header } of lines) {
    if (header.parts.length === 0) continue;
    const shape = shapeOf(text, header, header.parts.length);
    const count = counts.get(shape) ?? { all: 0, printed: 0 };
    count.all += 1;
    if (PRINTED.test(text.slice(header.length))) count.printed += 1;
    counts.set(shape, count);
  }
  const carriers = [...counts].filter(([, { all, printed }]) => printed >= ENOUGH.lines && printed >= all * ENOUGH.share);
  return new Set(carriers.map(([shape]) => shape));
}

/** How many parts of a line's header are a carrier's. */
export function carriedParts({ text, header }: Headed, carriers: ReadonlySet<string>): number {
  if (carriers.size === 0) return 0;
  for (let parts = header.parts.length; parts > 0; parts -= 1) if (carriers.has(shapeOf(text, header, parts))) return parts;
  return 0;
}

/** The first parts of a header with its numbers left out. */
function shapeOf(text: string, { parts }: Header, count: number): string {
  return text
    .slice(0, parts[count - 1]?.end ?? 0)
    .replace(/\d+/g, '0')
    .trimEnd();
}
