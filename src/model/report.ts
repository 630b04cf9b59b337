import type { Finding } from './finding.ts';
import type { RouteName, Verdict } from './layers.ts';
import type { InternalError } from './problem.ts';
import type { Settings } from './settings.ts';

/** Version of the report's JSON form. It rises only when a field changes its meaning or goes away. */
export const SCHEMA_VERSION = 2;

export interface ReportProbe {
  id: string;
  route: RouteName;
  status: 'pass' | 'warn' | 'fail' | 'skip';
  startMs: number;
  durationMs: number;
  summary: string;
  facts: unknown;
  skippedBecause: string | null;
}

export interface Ticket {
  model: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  requestId: string | null;
  request: { method: string; url: string; headers: Record<string, string> } | null;
  response: { status: number; headers: Record<string, string> } | null;
  timestamp: string;
  timeZone: string;
}

export interface Report {
  schemaVersion: typeof SCHEMA_VERSION;
  tool: { name: 'api-doctor'; version: string };
  startedAt: string;
  durationMs: number;
  target: { baseUrl: string; host: string | null; port: number | null; route: RouteName };
  verdict: Verdict;
  exitCode: number;
  rootCause: string | null;
  findings: Finding[];
  probes: ReportProbe[];
  environment: Record<string, unknown>;
  ticket: Ticket;
  /** Absent where nothing was run: in what was read from a log. */
  settings?: Settings;
  /** What billed requests of this run used. Absent where none was sent. Tokens are null where the answers do not count them. */
  spent?: { requests: number; inputTokens: number | null; outputTokens: number | null };
  /** Where requests reached the edge of the network that answers, by route, as headers of the answers say. Absent where none does. */
  exits?: { route: RouteName; header: string; value: string; place: string; country: string | null }[];
  /** Failures of this program itself, outside of any probe. Absent where there were none. */
  internalErrors?: InternalError[];
  /** With `--wait`: how many checks were made, how many milliseconds that took, and the causes that were met, in order. This is the last of them. */
  waited?: { checks: number; ms: number; causes: string[] };
}
