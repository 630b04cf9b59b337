/** Names of statuses that frameworks send as a code: of HTTP, tRPC, gRPC. */
const statusByName: Record<string, number> = {
  bad_request: 400,
  unauthorized: 401,
  unauthenticated: 401,
  payment_required: 402,
  forbidden: 403,
  permission_denied: 403,
  method_not_supported: 405,
  payload_too_large: 413,
  unprocessable_content: 422,
  unprocessable_entity: 422,
  resource_exhausted: 429,
  internal_error: 500,
  bad_gateway: 502,
  service_unavailable: 503,
  unavailable: 503,
  gateway_timeout: 504,
};

/** The status that the name of an error stands for; null where it is no such name. */
export function statusNamed(name: string | null): number | null {
  const key = (name ?? '').toLowerCase().replace(/(?<=[a-z])[\s-](?=[a-z])/g, '_');
  return Object.hasOwn(statusByName, key) ? (statusByName[key] ?? null) : null;
}
