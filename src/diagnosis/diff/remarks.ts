import { listed } from './difference.ts';
import type { DiffInput } from './side.ts';

const DAY_MS = 86_400_000;

/** Remarks that are needed to interpret a comparison, the most important first. */
export function remarksOn(a: DiffInput, b: DiffInput): string[] {
  return [target(a, b), logs(a, b), sameRun(a, b), interrupted(a, b), versions(a, b), times(a, b), unread(a, b)].filter(
    (remark) => remark !== null,
  );
}

type Remark = string | null;

function target(a: DiffInput, b: DiffInput): Remark {
  const [here, there] = [a.report.target.baseUrl, b.report.target.baseUrl];
  if (here === there || here === '' || there === '') return null;
  return `The reports are about different APIs: A about ${here}, B about ${there}. Many differences may follow from that.`;
}

function logs(a: DiffInput, b: DiffInput): Remark {
  const read = named([a.report.probes.length === 0, b.report.probes.length === 0]);
  return read && `${read} read from a log, which contains little about the machine, so there is not much to compare.`;
}

function sameRun(a: DiffInput, b: DiffInput): Remark {
  const isSame =
    a.report.startedAt === b.report.startedAt && a.report.durationMs === b.report.durationMs && a.report.probes.length > 0;
  return isSame ? 'Both are reports of the same run.' : null;
}

function interrupted(a: DiffInput, b: DiffInput): Remark {
  const ended = named([a, b].map(({ report }) => [130, 143].includes(report.exitCode)));
  return ended && `${ended} interrupted. Layers that were not checked may be healthy or broken.`;
}

function versions(a: DiffInput, b: DiffInput): Remark {
  const [here, there] = [a.report.version, b.report.version];
  if (here === there) return null;
  return `They were made by different versions of api-doctor (A ${here}, B ${there}), which may report different findings. To judge both with one version, run diagnose on each.`;
}

function times(a: DiffInput, b: DiffInput): Remark {
  const apart = Math.abs(Date.parse(a.report.startedAt) - Date.parse(b.report.startedAt));
  if (!(apart >= DAY_MS)) return null;
  const days = Math.round(apart / DAY_MS);
  return `They are ${days === 1 ? 'a day' : `${days} days`} apart, so differences may have developed in that time on both machines.`;
}

function unread(a: DiffInput, b: DiffInput): Remark {
  const ids = [...new Set([...a.unread, ...b.unread])];
  return ids.length === 0 ? null : `The facts of these probes have an unknown format and are not compared: ${listed(ids)}.`;
}

function named([first, second]: boolean[]): string | null {
  if (first && second) return 'Both were';
  return first ? 'A was' : second ? 'B was' : null;
}
