/**
 * The commands that a job's log gives to GitHub's runner (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 * It takes a line for one where `::` stands first, behind any white space.
 */

/** The kinds of annotation, gravest first. */
export type Level = 'error' | 'warning' | 'notice';

/** One annotation as a line of the log. */
export function annotation(level: Level, title: string, message: string): string {
  return `::${level} title=${escapeProperty(title)}::${escapeData(message)}\n`;
}

/** The part after the second `::` of a command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which also ends at `,` and at `::`. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
