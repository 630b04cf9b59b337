import { block } from './text.ts';

/** What takes lines of its own, and what is said where there is none. */
export interface Below {
  name: string;
  lines: string[];
  none: string;
}

/** An item for each name that has a text, and below them a block: chat tools know none inside of a list. */
export function listed(items: [string, string][], { name: last, lines, none }: Below): string {
  const all: [string, string][] = lines.length === 0 ? [...items, [last, none]] : items;
  const list = all.flatMap(([name, text]) => (text === '' ? [] : [`- ${name}: ${text}`])).join('\n');
  return lines.length === 0 ? list : `${list}\n\n${last}:\n\n${block(lines)}`;
}
