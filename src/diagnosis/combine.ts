import { catalogue, type FindingId } from '../catalogue/index.ts';
import type { CatalogueEntry, Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/** Findings that a live check can refine: the cause may be another one of the same or an earlier layer. */
const GENERAL = [
  'dns/temporary-failure',
  'tls/verification-failed',
  'tls/handshake-failure',
  'http/closed',
  'http/timeout',
  'tcp/timeout',
  'auth/invalid-authentication',
  'client/inconclusive',
  'probe/unrecognised',
];

/** A fault in the settings does not show that a command failed because of it, if its output does not mention the API. */
const OF_SETTINGS = /^(?:config|client)\//;

/**
 * Combines the output of a command and a check in the same environment into one report with one root cause; null where neither shows a
 * failed API call. Pure.
 */
export function combined(log: Report, live: Report): Report | null {
  const printed = rootOf(log);
  const now = rootOf(live);
  if (!printed) return ofSilentLog(log, live, now);
  if (!now) return led(live, noted(printed, passed(live)), []);
  if (printed.id === now.id) return led(live, { ...now, evidence: [...printed.evidence, ...now.evidence] }, othersOf(live, now));
  const isRefined = GENERAL.includes(printed.id) || layerOf(printed.id) === layerOf(now.id) || explains(now.id, printed.id);
  if (isRefined) return led(live, { ...now, evidence: [...printed.evidence, ...now.evidence] }, othersOf(live, now));
  return led(live, noted(printed, disagreement(now)), live.findings);
}

/** Without a failed call in the output, the check's finding is the cause only if the log shows a failed connection, or if the network is at fault. */
function ofSilentLog(log: Report, live: Report, now: Finding | null): Report | null {
  const hint = log.findings.find(({ id }) => id === 'client/inconclusive');
  if (now && hint) return led(live, { ...now, evidence: [...hint.evidence, ...now.evidence] }, othersOf(live, now));
  if (hint) return led(live, noted({ ...hint, severity: 'error' }, passed(live)), []);
  if (!now || OF_SETTINGS.test(now.id)) return null;
  return led(
    live,
    noted(now, 'The output of the command shows no failed API call that this version recognizes.'),
    othersOf(live, now),
  );
}

function rootOf({ findings }: Report): Finding | null {
  return findings.find(({ severity }) => severity === 'error') ?? null;
}

function othersOf({ findings }: Report, root: Finding): Finding[] {
  return findings.filter((finding) => finding !== root);
}

function led(live: Report, root: Finding, others: Finding[]): Report {
  return { ...live, verdict: 'failing', rootCause: root.id, findings: [root, ...others] };
}

function passed(live: Report): string {
  const where = live.target.host ?? 'the API';
  return `This is what the command printed. A check of ${where} from the same environment succeeds now: the failure was temporary, or the command calls another host or uses other settings.`;
}

function disagreement(now: Finding): string {
  return `This is what the command printed. A check from the same environment now finds another fault first (${now.id}).`;
}

/** Whether the catalogue says so, as of a key that is refused and another one that it hides. */
function explains(cause: string, effect: string): boolean {
  const entry: CatalogueEntry | undefined = catalogue[effect as FindingId];
  return entry?.suppressedBy?.includes(cause) ?? false;
}

/**
 * Adds where the finding was seen. Removes the step to run a check, because one was made, and the one that sends the key: an output that
 * names no host does not show which one the key is for.
 */
function noted(finding: Finding, sentence: string): Finding {
  const steps = finding.steps.filter((step) => !/\bcheck(?: --base-url \S+)?`\.?$|`curl[^`]*Authorization/.test(step));
  return { ...finding, explanation: `${finding.explanation} ${sentence}`, steps };
}

function layerOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
