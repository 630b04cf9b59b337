import type { BaseUrlFacts, ProxyPlanFacts } from '../../model/facts/config.ts';
import type { Invocation } from '../../model/invocation.ts';
import type { DiagnosisInput, Facts, Observation, ProbeId, RouteObservations } from '../../model/observation.ts';
import type { ApiKey, Target } from '../../model/target.ts';
import { readBaseUrl } from '../../settings/base-url.ts';

/**
 * What somebody else recorded, for commands that the reader of the report will type. Its author chose the host to which they send a key, and
 * may choose neither the program that they start, nor the reader's files that they read, nor another host than the one that is named.
 */
export function asForeign(c: DiagnosisInput, program: string[]): DiagnosisInput {
  return { ...c, target: targetFor(c.target, program), observations: withoutOtherHosts(c.observations, c.target) };
}

function targetFor(target: Target, program: string[]): Target {
  const { url, key, invocation } = target;
  const strange = url !== null && !url.isOpenAi ? { strangeHost: url.host } : {};
  return {
    ...target,
    ...strange,
    key: key && withoutFile(key),
    invocation: { program, options: optionsFor(invocation, target), ...strange },
  };
}

/** What is in a file of that name here is for the reader to say. */
function withoutFile({ value, source }: ApiKey): ApiKey {
  return { value, source: source.replace(/^(--api-key-file) .*/s, '$1') };
}

const FILES = ['--api-key-file', '--env-file', '--env-of', '--ca-file'];

function optionsFor(invocation: Invocation | undefined, { url }: Target): Invocation['options'] {
  return (invocation?.options ?? []).map(({ name, value }) => {
    const isOtherHost = name === '--base-url' && value !== null && readBaseUrl(value).url?.host !== url?.host;
    return { name, value: isOtherHost || FILES.includes(name) ? null : value };
  });
}

/** A correction that leads to another host than the setting which it corrects is none. */
function withoutOtherHosts(observations: RouteObservations, { baseUrl }: Target): RouteObservations {
  const [base, proxy] = [observations['config/base-url'], observations['config/proxy']];
  return {
    ...observations,
    ...(base && { 'config/base-url': changed(base, (facts) => baseFor(facts, baseUrl)) }),
    ...(proxy && { 'config/proxy': changed(proxy, proxyFor) }),
  };
}

function changed<P extends ProbeId>(observation: Observation<P>, change: (facts: Facts[P]) => Facts[P]): Observation<P> {
  return observation.status === 'ok' ? { ...observation, facts: change(observation.facts) } : observation;
}

function baseFor(facts: BaseUrlFacts, baseUrl: string): BaseUrlFacts {
  return { ...facts, suggestion: ofHostIn(baseUrl, facts.suggestion) };
}

function proxyFor(facts: ProxyPlanFacts): ProxyPlanFacts {
  const { flaw } = facts;
  return { ...facts, flaw: flaw && { ...flaw, suggestion: ofHostIn(flaw.shown, flaw.suggestion) } };
}

function ofHostIn(setting: string, suggestion: string | null): string | null {
  // PORT stands for a port that its reader knows.
  const url = suggestion?.replace(/:PORT$/, '') ?? '';
  if (!URL.canParse(url)) return null;
  const hosts: string[] = setting.toLowerCase().match(/\[[\da-f:.]{2,45}\]|[\w.-]+/g) ?? [];
  return hosts.includes(new URL(url).hostname) ? suggestion : null;
}
