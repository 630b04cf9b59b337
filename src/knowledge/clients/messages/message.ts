import type { Layer, PythonType } from '../../../model/layers.ts';

/**
 * A message that a program prints on a failure, and its meaning. `none`: it resembles a failed call and is none (noise, a retry by the
 * program itself, an error of the program's own).
 */
export interface Message {
  program: string;
  /** Versions in whose source or logs it was seen; empty where it is the same in all. */
  seen: string;
  /**
   * The words, with what changes in brackets: `<host>`, `<n>` (a number), `<url>`, `<word>`, `<...>` (anything in the same line). Blind to case;
   * white space is one space.
   */
  format: string;
  finding: `${Layer}/${string}` | 'none';
  /** As `Weight` of the signs of logs; `cause` where nothing is said. */
  weight?: 'hidden' | 'general' | 'code';
  type?: PythonType | null;
  /** A line as the program prints it. */
  sample: string;
}

/** A row without the program: its words, the finding, a sample where the words themselves are none, and what differs from the usual. */
export type Row = [
  format: string,
  finding: Message['finding'],
  sample?: string | undefined,
  more?: Pick<Message, 'weight' | 'type'>,
];

/** The messages of one program. */
export function messagesOf(program: string, seen: string, rows: readonly Row[]): Message[] {
  return rows.map(([format, finding, sample = format, more = {}]) => ({ program, seen, format, finding, sample, ...more }));
}

/** Names that are unmistakable wherever they stand, listed by what they mean. */
export function named(names: Readonly<Partial<Record<Message['finding'], string>>>, more: Row[3] = {}): Row[] {
  return Object.entries(names).flatMap(([finding, list]) =>
    (list ?? '').split(' ').map((name): Row => [name, finding as Message['finding'], name, more]),
  );
}

/** Sentences of one meaning, each printed as it stands. */
export function saying(finding: Message['finding'], more: NonNullable<Row[3]>, ...texts: string[]): Row[] {
  return texts.map((text): Row => [text, finding, text, more]);
}

/** One meaning, and the sentence that says it in each language. */
export type Sentences = readonly [finding: Message['finding'], ...texts: string[]];

/** In languages where the sentence is short, the same words may occur in any log. */
const SHORT = 6;

/** The sentences of many languages as rows, each in a line as programs print it. */
export function inLanguages([finding, ...texts]: Sentences, printed: (text: string) => string, more: Row[3] = {}): Row[] {
  return texts.filter((text) => text.length >= SHORT).map((text): Row => [text, finding, printed(text), more]);
}
