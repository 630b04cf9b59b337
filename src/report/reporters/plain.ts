/** Lists for readers that show neither colour nor Markdown. What is to be typed keeps its backticks, so that its ends are seen. */

/** Facts below a heading, one a line; empty where there are none. */
export function bulleted(heading: string, lines: string[]): string {
  return listed(heading, lines, () => '-');
}

/** Steps below a heading, in their order; empty where there are none. */
export function numbered(heading: string, lines: string[]): string {
  return listed(heading, lines, (at) => `${at + 1}.`);
}

function listed(heading: string, lines: string[], sign: (at: number) => string): string {
  return lines.length === 0 ? '' : `${heading}:\n${lines.map((line, at) => `${sign(at)} ${line}`).join('\n')}`;
}
