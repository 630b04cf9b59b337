import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/layers.ts';
import type { Case } from '../model/observation.ts';
import { type Report, SCHEMA_VERSION, type Ticket } from '../model/report.ts';
import { environmentOf } from './environment.ts';
import { exitStatus, type FailOn, type SignalName } from './exit-status.ts';
import { probeRows } from './rows.ts';
import { settingsOf } from './settings.ts';
import { ticketOf } from './ticket.ts';

/** What a report says besides what was seen. */
export interface ReportMeta {
  version: string;
  durationMs: number;
  timeZone: string;
  failOn: FailOn;
  /** The signal that ended the run early; null where it ran to its end. */
  interruptedBy: SignalName | null;
}

/** Puts together what the reporters print. Pure; nothing in it is redacted yet. */
export function makeReport(c: Case, findings: Finding[], meta: ReportMeta): Report {
  const { target, startedAt, internalErrors: faults = [] } = c;
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
    ...(faults.length > 0 ? { internalErrors: faults } : {}),
  };
}

/** The ticket is a convenience: facts that none can be made of hide no finding. */
function soundTicket(c: Case, timeZone: string): Ticket {
  try {
    return ticketOf(c, timeZone);
  } catch {
    return ticketOf({ ...c, seen: {} }, timeZone);
  }
}

/** An interrupted run proves no health: the rest was not looked at. */
function verdictOf(findings: Finding[], interrupted: boolean): Verdict {
  if (findings.some((finding) => finding.severity === 'error')) return 'failing';
  return interrupted || findings.some((finding) => finding.severity === 'warning') ? 'degraded' : 'healthy';
}
