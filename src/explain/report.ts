import { isIP } from 'node:net';
import { findingIds } from '../catalogue/index.ts';
import { localTime } from '../machine/local-time.ts';
import type { Finding } from '../model/finding.ts';
import type { Platform, Severity, Verdict } from '../model/layers.ts';
import { type Report, SCHEMA_VERSION, type Ticket } from '../model/report.ts';
import { exitStatus, type FailOn } from '../report/exit-status.ts';
import { originOf } from '../settings/base-path.ts';
import { findingFor } from './finding.ts';
import { versionPath } from './read/default-values.ts';
import type { Surroundings } from './read/peers/surroundings.ts';
import type { Tallied } from './read/tally.ts';

/** Report fields that do not come from the log. */
export interface LogMeta {
  version: string;
  started: Date;
  durationMs: number;
  timeZone: string;
  failOn: FailOn;
  platform: Platform;
  startedAs?: string[] | undefined;
}

const SEVERITIES: Severity[] = ['error', 'warning', 'info'];

/** Turns the failures in a log into a report like that of `check`: root cause first, then by severity, then by layer. */
export function reportOf(kinds: Tallied[], meta: LogMeta): Report {
  const pairs = inOrder(kinds).map((tallied) => ({
    tallied,
    finding: findingFor(tallied, { platform: meta.platform, ...(meta.startedAs ? { startedAs: meta.startedAs } : {}) }),
  }));
  const sorted = SEVERITIES.flatMap((severity) => pairs.filter(({ finding }) => finding.severity === severity));
  const findings = sorted.map(({ finding }) => finding);
  const first = sorted[0]?.tallied ?? null;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'api-doctor', version: meta.version },
    startedAt: localTime(meta.started),
    durationMs: meta.durationMs,
    target: targetOf(first),
    verdict: verdictOf(findings),
    exitCode: exitStatus(findings, { failOn: meta.failOn, interruptedBy: null }),
    rootCause: findings.find(({ severity }) => severity === 'error')?.id ?? null,
    findings,
    probes: [],
    environment: {},
    ticket: ticketOf(first, meta),
  };
}

/** The kinds of failures as the layers lie. */
export function inOrder(kinds: readonly Tallied[]): Tallied[] {
  return kinds.toSorted((a, b) => findingIds.indexOf(a.failure.id) - findingIds.indexOf(b.failure.id));
}

/** A log proves failures, never health. */
function verdictOf(findings: Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'failing';
  return findings.some(({ severity }) => severity === 'warning') ? 'degraded' : 'unknown';
}

/** The target of the call, as far as the log shows it; empty string and nulls otherwise. */
function targetOf(tallied: Tallied | null): Report['target'] {
  const around = tallied?.failure.around;
  const url = around?.url ?? null;
  return {
    baseUrl: url ? `${originOf(url)}${versionPath(url)}` : hostOrigin(around),
    host: around?.host ?? null,
    port: around?.port ?? null,
    route: tallied?.failure.id.startsWith('proxy/') ? 'proxy' : 'direct',
  };
}

/** Scheme, host and port where no URL is shown; empty where no host is. */
function hostOrigin(around: Surroundings | undefined): string {
  if (!around?.host) return '';
  const { host, port } = around;
  const scheme = around.scheme ?? 'https';
  return originOf({ scheme, host, port: port ?? (scheme === 'https' ? 443 : 80), ipVersion: isIP(host) as 0 | 4 | 6 });
}

function ticketOf(tallied: Tallied | null, { started, timeZone }: LogMeta): Ticket {
  const failure = tallied?.failure ?? null;
  const reading = failure?.reading ?? null;
  const text = (name: string) => (typeof reading?.values[name] === 'string' ? (reading.values[name] as string) : null);
  return {
    model: text('model'),
    errorCode: reading?.error?.code ?? null,
    errorMessage: reading?.error?.message ?? null,
    requestId: text('requestId') ?? (failure ? (/\breq_[0-9a-z]{16,40}\b/.exec(failure.passage.text)?.[0] ?? null) : null),
    request: null,
    response: reading?.httpStatus ? { status: reading.httpStatus, headers: {} } : null,
    timestamp: localTime(started),
    timeZone,
  };
}
