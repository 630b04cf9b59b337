import { endpoint } from '../../../model/endpoint.ts';
import type { Report, ReportProbe } from '../../../model/report.ts';
import { layersOf } from '../layers.ts';
import type { Gauge } from './exposition.ts';

const VERDICTS = ['healthy', 'degraded', 'failing', 'unknown'] as const;

/** A report under the name of its target. */
export interface Observed {
  target: string;
  report: Report;
}

/** Adds up the samples of one kind over all targets. */
type Sampler = (observed: Observed) => Gauge['samples'];

/** The names, which are stable across versions, and what each says. */
const GAUGES: { name: string; help: string; of: Sampler }[] = [
  {
    name: 'api_doctor_info',
    help: 'The version that made the check.',
    of: ({ target, report }) => [{ labels: { target, version: report.tool.version }, value: 1 }],
  },
  {
    name: 'api_doctor_last_run_timestamp_seconds',
    help: 'When the last check started, in seconds since 1970.',
    of: one(({ startedAt }) => Date.parse(startedAt) / 1000),
  },
  {
    name: 'api_doctor_run_duration_seconds',
    help: 'How long the last check took.',
    of: one(({ durationMs }) => durationMs / 1000),
  },
  {
    name: 'api_doctor_exit_status',
    help: 'The exit status of the last check: 0 where calls work.',
    of: one(({ exitCode }) => exitCode),
  },
  {
    name: 'api_doctor_verdict',
    help: 'The verdict of the last check: 1 for the one that holds.',
    of: ({ target, report }) =>
      VERDICTS.map((verdict) => ({ labels: { target, verdict }, value: report.verdict === verdict ? 1 : 0 })),
  },
  {
    name: 'api_doctor_finding',
    help: 'What the last check found: 1 for each finding.',
    of: ({ target, report }) =>
      report.findings.map(({ id, severity }) => ({
        labels: { target, finding: id, severity, root_cause: String(id === report.rootCause) },
        value: 1,
      })),
  },
  { name: 'api_doctor_layer_success', help: 'Whether a layer that was checked works.', of: layerSuccess },
  { name: 'api_doctor_layer_duration_seconds', help: 'How long the network took in a layer.', of: layerDurations },
  {
    name: 'api_doctor_certificate_expiry_timestamp_seconds',
    help: 'When the certificate of the server expires, in seconds since 1970.',
    of: one(({ probes }) => Date.parse(expiryOf(probes)) / 1000),
  },
  { name: 'api_doctor_rate_limit', help: 'The rate limit that the last answer stated.', of: rateLimits('limit') },
  {
    name: 'api_doctor_rate_limit_remaining',
    help: 'What the last answer said is left of the rate limit.',
    of: rateLimits('remaining'),
  },
  {
    name: 'api_doctor_clock_offset_seconds',
    help: 'How far the clock of this machine is ahead of that of the server, to the second: an HTTP date has no fractions.',
    of: one(({ startedAt, durationMs, ticket }) => clockOffset(startedAt, durationMs, ticket.response?.headers.date)),
  },
];

/** The name of a target that has none of its own. */
export function targetName({ host, port, baseUrl }: Pick<Report['target'], 'host' | 'port' | 'baseUrl'>): string {
  return host === null || port === null ? baseUrl : endpoint(host, port);
}

/** All gauges over these reports. No value of them is a text from outside but the name of the host. */
export function gaugesOf(all: Observed[]): Gauge[] {
  return GAUGES.map(({ name, help, of }) => ({
    name,
    help,
    samples: all.flatMap(of).filter(({ value }) => Number.isFinite(value)),
  }));
}

function one(read: (report: Report) => number): Sampler {
  return ({ target, report }) => [{ labels: { target }, value: read(report) }];
}

function layerSuccess({ target, report }: Observed): Gauge['samples'] {
  const checked = layersOf(report).filter(({ state }) => state !== 'skip' && state !== 'unreached');
  return checked.map(({ name, state }) => ({ labels: { target, layer: name }, value: state === 'fail' ? 0 : 1 }));
}

function layerDurations({ target, report }: Observed): Gauge['samples'] {
  const timed = layersOf(report).filter(({ hop, state }) => hop !== null && state !== 'unreached');
  return timed.flatMap(({ name, ms }) => (ms === null ? [] : [{ labels: { target, layer: name }, value: ms / 1000 }]));
}

/** The date on the certificate that the server showed; none where it showed none. */
function expiryOf(probes: ReportProbe[]): string {
  const facts = probes.find(({ id }) => id === 'tls/handshake')?.facts as { chain?: { notAfter?: unknown }[] } | null | undefined;
  return String(facts?.chain?.[0]?.notAfter ?? '');
}

function rateLimits(what: 'limit' | 'remaining'): Sampler {
  return ({ target, report }) =>
    ['requests', 'tokens'].flatMap((kind) => {
      const text = report.ticket.response?.headers[`x-ratelimit-${what}-${kind}`] ?? '';
      return /^\d{1,15}$/.test(text) ? [{ labels: { target, kind }, value: Number(text) }] : [];
    });
}

/** The answer's date is that of a moment during the check, with a resolution of a second. */
function clockOffset(startedAt: string, durationMs: number, date: string | undefined): number {
  const start = Date.parse(startedAt);
  const said = Date.parse(date ?? '');
  const isWithin = said >= start - 1000 && said <= start + durationMs;
  return isWithin ? 0 : Math.round((start - said) / 1000);
}
