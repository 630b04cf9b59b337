import { CONTINUES } from '../log/carriers.ts';
import type { Line } from '../log/lines.ts';
import { INNERMOST_FIRST, type Passage } from '../log/passages.ts';
import { typedCommand } from '../log/roles.ts';

/** The lines in which one program says one thing, and who that program says it is. */
export interface LogRecord {
  /** Where in the passage's text it begins and ends. */
  from: number;
  to: number;
  /** Where in it the line of the place begins and ends, and the number of that line in the log. */
  line: number;
  lineTo: number;
  number: number;
  text: string;
  /** The names before its message: containers, processes, loggers. */
  source: string;
  /** The container or the process, as a collector names it; null where none does. */
  speaker: string | null;
  /** Whether it is a chain of Python's, which ends with what the program wanted. */
  isChain: boolean;
  /** The last command that was typed above; null where none was. */
  command: string | null;
}

/** What begins a message of its own where a logger puts no time before it: a level, a name in brackets or before a bar. */
const BEGINS =
  /^(?:\[?(?:TRACE|DEBUG|INFO|LOG|WARN(?:ING)?|ERROR|ERR!?|CRITICAL|FATAL)(?:\]?:? {1,8}|:)\S| ?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S{0,400} [1-5]\d\d\b|\[(?!cause\]|SSL\b|WinError |Errno )[A-Za-z][\w .:/-]{1,40}\] ?\S|##\[)/i;

/** The record in which a place of a passage stands: with the frames and the causes below it. Of a chain of exceptions, all of it. */
export function recordAt(passage: Passage, place: number): LogRecord {
  const { text, lines, starts } = passage;
  const at = Math.max(
    0,
    starts.findLastIndex((start) => start <= place),
  );
  const isChain = INNERMOST_FIRST.test(text);
  const [first, end] = isChain ? [0, lines.length] : [firstOf(lines, at), endOf(lines, at)];
  const from = starts[first] ?? 0;
  const to = starts[end] ?? text.length;
  const source = lines[first]?.source || lines[at]?.source || '';
  const command = commandAbove(lines, at);
  const line = (starts[at] ?? 0) - from;
  const { number = 0, speaker = null } = lines[at] ?? {};
  const lineTo = (starts[at + 1] ?? text.length) - from;
  return { from, to, line, lineTo, number, text: text.slice(from, to), source, speaker, isChain, command };
}

/** So many lines of output a command has at most before its failure. */
const OUTPUT = 60;

/** The command whose output a line is. What has a time of its own was written by a program that runs by itself. */
function commandAbove(lines: readonly Line[], at: number): string | null {
  for (let above = at; above >= 0 && above > at - OUTPUT; above -= 1) {
    const { text, stamp } = lines[above] as Line;
    const command = typedCommand(text);
    if (command !== null) return command;
    if (stamp !== null) return null;
  }
  return null;
}

/** An error of its own, where no trace is above it that ends with it. */
const ERROR = /^(?:Uncaught )?(?:[a-z_]\w{0,40}\.){0,6}[A-Z]\w{0,60}(?:Error|Exception)(?: \[\w{1,40}\])?: \S/;

function begins({ text, stamp, level }: Line, before: Line | undefined): boolean {
  if (stamp !== null || level !== null || BEGINS.test(text.slice(0, 120)) || typedCommand(text) !== null) return true;
  return ERROR.test(text.slice(0, 160)) && before !== undefined && !CONTINUES.test(before.text);
}

function firstOf(lines: readonly Line[], at: number): number {
  let first = at;
  while (first > 0 && !begins(lines[first] as Line, lines[first - 1])) first -= 1;
  return first;
}

function endOf(lines: readonly Line[], at: number): number {
  let end = at + 1;
  while (end < lines.length && (CONTINUES.test(lines[end]?.text ?? '') || !begins(lines[end] as Line, lines[end - 1]))) end += 1;
  return end;
}
