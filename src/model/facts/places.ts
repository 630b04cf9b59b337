import type { EnvFileDifference } from './env-file.ts';

/** The places on this machine that hold an API key, a base URL, an organization, or a project. Nothing here is a whole key. */
export interface PlacesFacts {
  places: Place[];
  /** Files that are there and cannot be read, with the system's code (`EACCES`). */
  unreadable: { path: string; code: string }[];
  /** Lines of the files of `--env-file` that other programs read differently. */
  envFileDifferences: EnvFileDifference[];
}

/** Who reads a place: `process` is this process's environment, `dotenv` a file that programs load themselves. */
export const PLACE_KINDS = [
  'process',
  'dotenv',
  'direnv',
  'compose',
  'compose-env-file',
  'shell-profile',
  'systemd-user',
  'launchd',
  'windows-user',
  'windows-machine',
  'codex',
  'claude-code',
  'continue',
  'aider',
  'llm',
] as const;

export type PlaceKind = (typeof PLACE_KINDS)[number];

export const HELD = ['key', 'base-url', 'organization', 'project'] as const;

export type Held = (typeof HELD)[number];

export interface Place {
  kind: PlaceKind;
  holds: Held;
  /** The variable, or the name under which the file keeps it. */
  name: string;
  /** Relative to the working directory, or from `~`; null for the environment of the process, of a user, and of a machine. */
  path: string | null;
  /** From 1; null where there is no line. */
  line: number | null;
  /** Of a key its public prefix and length; of a base URL its origin and path; of an ID its first characters; `empty` for an empty text. */
  shown: string;
  /** The last four characters of a key that is long enough to keep its secret; else empty. */
  last: string;
  /** Whether it is what this run uses. */
  inUse: boolean;
  /** Whether the value stands in quotes, which `docker run --env-file` takes for a part of it. */
  quoted: boolean;
}
