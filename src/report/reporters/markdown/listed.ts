import { block } from './text.ts';

/** A block of lines, and the text where there are none. */
export interface Below {
  name: string;
  lines: string[];
  none: string;
}

/** One item per name with a text, and a block below: chat tools do not support blocks in lists. */
export function listed(items: [string, string][], { name: last, lines, none }: Below): string {
  const all: [string, string][] = lines.length === 0 ? [...items, [last, none]] : items;
  const list = all.flatMap(([name, text]) => (text === '' ? [] : [`- ${name}: ${text}`])).join('\n');
  return lines.length === 0 ? list : `${list}\n\n${last}:\n\n${block(lines)}`;
}
