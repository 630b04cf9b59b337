import { listed } from './difference.ts';
import type { Side } from './side.ts';

const DAY_MS = 86_400_000;

/** What somebody has to know to read a comparison rightly, the most important first. */
export function remarksOn(a: Side, b: Side): string[] {
  return [target(a, b), logs(a, b), sameRun(a, b), interrupted(a, b), versions(a, b), times(a, b), unread(a, b)].filter(
    (remark) => remark !== null,
  );
}

type Remark = string | null;

function target(a: Side, b: Side): Remark {
  const [here, there] = [a.report.target.baseUrl, b.report.target.baseUrl];
  if (here === there || here === '' || there === '') return null;
  return `The two are about different APIs: A about ${here}, B about ${there}. So much of what differs may have to differ.`;
}

function logs(a: Side, b: Side): Remark {
  const read = named([a.report.probes.length === 0, b.report.probes.length === 0]);
  return read && `${read} read from a log, which shows a failure and little of the machine: there is not much to compare.`;
}

function sameRun(a: Side, b: Side): Remark {
  const isSame =
    a.report.startedAt === b.report.startedAt && a.report.durationMs === b.report.durationMs && a.report.probes.length > 0;
  return isSame ? 'Both are reports of the same run.' : null;
}

function interrupted(a: Side, b: Side): Remark {
  const ended = named([a, b].map(({ report }) => [130, 143].includes(report.exitCode)));
  return ended && `${ended} ended by hand before all was seen. What was not looked at may be sound or broken.`;
}

function versions(a: Side, b: Side): Remark {
  const [here, there] = [a.report.version, b.report.version];
  if (here === there) return null;
  return `They were made by different versions of api-doctor (A ${here}, B ${there}), so one may see or name what the other does not. The command diagnose judges both with one version.`;
}

function times(a: Side, b: Side): Remark {
  const apart = Math.abs(Date.parse(a.report.startedAt) - Date.parse(b.report.startedAt));
  if (!(apart >= DAY_MS)) return null;
  const days = Math.round(apart / DAY_MS);
  return `They lie ${days === 1 ? 'a day' : `${days} days`} apart, and what differs may have changed in that time on both machines.`;
}

function unread(a: Side, b: Side): Remark {
  const ids = [...new Set([...a.unread, ...b.unread])];
  return ids.length === 0
    ? null
    : `What these steps saw is in a form that this version does not know, and left out: ${listed(ids)}.`;
}

function named([first, second]: boolean[]): string | null {
  if (first && second) return 'Both were';
  return first ? 'A was' : second ? 'B was' : null;
}
