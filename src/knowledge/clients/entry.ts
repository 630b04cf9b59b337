import type { Step } from '../../model/finding.ts';
import type { PythonType } from '../../model/layers.ts';
import type { FindingName, KnownProduct } from '../entry.ts';

/** Who asks: a client library, an HTTP client, a program. */
export interface ClientEntry extends KnownProduct {
  /** `Python`, `Node`, `JVM`, …: what it runs on, where it has a runtime. */
  runtime?: string;
  /** Entries that it sends its requests with, by id: their rules and steps hold for it too. */
  uses?: string[];
  /** What its messages and exception types mean, the most special first. */
  words?: ClientWords[];
  rules?: ClientRules;
  /** How its version is read without running it. */
  installed?: InstalledAt;
  bugs?: KnownBug[];
  source: string;
}

/** Words of a client's error. */
export interface ClientWords {
  pattern: RegExp;
  id: FindingName;
  /** What the official Python library raises for it; absent for the finding's usual type. */
  type?: PythonType | null;
}

/** What it goes by, one sentence each. */
export interface ClientRules {
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

/** A fault of the client itself that looks like the network's. */
export interface KnownBug {
  /** As `>=1.2.0 <1.4.1`. */
  versions: string;
  /** What has to hold for it to show. */
  condition: string;
  symptom: string;
  /** What it looks like. */
  looksLike: FindingName;
  cure: [string | Step, ...(string | Step)[]];
  evidence: 'reproduced' | 'reported';
  source: string;
}
