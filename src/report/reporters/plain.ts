/** Lists for outputs without color and Markdown. Commands keep their backticks. */

/** Facts below a heading, one per line; empty where there are none. */
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
