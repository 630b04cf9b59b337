import { type Role, withRoles } from './blocks.ts';
import { carriedParts, carriersOf } from './carriers.ts';
import { unwrapped } from './containers.ts';
import { type Header, headerOf, speakerOf } from './header.ts';

/** A line of a log: what the program said, apart from who said it and when. */
export interface Line {
  /** What the program said, with its indentation, without time stamps, levels, names of loggers, colors and frames. */
  text: string;
  number: number;
  /** The time stamp that the program put before it, to the second; null where it put none. */
  stamp: string | null;
  /** How bad the program says it is, as it is written; null where it says nothing. */
  level: string | null;
  /** Who speaks: containers, processes, threads, loggers, places in a program. */
  source: string;
  /** The container or the process alone; null where no collector names it. */
  speaker: string | null;
  role: Role;
}

/** A longer line is read up to here only: what is telling stands near where the search found it. */
const LONGEST = 32_768;

/**
 * Splits an excerpt into lines and takes from each what terminals, collectors, loggers and frames have put around it. A collector stamps
 * each line, a logger each message: what it puts before the lines of one trace is the collector's.
 */
export function linesOf(text: string, firstLine: number): Line[] {
  const raw = text.split(/\r?\n|\r(?!\n)/).flatMap((line, at) => {
    const number = firstLine + at;
    return unwrapped(withoutFrame(withoutEntities(withoutControls(line.slice(0, LONGEST))))).map((part) => ({
      text: part,
      number,
    }));
  });
  const headed = raw.map((line) => ({ ...line, header: headerOf(line.text) }));
  const carriers = carriersOf(headed);
  return withRoles(headed.map((line) => lineOf(line, carriedParts(line, carriers))));
}

/** What the first parts of the header say of time and level is said of the carrier's line, not of the program's message. */
function lineOf({ text, number, header }: { text: string; number: number; header: Header }, carried: number): Line {
  const own = header.parts.slice(carried);
  const says = (kind: string) => own.find((part) => part.kind === kind)?.says ?? null;
  const sources = header.parts.filter(({ kind }) => kind === 'source' || kind === 'label').map(({ says }) => says);
  const said = { stamp: says('stamp'), level: says('level'), source: sources.join(' '), speaker: speakerOf(header) };
  return { text: text.slice(header.length), number, ...said, role: 'message' };
}

/** Escape sequences, also where a JSON string or a collector spelled the escape out. */
function withoutControls(text: string): string {
  if (!/[\x00-\x08\x0b-\x1f\x7f-\x9f]|\[\d|u001b|\\x1b|\\033/i.test(text)) return text;
  return text
    .replace(/(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|␛)\[[0-9;?]{0,32}[ -/]{0,4}[@-~]/g, '')
    .replace(/\x1b\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)/g, '')
    .replace(/^\[\d{1,2}(?:;\d{1,3}){0,4}m|(?<=\s|\w)\[\d{1,2}(?:;\d{1,3}){0,4}m/g, '')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

const ENTITIES: { [name: string]: string } = { quot: '"', lt: '<', gt: '>', apos: "'", '#39': "'", '#x27': "'", amp: '&' };

/** Text that a program escaped for a page or a chat, as it was before; a line with tags is a page's own. */
function withoutEntities(text: string): string {
  if (!/&(?:quot|lt|gt|apos|#39|#x27|amp);/.test(text)) return text;
  const bare = text.replace(/<\/?(?:pre|code)>/g, '');
  if (/<[a-z!/]/i.test(bare)) return text;
  return bare.replace(/&(quot|lt|gt|apos|#39|#x27|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Boxes around tracebacks (rich, pytest) and the column of file names that rich prints on the right. */
function withoutFrame(text: string): string {
  return text
    .replace(/^\s{0,200}[│┃║╎▏] ?/, '')
    .replace(/\s{1,200}[│┃║╎▕]\s{0,20}$/, '')
    .replace(/\s{2,200}[\w.<>-]{1,60}\.py:\d{1,6}$/, '');
}
