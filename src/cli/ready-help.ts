import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../machine/io.ts';
import { programText } from './usage.ts';

/** What the build starts the tool as; in its texts each of these words gives way to how the tool was started here. */
export const STARTED_AS = 'started-as-here';

/** The commands whose help the build has made, by arguments that ask for it. */
const ASKED: [argv: string[], command: string][] = [
  [['--help'], ''],
  [['-h'], ''],
  [['help'], ''],
  [['check', '--help'], 'check'],
  [['check', '-h'], 'check'],
  [['help', 'check'], 'check'],
];

/** Width of the help's lines: that of the terminal, or 80 columns, and at most 100. */
export function helpWidth({ stdout }: Pick<Io, 'stdout'>): number {
  return Math.min(stdout.columns || 80, 100);
}

/**
 * The help that these arguments ask for, from the file of the build; null where it made none, as for other widths, and in the sources, which
 * have no such file.
 */
export function readyHelp(argv: string[], io: Io, folder = import.meta.dirname): string | null {
  const command = ASKED.find(([words]) => words.length === argv.length && words.every((word, at) => word === argv[at]))?.[1];
  if (command === undefined) return null;
  try {
    const text = JSON.parse(readFileSync(join(folder, 'help.json'), 'utf8'))[helpWidth(io)]?.[command];
    return typeof text === 'string' ? text.replaceAll(STARTED_AS, () => programText(io)) : null;
  } catch {
    // Whatever is wrong with this file, the help can be made again.
    return null;
  }
}
