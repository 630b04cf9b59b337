import type { KnownProduct } from '../entry.ts';

/** Who asks: a client library, an HTTP client, a program. */
export interface ClientEntry extends KnownProduct {
  /** `Python`, `Node`, `JVM`, …: what it runs on, where it has a runtime. */
  runtime?: string;
  /** Entries that it sends its requests with, by id: their rules and steps hold for it too. */
  uses?: string[];
  rules?: ClientRules;
  /** How its version is read without running it. */
  installed?: InstalledAt;
  source: string;
}

/** What it goes by, one sentence each. */
export interface ClientRules {
  /** Where its base URL comes from, and what it does with it. */
  baseUrl?: string;
  /** Which proxy variables it reads. */
  proxy?: string;
  /** Which roots it trusts, and what adds to them. */
  trust?: string;
  /** Its time limits. */
  timers?: string;
  /** How it looks up names. */
  dns?: string;
}

/** Where a package of this name is installed. */
export interface InstalledAt {
  registry: 'python' | 'npm' | 'program';
  name: string;
}
