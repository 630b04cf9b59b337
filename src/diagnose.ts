import { documentedLink } from './catalogue/documented.ts';
import { catalogue, type FindingId, findingIds } from './catalogue/index.ts';
import { probes } from './probes/index.ts';
import type { Case, CatalogueEntry, Evidence, Finding, Probe, ProbeId, Problem, Severity, Step, Target } from './types.ts';

const SEVERITIES: Severity[] = ['error', 'warning', 'info'];

/** Names what was seen: every finding that holds and that no other one explains, root cause first, then by severity, then along the call's way. */
export function diagnose(c: Case): Finding[] {
  const proved = new Map<FindingId, Evidence>();
  for (const id of findingIds) {
    const evidence = entryOf(id).when?.(c);
    if (evidence) proved.set(id, evidence);
  }
  const kept = [...proved].filter(([id]) => !isExplained(id, proved));
  const named = kept.map(([id, evidence]) => makeFinding(id, evidence, c.target));
  const all = [...named, ...leftOver(c, named)];
  return SEVERITIES.flatMap((severity) => all.filter((finding) => finding.severity === severity));
}

/** Whether another finding explains this one away. A warning cannot: calls fail, and it does not say why. */
function isExplained(id: FindingId, proved: Map<FindingId, Evidence>): boolean {
  const rank = (of: FindingId) => SEVERITIES.indexOf(proved.get(of)?.severity ?? entryOf(of).severity);
  const explains = (other: FindingId) => (entryOf(other).explains ?? []).some((layer) => id.startsWith(layer));
  const others = [...proved.keys()].filter((other) => other !== id && (entryOf(id).unless?.includes(other) || explains(other)));
  return others.some((other) => rank(other) <= rank(id));
}

/** Fills an entry's texts with the evidence. Used for live findings and for those read out of a log. */
export function makeFinding(id: FindingId, evidence: Evidence, target: Target | null): Finding {
  const entry = entryOf(id);
  const values = { ...(target ? commonValues(target) : {}), ...evidence.values };
  const apiError = evidence.apiError !== undefined ? evidence.apiError : entry.apiError;
  return {
    id,
    severity: evidence.severity ?? entry.severity,
    title: fill(entry.title, values) ?? entry.title,
    explanation: fill(entry.explanation, values) ?? entry.explanation,
    evidence: evidence.lines,
    steps: stepsFor(entry.steps, target?.platform ?? null).flatMap((text) => fill(text, values) ?? []),
    apiError,
    httpStatus: evidence.httpStatus ?? null,
    pythonType: evidence.pythonType !== undefined ? evidence.pythonType : entry.pythonType,
    causes: evidence.causes,
    docs: entry.docs ?? documentedLink(apiError, entry.pythonType),
  };
}

/** One `probe/unrecognised` for the first probe that failed and that no error explains; a failure further along the way follows from it. */
function leftOver(c: Case, named: Finding[]): Finding[] {
  if (named.some((finding) => finding.severity === 'error')) return [];
  const explained = new Set(named.flatMap((finding) => finding.causes));
  for (const probe of Object.values(probes) as Probe[]) {
    const problem = explained.has(probe.id) ? null : troubleOf(c, probe);
    if (problem) return [makeFinding('probe/unrecognised', unrecognised(probe.id, problem), c.target)];
  }
  return [];
}

function troubleOf(c: Case, probe: Probe): Problem | null {
  const observation = c.seen[probe.id];
  if (observation?.status === 'failed') return observation.problem;
  return observation?.status === 'ok' ? probe.trouble(observation.facts) : null;
}

function unrecognised(id: ProbeId, problem: Problem): Evidence {
  const code = problem.code ? `${problem.code}: ` : '';
  return { lines: [`${id}: ${code}${problem.message}`], values: { step: id }, causes: [id] };
}

function entryOf(id: FindingId): CatalogueEntry {
  return catalogue[id];
}

function stepsFor(steps: CatalogueEntry['steps'], platform: Target['platform'] | null): string[] {
  const asStep = (step: string | Step): Step => (typeof step === 'string' ? { text: step } : step);
  return steps
    .map(asStep)
    .filter((step) => !step.on || !platform || step.on.includes(platform))
    .map((step) => step.text);
}

/** Values that every text may use. */
function commonValues(target: Target): Record<string, string | number> {
  const { url } = target;
  const common = { baseUrl: target.baseUrl, timeoutSeconds: target.timeoutMs / 1000 };
  if (!url) return common;
  const authority = url.ipVersion === 6 ? `[${url.host}]` : url.host;
  const origin = `${url.scheme}://${authority}${url.port === (url.scheme === 'https' ? 443 : 80) ? '' : `:${url.port}`}`;
  return { ...common, host: url.host, port: url.port, origin, modelsUrl: `${origin}${url.path}/models${url.query}` };
}

/** Replaces each `{name}`; null where a value is missing, so that no half sentence is ever shown. */
export function fill(text: string, values: Record<string, string | number>): string | null {
  let whole = true;
  const filled = text.replace(/\{([a-z][a-zA-Z0-9]*)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') whole = false;
    return value === undefined ? placeholder : String(value);
  });
  return whole ? filled : null;
}
