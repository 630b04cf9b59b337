import type { Finding } from '../model/finding.ts';
import type { Layer } from '../model/layers.ts';

export type FailOn = 'error' | 'warning' | 'never';
export type SignalName = 'SIGINT' | 'SIGTERM';

/** The fields of a finding that determine the exit status. */
export type Judged = Pick<Finding, 'id' | 'httpStatus' | 'causes'>;

export const OK = 0;
export const OWN_FAULT = 1;
export const WRONG_USAGE = 2;
export const ONLY_WARNINGS = 30;

const HTTP = 15;
const UNAUTHORISED = 20;
const FORBIDDEN = 21;
const BAD_REQUEST = 22;
const RATE_LIMIT = 23;

const OF_SIGNAL: Record<SignalName, number> = { SIGINT: 130, SIGTERM: 143 };

/** `client` has the status of `config`: its faults are on this machine, before a packet is sent. */
const OF_LAYER: Record<string, number> = {
  config: 10,
  dns: 11,
  tcp: 12,
  tls: 13,
  proxy: 14,
  http: HTTP,
  stream: 16,
  auth: UNAUTHORISED,
  request: 22,
  limit: 24,
  server: 25,
  client: 10,
} satisfies Record<Exclude<Layer, 'probe'>, number>;

const OF_ID: Record<string, number> = {
  'http/bad-request': BAD_REQUEST,
  'http/conflict': BAD_REQUEST,
  'http/unprocessable': BAD_REQUEST,
  'http/too-large': BAD_REQUEST,
  'http/not-found': BAD_REQUEST,
  'http/endpoint-missing': BAD_REQUEST,
  'auth/model-not-found': BAD_REQUEST,
  'limit/rate-limit': RATE_LIMIT,
  'limit/request-too-large': RATE_LIMIT,
  'limit/slow-down': RATE_LIMIT,
};

/** The `auth` ids that usually come with status 403. */
const USUALLY_FORBIDDEN = [
  'auth/unsupported-region',
  'auth/permission-denied',
  'auth/missing-scope',
  'auth/organization-unverified',
];

/** The exit status for a root cause. A failure without a probe is an internal error of this program. */
export function statusOf(finding: Judged): number {
  // Calls fail because the key is rejected; that another key is not used is the reason.
  if (finding.id === 'config/key-shadowed' && finding.httpStatus === 401) return UNAUTHORISED;
  const fixed = OF_ID[finding.id];
  if (fixed !== undefined) return fixed;
  const layer = layerOf(finding.id);
  if (layer === 'auth') return statusOfAuth(finding);
  if (layer === 'probe' && finding.causes.length === 0) return OWN_FAULT;
  // The status page does not belong to a layer: its failures are HTTP failures.
  return OF_LAYER[layer === 'probe' ? layerOf(finding.causes[0] ?? '') : layer] ?? HTTP;
}

function statusOfAuth({ id, httpStatus }: Judged): number {
  if (id === 'auth/region-mismatch' && httpStatus === 400) return BAD_REQUEST;
  if (id === 'auth/organization-unverified') return httpStatus === 400 || httpStatus === 404 ? BAD_REQUEST : FORBIDDEN;
  const status = httpStatus ?? (USUALLY_FORBIDDEN.includes(id) ? 403 : 401);
  return status === 403 ? FORBIDDEN : UNAUTHORISED;
}

/** The exit status that a shell reports for a program killed by a signal. */
export function statusOfSignal(signal: SignalName): number {
  return OF_SIGNAL[signal];
}

/** Whether a signal ended a run with this status. */
export function isStatusOfSignal(status: number): boolean {
  return Object.values(OF_SIGNAL).includes(status);
}

/** The exit status of a run: an interruption first, then the root cause, then warnings if they count. */
export function exitStatus(findings: Finding[], how: { failOn: FailOn; interruptedBy: SignalName | null }): number {
  if (how.interruptedBy) return OF_SIGNAL[how.interruptedBy];
  if (how.failOn === 'never') return OK;
  const rootCause = findings.find((finding) => finding.severity === 'error');
  if (rootCause) return statusOf(rootCause);
  const warned = findings.some((finding) => finding.severity === 'warning');
  return warned && how.failOn === 'warning' ? ONLY_WARNINGS : OK;
}

/** The layer: the first half of an id. */
function layerOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
