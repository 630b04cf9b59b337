/** What the usual clients would do in this environment, and what those found here did. */
export interface ClientRunFacts {
  url: string;
  clients: ClientPrediction[];
}

export interface ClientPrediction {
  /** `openai for Python`, `curl`, … */
  client: string;
  /** `httpx 0.28.1`, `Node 22.21.0`: whose rules were taken; null for the newest known ones. */
  rules: string | null;
  /** `direct`, `http://proxy:3128`, or `error`. */
  route: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  /** The variables that it takes its key and its base URL from; null where none that it reads is set, or a report is of an older version. */
  keyVariable: string | null;
  baseUrlVariable: string | null;
  /** Where it reads them by itself; null in reports of older versions. */
  reads: string[] | null;
  /** The row whose run also shows this client, because it sends with that one; null where there is none. */
  sendsAs: string | null;
  /** What it raises at a variable's value instead of a request. */
  error: string | null;
  /** Names of the sets of roots that it reads, as in `TrustFacts`; empty without TLS. */
  trustStores: string[];
  /** Whether those accept the chain that was seen; null where it takes another way, or no chain was seen. */
  accepts: boolean | null;
  /** What follows from all that; null where the way was not looked at. */
  expected: 'answer' | 'failure' | null;
  /** What it did; null where it was not found or is not run. */
  run: ClientRun | null;
  /** Whether it did what was expected; null where either is unknown. */
  asExpected: boolean | null;
}

/** One program run to its end: a status, or the key words of its error. */
export interface ClientRun {
  status: number | null;
  error: string | null;
  ms: number;
}

/** Which client libraries are installed here, read without running anything. */
export interface InstalledFacts {
  /** The version of the Python that a program in the working directory would use, as `3.12`; null where none was found. */
  python: string | null;
  packages: InstalledPackage[];
  /** Known bugs, by id, whose versions are installed and whose condition holds in this environment. */
  bugs: string[];
}

export interface InstalledPackage {
  registry: 'npm' | 'python';
  name: string;
  version: string;
  /** The directory that it is in. */
  place: string;
}
