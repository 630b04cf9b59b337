import type { HttpAnswer } from '../../model/facts/http.ts';
import type { ApiErrorId, PythonType } from '../../model/layers.ts';

/** What is known around an answer. From a live exchange all of it; from a log often nothing. */
export interface AnswerContext {
  host: string | null;
  /** `api.openai.com` and its regional siblings: only there are the CDN's and the API's own marks expected. */
  isOpenAi: boolean;
  /** Whether the request carried a key; null where that is not known. */
  keySent: boolean | null;
  /** Path of the request, without query: distinguishes a listing of models from other endpoints. */
  path: string | null;
  /** The model that was asked for. */
  model: string | null;
  /** The port, where it is known. */
  port?: number | null;
  /** Who answers, where that is known by more than the answer itself: the id of an entry in `knowledge/providers`. */
  provider?: string | null;
}

/** An answer as read out of a log: the status may be missing, headers and body may be empty. */
export type LoggedAnswer = Omit<HttpAnswer, 'status'> & { status: number | null };

/** The error object of a body, whatever its envelope. Numeric codes are kept as text. */
export interface ApiError {
  code: string | null;
  type: string | null;
  message: string | null;
  param: string | null;
}

/** What an answer means. */
export interface Reading {
  /** The finding that it proves. */
  id: AnswerId;
  apiError: ApiErrorId | null;
  /** What the official Python library raises for the status; null where it raises none of the ten documented types. */
  pythonType: PythonType | null;
  httpStatus: number | null;
  /** Fills the placeholders of the finding's texts. */
  values: Record<string, string | number>;
  /** One observed fact a line. */
  lines: string[];
  error: ApiError | null;
  /** Who answered, by its entry in `knowledge/providers`; null where nothing shows it. */
  provider: string | null;
}

/** Every finding that an HTTP answer alone can prove. Spelled out here because the catalogue's own type is made from its predicates. */
export type AnswerId =
  | 'http/captive-portal'
  | 'http/block-page'
  | 'http/edge-challenge'
  | 'http/access-proxy'
  | 'http/nothing-behind'
  | 'http/client-refused'
  | 'http/protocol-unsupported'
  | 'http/unexpected-redirect'
  | 'http/not-the-api'
  | 'http/not-found'
  | 'http/bad-request'
  | 'http/conflict'
  | 'http/unprocessable'
  | 'http/too-large'
  | 'http/plain-to-tls'
  | 'http/https-required'
  | 'http/unmapped-status'
  | 'request/context-length'
  | 'request/unsupported-parameter'
  | 'request/content-policy'
  | 'request/invalid-body'
  | 'request/invalid-messages'
  | 'request/invalid-schema'
  | 'request/wrong-method'
  | 'request/model-retired'
  | 'config/key-wrong-header'
  | 'auth/invalid-authentication'
  | 'auth/incorrect-key'
  | 'auth/account-deactivated'
  | 'auth/not-in-organization'
  | 'auth/organization-mismatch'
  | 'auth/missing-scope'
  | 'auth/header-stripped'
  | 'auth/regional-hostname'
  | 'auth/ip-not-allowed'
  | 'auth/unsupported-region'
  | 'auth/permission-denied'
  | 'auth/model-not-found'
  | 'auth/organization-unverified'
  | 'auth/region-mismatch'
  | 'limit/rate-limit'
  | 'limit/request-too-large'
  | 'limit/slow-down'
  | 'limit/quota-exceeded'
  | 'limit/credit-exhausted'
  | 'limit/spend-limit'
  | 'limit/billing-inactive'
  | 'limit/billing-hard-limit'
  | 'server/error'
  | 'server/overloaded'
  | 'server/bad-gateway'
  | 'server/loading'
  | 'server/misconfigured';
