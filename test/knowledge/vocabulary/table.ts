/** One line that a program prints when a call fails, and what it means: `none` for what looks like a failure and is none. */
export interface Printed {
  program: string;
  /** Versions in whose source it stands; empty where it is the same in all. */
  seen: string;
  text: string;
  finding: string;
  source: string;
}

/** How one program puts things that fail in the same way everywhere: a number or a name of the system, a status, an alert. */
export interface Rendering<Thing> {
  program: string;
  seen?: string;
  source: string;
  /** Nothing where this program does not print that one so. */
  print: (thing: Thing) => string | null | undefined;
  /** What it means there, where that is not what the thing itself means. */
  means?: (thing: Thing) => string;
}

/** Every thing in every program's words. */
export function rendered<Thing extends { finding: string }>(
  things: readonly Thing[],
  renderings: readonly Rendering<Thing>[],
): Printed[] {
  return renderings.flatMap(({ program, seen = '', source, print, means }) =>
    things.flatMap((thing) => {
      const text = print(thing);
      return text == null ? [] : [{ program, seen, source, text, finding: means?.(thing) ?? thing.finding }];
    }),
  );
}

/** What one program prints, line by line. */
export type Own = [program: string, seen: string, source: string, rows: [text: string, finding: string][]];

export function owned(programs: readonly Own[]): Printed[] {
  return programs.flatMap(([program, seen, source, rows]) =>
    rows.map(([text, finding]) => ({ program, seen, source, text, finding })),
  );
}
