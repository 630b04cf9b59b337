import type { Platform } from '../../model/layers.ts';
import type { DiagnosisInput, Observation, ProbeId, RouteObservations } from '../../model/observation.ts';
import type { ProxyAddress, RouteChoice, RoutePlan } from '../../model/route-plan.ts';
import type { ProxySetting, Settings } from '../../model/settings.ts';
import type { ApiKey, Target, TargetUrl } from '../../model/target.ts';
import { distributionIn, shellIn } from '../../report/typist.ts';
import { readBaseUrl } from '../../settings/base-url.ts';
import { factShapes, isProbeId } from './facts.ts';
import { failure } from './network-facts.ts';
import type { RecordedProbe, RecordedReport } from './report.ts';
import { InvalidReportError, inside, isRecord, moment, oneOf, own, text } from './shape.ts';

/**
 * The diagnosis input from a report. A report contains no secrets, so placeholders of the same visible shape replace them. Throws a
 * `Misfit` where required data is missing.
 */
export function caseOf(report: RecordedReport): DiagnosisInput {
  const { settings, target } = report;
  if (!settings) throw new InvalidReportError('settings', 'is missing');
  const known = report.probes.flatMap((probe, at) => {
    const { id } = probe;
    return isProbeId(id) ? [{ id, route: probe.route, observation: observationOf(id, probe, at) }] : [];
  });
  const on = (isOwn: boolean): RouteObservations =>
    Object.fromEntries(
      known.filter(({ route }) => (route === target.route) === isOwn).map(({ id, observation }) => [id, observation]),
    );
  const startedAt = inside('startedAt', () => moment(report.startedAt));
  return {
    observations: on(true),
    alternateObservations: on(false),
    target: targetOf(report, settings),
    startedAt,
    internalErrors: report.internalErrors,
  };
}

/** For a failed probe a report has only its problem, for a skipped one only the reason. */
function observationOf(id: ProbeId, probe: RecordedProbe, at: number): Observation {
  const { startMs, durationMs, facts, skippedBecause } = probe;
  return inside(`probes[${at}].facts`, () => {
    const fields = isRecord(facts) ? Object.keys(facts) : [];
    const only = fields.length === 1 ? fields[0] : null;
    if (isRecord(facts) && only === 'problem') return { startMs, durationMs, status: 'failed', problem: failure(facts) };
    if (isRecord(facts) && only === 'reason') {
      const because = skippedBecause !== null && isProbeId(skippedBecause) ? skippedBecause : null;
      return { startMs, durationMs, status: 'skipped', because, reason: inside('.reason', () => text(own(facts, 'reason'))) };
    }
    return { startMs, durationMs, status: 'ok', facts: factShapes[id](facts) } as Observation;
  });
}

function targetOf({ target, environment }: RecordedReport, settings: Settings): Target {
  const { baseUrlSource, keyPlaces, model, organization, project, caFile, timeoutMs, deadlineMs, offline, clients } = settings;
  return {
    baseUrl: target.baseUrl,
    baseUrlSource,
    url: target.host === null ? null : urlOf(target.baseUrl),
    key: settings.key && placeholderKey(settings.key),
    keyPlaces,
    model,
    organization,
    project,
    route: routeOf(target.route, settings),
    caFile,
    timeoutMs,
    deadlineMs,
    offline,
    clients,
    ...(settings.deep ? { deep: settings.deep } : {}),
    ...(settings.repeat ? { repeat: settings.repeat } : {}),
    only: settings.only,
    skip: settings.skip,
    platform: inside('environment.platform', () => platform(environment.platform)),
    shell: shellIn({ shell: environment.shell }),
    distribution: distributionIn({ distribution: environment.distribution }),
    env: environment.variables ?? {},
    ...(settings.invocation ? { invocation: settings.invocation } : {}),
    runtime: {
      node: environment.node ?? '',
      openssl: environment.openssl ?? '',
      os: environment.os ?? '',
      ...(environment.runtime === null ? {} : { name: environment.runtime }),
    },
  };
}

/** A mask, as in `https://…(11 chars)@host`, is not valid in a URL, so it is replaced by a word during parsing. */
function urlOf(baseUrl: string): TargetUrl {
  const masks: string[] = [];
  const bare = baseUrl.replace(/…(?:\(\d+ ?chars?\))?/g, (mask) => `masked${masks.push(mask)}x`);
  const { url } = readBaseUrl(bare);
  if (!url) throw new InvalidReportError('target.baseUrl', 'is no URL that can be read');
  const shown = (part: string) => part.replace(/masked(\d+)x/g, (word, at) => masks[Number(at) - 1] ?? word);
  return { ...url, path: shown(url.path), query: shown(url.query) };
}

const platform = oneOf<Platform>('linux', 'macos', 'windows', 'wsl', 'container');

const SPACES = { space: ' ', tab: '\t', 'line-break': '\n' };

/** A placeholder with the same visible form and the same surrounding white space as the key. */
function placeholderKey({ source, shown, before, after, idPrefix }: NonNullable<Settings['key']>): ApiKey {
  const [, prefix = '', length = ''] = /^(.{0,20})…\((\d{1,6}) ?chars?\)$/.exec(shown) ?? [];
  const start = idPrefix ?? prefix;
  const value = start.padEnd(Math.min(Number(length), 100_000), 'x') || 'x';
  return { value: `${before ? SPACES[before] : ''}${value}${after ? SPACES[after] : ''}`, source };
}

function routeOf(kind: 'direct' | 'proxy', { proxy, choice }: Settings): RoutePlan {
  const plan = choice ? { choice: choiceOf(choice) } : {};
  if (kind === 'direct') return { kind, ...plan };
  if (!proxy) throw new InvalidReportError('settings.proxy', 'is missing, although the route used a proxy');
  return { kind, proxy: proxyOf(proxy), ...plan };
}

function choiceOf({ variable, bypassedBy, unused, error, given }: NonNullable<Settings['choice']>): RouteChoice {
  return { variable, bypassedBy, unused: unused && proxyOf(unused), error, ...(given === null ? {} : { given }) };
}

/** The diagnosis only needs whether there are credentials. */
function proxyOf({ scheme, host, port, source, hasCredentials }: ProxySetting): ProxyAddress {
  const credential = hasCredentials ? '…' : null;
  return { scheme, host, port, source, username: credential, password: credential };
}
