import type { Facts, ProbeId } from '../../model/observation.ts';
import { factShapes, isProbeId } from '../recorded/facts.ts';
import type { RecordedProbe, RecordedReport } from '../recorded/report.ts';
import { InvalidReportError, isRecord } from '../recorded/shape.ts';

/** One of the two reports, with the facts of the client's route. */
export interface DiffInput {
  report: RecordedReport;
  facts: { [P in ProbeId]?: Facts[P] };
  probes: Map<string, RecordedProbe>;
  /** Probes whose facts this version cannot read. */
  unread: string[];
}

/** Reads a report for comparison. Unreadable facts are omitted and listed; the rest is compared. */
export function sideOf(report: RecordedReport): DiffInput {
  const own = report.probes.filter(({ route }) => route === report.target.route);
  const facts = new Map<string, unknown>();
  const unread: string[] = [];
  for (const probe of own) {
    const found = hasFacts(probe) ? read(probe) : null;
    if (found) facts.set(probe.id, found);
    else if (hasFacts(probe)) unread.push(probe.id);
  }
  return { report, facts: Object.fromEntries(facts), probes: new Map(own.map((probe) => [probe.id, probe])), unread };
}

/** For a failed or skipped probe, a report contains only the problem or the reason. */
function hasFacts({ facts }: RecordedProbe): boolean {
  const names = isRecord(facts) ? Object.keys(facts) : [];
  return !(names.length === 0 || (names.length === 1 && (names[0] === 'problem' || names[0] === 'reason')));
}

function read({ id, facts }: RecordedProbe): unknown {
  if (!isProbeId(id)) return null;
  try {
    return factShapes[id](facts);
  } catch (error) {
    if (error instanceof InvalidReportError) return null;
    throw error;
  }
}
