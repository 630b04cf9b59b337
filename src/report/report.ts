import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/layers.ts';
import type { DiagnosisInput } from '../model/observation.ts';
import { type Report, SCHEMA_VERSION, type Ticket } from '../model/report.ts';
import { environmentOf } from './environment.ts';
import { exitStatus, type FailOn, type SignalName } from './exit-status.ts';
import { exitsOf } from './exits.ts';
import { probeRows } from './rows.ts';
import { settingsOf } from './settings.ts';
import { spentOf } from './spent.ts';
import { ticketOf } from './ticket.ts';

/** Report data other than observations. */
export interface ReportMeta {
  version: string;
  durationMs: number;
  timeZone: string;
  failOn: FailOn;
  /** The signal that interrupted the run, or null. */
  interruptedBy: SignalName | null;
}

/** Builds the report. Pure; not redacted yet. */
export function makeReport(c: DiagnosisInput, findings: Finding[], meta: ReportMeta): Report {
  const { target, startedAt, internalErrors: faults = [] } = c;
  const spent = spentOf(c);
  const exits = exitsOf(c);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'api-doctor', version: meta.version },
    startedAt,
    durationMs: meta.durationMs,
    target: {
      baseUrl: target.baseUrl,
      host: target.url?.host ?? null,
      port: target.url?.port ?? null,
      route: target.route.kind,
    },
    verdict: verdictOf(findings, meta.interruptedBy !== null),
    exitCode: exitStatus(findings, meta),
    rootCause: findings.find((finding) => finding.severity === 'error')?.id ?? null,
    findings,
    probes: probeRows(c, findings),
    environment: environmentOf(target, meta.timeZone),
    ticket: soundTicket(c, meta.timeZone),
    settings: settingsOf(target, meta.failOn),
    ...(spent ? { spent } : {}),
    ...(exits.length > 0 ? { exits } : {}),
    ...(faults.length > 0 ? { internalErrors: faults } : {}),
  };
}

/** Errors in the ticket must not hide the findings. */
function soundTicket(c: DiagnosisInput, timeZone: string): Ticket {
  try {
    return ticketOf(c, timeZone);
  } catch {
    return ticketOf({ ...c, observations: {} }, timeZone);
  }
}

/** An interrupted run is never healthy: the rest was not tested. */
function verdictOf(findings: Finding[], interrupted: boolean): Verdict {
  if (findings.some((finding) => finding.severity === 'error')) return 'failing';
  return interrupted || findings.some((finding) => finding.severity === 'warning') ? 'degraded' : 'healthy';
}
