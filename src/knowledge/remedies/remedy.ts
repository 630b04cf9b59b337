import type { Step } from '../../model/finding.ts';
import type { FindingName } from '../entry.ts';

/** What mends the case, where the message itself says it. */
export interface Remedy {
  /** The findings that the message may come with, or whole layers, as `request/`. */
  of: readonly (FindingName | `${string}/`)[];
  /** The message, in one line. What its groups take are values for the texts. */
  said: RegExp;
  /** What shows beside it that the remedy does not fit. */
  unless?: RegExp;
  /** What the message means, in place of the general meaning. */
  means?: string;
  steps: readonly [string | Step, ...(string | Step)[]];
  /** The program raised the error before it asked a server: what servers and accounts need has no place beside it. */
  local?: true;
  /** What the finding says in general is of another key, or of another service: it has no place beside this. */
  alone?: true;
  /** A line in which it is said. */
  sample: string;
}

/** Findings that say of a request that something in it is wrong. */
export const OF_REQUEST = [
  'request/',
  'http/bad-request',
  'http/unprocessable',
  'http/unmapped-status',
  'auth/model-not-found',
  'server/error',
] as const;
