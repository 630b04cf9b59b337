import type { Step } from '../../../model/finding.ts';

/** What is known of this machine when the table of bugs is compared with it. */
export interface Here {
  /** Version of the Node.js that runs this tool, without `v`. */
  node: string;
  /** Versions by `npm:NAME` and `python:NAME`; the one that a program in the working directory would load. */
  installed: Readonly<Record<string, string>>;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the API is reached through a proxy that a variable names. */
  hasProxy: boolean;
}

/** A bug of a client that appears as a failure of the network or the API. */
export interface ClientBug {
  /** As `httpx-no-proxy-ipv6-range`; shown in the evidence. */
  id: string;
  /** Who fails, as people call it. */
  client: string;
  /** What has to be installed, by `npm:NAME`, `python:NAME` or `node`, and in which versions. */
  versions: Readonly<Record<string, string>>;
  /** What else has to hold here; null where the versions alone decide, or where only a log can show it. */
  holds: ((here: Here) => boolean) | null;
  /** What has to hold, in words. */
  condition: string;
  /** What people see, and why. */
  symptom: string;
  /** Whether every call of that client fails while it holds. */
  isFatal: boolean;
  /** What the client prints; a log that holds it may show this bug. */
  prints: RegExp;
  cure: readonly (string | Step)[];
  /** `reproduced`: observed by running that version. `reported`: stated by the source. */
  evidence: 'reproduced' | 'reported';
  /** Issue or change, as `owner/name#number`. */
  source: string;
}
