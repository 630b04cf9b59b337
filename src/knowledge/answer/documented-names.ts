import type { ApiErrorId, PythonType } from '../../model/layers.ts';
import type { AnswerId } from './reading.ts';

/** The status that an error usually comes with, for logs that do not show it. A filter's page comes with any (200 among them): none is assumed. */
const usualStatus: Partial<Record<AnswerId, number>> = {
  'http/edge-challenge': 403,
  'http/client-refused': 403,
  'http/not-found': 404,
  'http/bad-request': 400,
  'http/conflict': 409,
  'http/unprocessable': 422,
  'http/plain-to-tls': 400,
  'http/https-required': 403,
  'request/context-length': 400,
  'request/unsupported-parameter': 400,
  'request/content-policy': 400,
  'request/invalid-body': 400,
  'request/invalid-messages': 400,
  'request/invalid-schema': 400,
  'request/model-retired': 404,
  'auth/invalid-authentication': 401,
  'auth/incorrect-key': 401,
  'auth/account-deactivated': 401,
  'auth/not-in-organization': 401,
  'auth/organization-mismatch': 401,
  'auth/missing-scope': 403,
  'auth/header-stripped': 401,
  'auth/regional-hostname': 401,
  'auth/ip-not-allowed': 401,
  'auth/unsupported-region': 403,
  'auth/permission-denied': 403,
  'auth/model-not-found': 404,
  'auth/organization-unverified': 403,
  'limit/rate-limit': 429,
  'limit/request-too-large': 429,
  'limit/slow-down': 429,
  'limit/quota-exceeded': 429,
  'limit/credit-exhausted': 429,
  'limit/spend-limit': 429,
  'limit/billing-inactive': 429,
  'limit/billing-hard-limit': 400,
  'server/error': 500,
  'server/overloaded': 503,
  'server/bad-gateway': 502,
  'server/loading': 503,
  'config/key-wrong-header': 401,
  'auth/region-mismatch': 401,
};

const documented: Partial<Record<AnswerId, ApiErrorId>> = {
  'auth/invalid-authentication': '401-invalid-authentication',
  'auth/incorrect-key': '401-incorrect-api-key',
  'auth/account-deactivated': '401-invalid-authentication',
  'auth/not-in-organization': '401-not-in-organization',
  'auth/organization-mismatch': '401-invalid-authentication',
  'auth/header-stripped': '401-invalid-authentication',
  'auth/regional-hostname': '401-invalid-authentication',
  'auth/unsupported-region': '403-unsupported-region',
  'limit/rate-limit': '429-rate-limit',
  'limit/request-too-large': '429-rate-limit',
  'limit/slow-down': '429-rate-limit',
  'limit/quota-exceeded': '429-quota-exceeded',
  'limit/credit-exhausted': '429-quota-exceeded',
  'limit/spend-limit': '429-quota-exceeded',
  'limit/billing-inactive': '429-quota-exceeded',
  'limit/billing-hard-limit': '429-quota-exceeded',
  'server/error': '500-server-error',
  'server/overloaded': '503-overloaded',
  // The nearest row: what is loading takes no calls yet either, and waiting helps.
  'server/loading': '503-overloaded',
  'config/key-wrong-header': '401-invalid-authentication',
  'auth/region-mismatch': '401-invalid-authentication',
};

const typeByStatus: Record<number, PythonType> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
};

/** The documented API error behind a finding; some depend on the status they came with. */
export function documentedError(id: AnswerId, status: number | null): ApiErrorId | null {
  if (id === 'auth/missing-scope') return status === 401 ? '401-invalid-authentication' : null;
  if (id === 'auth/ip-not-allowed') return (status ?? 401) === 401 ? '401-invalid-authentication' : null;
  const row = documented[id] ?? null;
  // Some compatible servers refuse a key with a 400 or 403: the cause is the same, the documented row is not.
  return row?.startsWith('401') && (status ?? 401) !== 401 ? null : row;
}

/** The type that the official Python library raises: it depends on the status alone, and most statuses have no type of their own. */
export function libraryType(status: number): PythonType | null {
  return status >= 500 ? 'InternalServerError' : (typeByStatus[status] ?? null);
}

/** The type for a finding whose status is not known. */
export function usualType(id: AnswerId): PythonType | null {
  const status = usualStatus[id];
  if (id === 'http/captive-portal') return 'APIConnectionError';
  return status === undefined ? null : libraryType(status);
}
