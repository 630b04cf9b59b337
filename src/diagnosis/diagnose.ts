import { typistOf } from '../catalogue/command/typist.ts';
import { docsOf } from '../catalogue/docs.ts';
import { fill } from '../catalogue/fill.ts';
import { catalogue, type FindingId, findingIds } from '../catalogue/index.ts';
import { isOwnHost } from '../catalogue/proxy/facts.ts';
import { withScript } from '../catalogue/proxy/script.ts';
import { problemOf } from '../model/errors.ts';
import type { CatalogueEntry, Evidence, Finding } from '../model/finding.ts';
import type { Severity } from '../model/layers.ts';
import type { DiagnosisInput } from '../model/observation.ts';
import { NOBODY, type Parties } from '../model/party.ts';
import type { InternalError } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { excludeInternalErrors } from '../run/without-faults.ts';
import { baseUrlSteps } from './base-url-steps.ts';
import { leftOver } from './left-over.ts';
import { type Proved, withOtherPlace } from './other-place.ts';
import { partiesOf, partiesOfTarget } from './parties.ts';
import { providerValues } from './provider-values.ts';
import { stepsOf, WORDS } from './steps.ts';

const SEVERITIES: Severity[] = ['error', 'warning', 'info'];

/** Returns matching findings that no other finding suppresses, root cause first, then by severity, then by layer. */
export function diagnose(c: DiagnosisInput): Finding[] {
  const proved = new Map<FindingId, Evidence>();
  const faults = [...(c.internalErrors ?? [])];
  const shown = {
    ...c,
    observations: excludeInternalErrors(c.observations),
    alternateObservations: excludeInternalErrors(c.alternateObservations),
  };
  for (const id of findingIds) {
    const evidence = judged(id, shown, faults);
    if (evidence) proved.set(id, evidence);
  }
  const kept = [...proved].filter(([id]) => !isExplained(id, proved));
  // A healthy run needs none of it.
  const parties = kept.length > 0 ? recognized(shown, faults) : NOBODY;
  const severityOf = ([id, evidence]: Proved) => evidence.severity ?? entryOf(id).severity;
  const named = withOtherPlace(kept, severityOf).map(([id, evidence]) =>
    findingFor(id, withScript(c, id, evidence), { target: c.target, parties, unread: unreadIn(shown) }),
  );
  const rest = leftOver(c, named, faults);
  const all = rest ? [...named, makeFinding('probe/unrecognised', rest, c.target)] : named;
  return SEVERITIES.flatMap((severity) => all.filter((finding) => finding.severity === severity));
}

function unreadIn({ observations: { 'config/environment': seen } }: DiagnosisInput): string[] {
  return seen?.status === 'ok' ? seen.facts.ignored.map(({ name }) => name) : [];
}

/** An error in the recognition of products must not hide the findings; it is recorded. */
function recognized(c: DiagnosisInput, faults: InternalError[]): Parties {
  try {
    return partiesOf(c);
  } catch (error) {
    faults.push({ step: 'recognizing products', message: problemOf(error).message });
    return NOBODY;
  }
}

/** An error in one predicate must not hide other findings; the error is recorded. */
function judged(id: FindingId, c: DiagnosisInput, faults: InternalError[]): Evidence | null {
  try {
    const evidence = entryOf(id).matches?.(c) ?? null;
    if (evidence) makeFinding(id, evidence, c.target);
    return evidence;
  } catch (error) {
    faults.push({ step: `judging ${id}`, message: problemOf(error).message });
    return null;
  }
}

/** Whether another finding of at least the same severity suppresses this one. */
function isExplained(id: FindingId, proved: Map<FindingId, Evidence>): boolean {
  const rank = (of: FindingId) => SEVERITIES.indexOf(proved.get(of)?.severity ?? entryOf(of).severity);
  // One that names the other wins over one that names a whole layer.
  const isNamed = (other: FindingId) => (entryOf(id).suppresses ?? []).includes(other);
  const explains = (other: FindingId) =>
    !isNamed(other) && (entryOf(other).suppresses ?? []).some((layer) => id.startsWith(layer));
  const others = [...proved.keys()].filter(
    (other) => other !== id && (entryOf(id).suppressedBy?.includes(other) || explains(other)),
  );
  return others.some((other) => rank(other) <= rank(id));
}

/** Context of a finding. */
interface About {
  /** Null for a log. */
  target: Target | null;
  parties: Parties;
  /** Variables that are set and that the SDKs do not read. */
  unread?: string[];
}

/** Fills an entry's texts with the evidence; the parties are taken from the settings only. */
export function makeFinding(id: FindingId, evidence: Evidence, target: Target | null): Finding {
  return findingFor(id, evidence, { target, parties: target ? partiesOfTarget(target) : NOBODY });
}

/** Fills an entry's texts with the evidence and combines its steps with those of the recognized products. */
export function findingFor(id: FindingId, evidence: Evidence, { target, parties: all, unread = [] }: About): Finding {
  const entry = entryOf(id);
  const parties = partiesFor(id, evidence, all);
  const address = baseUrlSteps(id, target, unread);
  const common = target ? commonValues(target, parties) : {};
  const values = { ...common, ...statusValues(evidence.httpStatus), ...evidence.templateValues, ...address.values };
  const apiError = evidence.apiError !== undefined ? evidence.apiError : entry.apiError;
  return {
    id,
    severity: evidence.severity ?? entry.severity,
    title: fill(entry.title, values) ?? entry.title,
    explanation: fill(entry.explanation, values) ?? entry.explanation,
    evidence: evidence.details,
    steps: stepsOf(id, [...address.steps, ...generalSteps([...(evidence.steps ?? []), ...entry.steps], parties, target)], {
      parties,
      typist: target && typistOf(target),
      values,
    }),
    apiError,
    httpStatus: evidence.httpStatus ?? null,
    pythonType: evidence.pythonType !== undefined ? evidence.pythonType : entry.pythonType,
    causes: evidence.probeIds,
    docs: docsOf(id, { ...entry, apiError }),
  };
}

/**
 * The form of a key shows its issuer, and not that the call reaches it. What a server of somebody else's allows, limits, or offers is no
 * matter of the issuer's account, unless the response shows that the issuer gave it.
 */
function partiesFor(id: FindingId, { templateValues: values }: Evidence, parties: Parties): Parties {
  const isGuess = parties.issuer != null && parties.issuer.by !== WORDS;
  const isElsewhere = id === 'auth/model-not-found' || values?.gatewayDenial !== undefined || values?.gatewayLimit !== undefined;
  return isGuess && isElsewhere ? { ...parties, issuer: null } : parties;
}

/** For steps that depend on the status: `status502` and so on, and the status where the official SDKs send such a request again. */
function statusValues(status: number | null | undefined): Record<string, string | number> {
  if (status == null) return {};
  const isRetried = status >= 500 || [408, 409, 429].includes(status);
  return { [`status${status}`]: `HTTP ${status}`, ...(isRetried ? { retriedStatus: status } : {}) };
}

function entryOf(id: FindingId): CatalogueEntry {
  return catalogue[id];
}

/** OpenAI's pages are for its customers: they are shown if OpenAI responds, if its key is passed on, or if no host is known. */
function generalSteps(
  steps: CatalogueEntry['steps'],
  { provider, issuer }: Parties,
  target: Target | null,
): CatalogueEntry['steps'] {
  if (!target?.url || provider?.id === 'openai' || issuer?.id === 'openai') return steps;
  const others = steps.filter((step) => !OPENAI_PAGE.test(typeof step === 'string' ? step : step.text));
  return others.length === 0 ? steps : others;
}

const OPENAI_PAGE = /\b(?:platform|help|status)\.openai\.com\b/;

/** Values that every text may use. */
function commonValues(target: Target, parties: Parties): Record<string, string | number> {
  const { url } = target;
  const timeoutSeconds = Math.min(target.timeoutMs, target.deadlineMs) / 1000;
  const common = { baseUrl: target.baseUrl, timeoutSeconds, ...providerValues(parties, url) };
  if (!url) return common;
  const { route } = target;
  // NO_PROXY does not apply to a proxy of the command line.
  const isProxied = route.kind === 'proxy' && route.proxy.source !== '--proxy' && isOwnHost(url);
  const authority = url.ipVersion === 6 ? `[${url.host}]` : url.host;
  const origin = `${url.scheme}://${authority}${url.port === (url.scheme === 'https' ? 443 : 80) ? '' : `:${url.port}`}`;
  return {
    ...common,
    host: url.host,
    port: url.port,
    scheme: url.scheme,
    ...(isProxied ? { proxiedHost: url.host } : {}),
    hostAndPath: `${origin.slice(origin.indexOf('//') + 2)}${url.path}`,
    origin,
    modelsUrl: `${origin}${url.path}/models${url.query}`,
  };
}
