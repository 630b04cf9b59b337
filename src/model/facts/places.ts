/** The places on this machine that hold an API key or a base URL. Nothing here is a whole key. */
export interface PlacesFacts {
  places: Place[];
  /** Files that are there and cannot be read, with the system's code (`EACCES`). */
  unreadable: { path: string; code: string }[];
}

/** Who reads a place: `process` is this process's environment, `dotenv` a file that programs load themselves. */
export type PlaceKind =
  | 'process'
  | 'dotenv'
  | 'direnv'
  | 'compose'
  | 'shell-profile'
  | 'systemd-user'
  | 'codex'
  | 'aider'
  | 'llm';

export interface Place {
  kind: PlaceKind;
  holds: 'key' | 'base-url';
  /** The variable, or the name under which the file keeps it. */
  name: string;
  /** Relative to the working directory, or from `~`; null for the process's environment. */
  path: string | null;
  /** From 1; null where there is no line. */
  line: number | null;
  /** Of a key its public prefix and length; of a base URL its origin and path. */
  shown: string;
  /** The last four characters of a key that is long enough to keep its secret; else empty. */
  last: string;
  /** Whether it is what this run uses. */
  inUse: boolean;
}
