import { openai } from '../knowledge/providers/vendors/openai.ts';
import type { ApiErrorId, PythonType } from '../model/layers.ts';

/** A row of the documentation's table of API errors. */
export interface DocumentedError {
  id: ApiErrorId;
  httpStatus: number;
  /** The row's title as the documentation prints it, without the number. */
  title: string;
  cause: string;
  steps: string[];
  /** The finding that a live check or a log shows for it. */
  finding: string;
}

/** A row that later revisions of the documentation add. Listed with the eight; the report's `apiError` uses only those. */
export interface NewerError {
  httpStatus: number;
  title: string;
  /** The value of `error.code`, where the documentation or a real response has one. */
  code: string | null;
  cause: string;
  steps: string[];
  finding: string;
  /** The corresponding row of the eight, if any. */
  apiError: ApiErrorId | null;
}

/** An error type of the official Python library. */
export interface LibraryType {
  name: PythonType;
  nodeName: string;
  /** The statuses that raise it; empty where there was no response. 500 means every status from 500 on. */
  httpStatuses: number[];
  meaning: string;
  causes: string[];
  steps: string[];
}

const PLATFORM = 'https://platform.openai.com';
const GUIDE = `${PLATFORM}/docs/guides/error-codes`;

/** Pages of the OpenAI platform that texts link. */
export const { pages } = openai;

/** The section of the documentation for an API error, or else for a library type. */
export function documentedLink(apiError: ApiErrorId | null, pythonType: PythonType | null): string {
  if (apiError) return `${GUIDE}#api-errors`;
  return pythonType ? `${GUIDE}#python-library-error-types` : GUIDE;
}

/** The eight documented API errors. */
export const apiErrors: Record<ApiErrorId, DocumentedError> = {
  '401-invalid-authentication': {
    id: '401-invalid-authentication',
    httpStatus: 401,
    title: 'Invalid Authentication',
    cause:
      'The API rejected the credentials: the key was revoked, belongs to another organization or project than the request names, lacks a permission, or did not arrive.',
    steps: [
      `Check whether the key still exists, and in which project: ${pages.keys}`,
      'Unset OPENAI_ORG_ID and OPENAI_PROJECT_ID, which a project key does not need.',
      'If the key is restricted, give it the permission for the endpoint.',
    ],
    finding: 'auth/invalid-authentication',
  },
  '401-incorrect-api-key': {
    id: '401-incorrect-api-key',
    httpStatus: 401,
    title: 'Incorrect API key provided',
    cause:
      'The API does not recognize the key: it was mistyped or truncated, deleted or rotated, is a placeholder, or belongs to another provider.',
    steps: [
      'Compare the masked key in the message with your key: it shows the first and the last four characters.',
      'Look for an old key that overrides the new one, in shell profiles, .env files, secret stores, and notebooks.',
      `Create a new key and replace the old one: ${pages.keys}`,
    ],
    finding: 'auth/incorrect-key',
  },
  '401-not-in-organization': {
    id: '401-not-in-organization',
    httpStatus: 401,
    title: 'You must be a member of an organization to use the API',
    cause: 'The account of the key does not belong to an organization: it left or was removed, or the organization was deleted.',
    steps: [
      `Ask an owner of the organization to invite the account again: ${pages.members}`,
      `Or ask for an organization of your own: ${pages.help}`,
      'Then create a new key in that organization.',
    ],
    finding: 'auth/not-in-organization',
  },
  '403-unsupported-region': {
    id: '403-unsupported-region',
    httpStatus: 403,
    title: 'Country, region, or territory not supported',
    cause:
      'The public IP address of the client is in a country or region where the API is not available. A VPN, a proxy, or a cloud region can be the reason.',
    steps: [
      `Compare the country of your public IP address with the supported countries: ${pages.countries}`,
      'If you use a VPN, a proxy, or a serverless region, select one in a supported country.',
    ],
    finding: 'auth/unsupported-region',
  },
  '429-rate-limit': {
    id: '429-rate-limit',
    httpStatus: 429,
    title: 'Rate limit reached for requests',
    cause: 'The organization or project sent more requests or tokens per unit of time than its limit for this model.',
    steps: [
      'Wait as long as the message or the Retry-After header says. Then retry with exponential backoff and jitter.',
      `Check your limits, which apply to the whole organization and project, not to one key: ${pages.limits}`,
      `Batch small requests, use fewer tokens, or request a higher limit: ${pages.rateLimits}`,
    ],
    finding: 'limit/rate-limit',
  },
  '429-quota-exceeded': {
    id: '429-quota-exceeded',
    httpStatus: 429,
    title: 'You exceeded your current quota, please check your plan and billing details',
    cause:
      'The credit is used up, or a monthly spend limit was reached. Waiting does not help, and neither do the automatic retries of the SDKs.',
    steps: [
      `Check the balance, and buy credit: ${pages.billing}`,
      `Check the usage: ${pages.usage}`,
      `Compare it with the budgets of the organization and the project: ${pages.limits}`,
      'Check that the key belongs to the organization that has the credit. A ChatGPT subscription does not include API credit.',
    ],
    finding: 'limit/quota-exceeded',
  },
  '500-server-error': {
    id: '500-server-error',
    httpStatus: 500,
    title: 'The server had an error while processing your request',
    cause: 'The server failed. The request may be valid.',
    steps: [
      'Retry with exponential backoff.',
      `Check for incidents: ${pages.status}`,
      `If one request fails every time, give its request ID to support: ${pages.help}`,
    ],
    finding: 'server/error',
  },
  '503-overloaded': {
    id: '503-overloaded',
    httpStatus: 503,
    title: 'The engine is currently overloaded, please try again later',
    cause: 'The servers, or this model, get more requests than they can handle.',
    steps: [
      'Retry with exponential backoff and jitter.',
      'If only one model is overloaded, use another one.',
      `Check for incidents: ${pages.status}`,
    ],
    finding: 'server/overloaded',
  },
};

/** Errors that later revisions of the documentation add to the eight. */
export const newerErrors: NewerError[] = [
  {
    httpStatus: 400,
    title: 'Invalid service_tier argument',
    code: null,
    cause: 'The project may not use the service tier in the request.',
    steps: ['Remove service_tier from the request, or allow the tier in the settings of the project.'],
    finding: 'request/unsupported-parameter',
    apiError: null,
  },
  {
    httpStatus: 401,
    title: 'IP not authorized',
    code: 'ip_not_authorized',
    cause: 'The organization or project accepts requests only from listed IP addresses, and yours is not listed.',
    steps: [
      `Ask an owner to add your public IP address to the allowlist. The change takes up to 15 minutes: ${pages.organization}`,
      'Or send the request from a network whose address is listed.',
    ],
    finding: 'auth/ip-not-allowed',
    apiError: '401-invalid-authentication',
  },
  {
    httpStatus: 429,
    title: 'Credit balance exhausted',
    code: 'credit_balance_exhausted',
    cause: 'The prepaid credit is used up.',
    steps: [`Buy credit, or enable automatic recharge: ${pages.billing}`],
    finding: 'limit/credit-exhausted',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Organization spend limit reached',
    code: 'organization_spend_limit_exceeded',
    cause: 'The organization reached its own spend limit.',
    steps: [`Ask an owner to raise the spend limit: ${pages.limits}`],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Project spend limit reached',
    code: 'project_spend_limit_exceeded',
    cause: 'The project reached its spend limit. The organization may still have credit.',
    steps: ['Raise the limit in the settings of the project, or use a key of another project.'],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Organization usage limit reached',
    code: 'organization_usage_limit_exceeded',
    cause: 'The organization reached the usage limit of its tier.',
    steps: [`Check the tier, and request a higher limit: ${pages.limits}`],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Slow down',
    code: 'slow_down',
    cause: 'The request rate increased faster than the servers can scale. No limit was reached.',
    steps: ['Return to the earlier request rate, keep it for 15 minutes, then increase it gradually.'],
    finding: 'limit/slow-down',
    apiError: '429-rate-limit',
  },
  {
    httpStatus: 503,
    title: 'Model temporarily overloaded',
    code: 'server_is_overloaded',
    cause: 'This model gets more requests than it can handle.',
    steps: ['Retry with exponential backoff, or use another model.'],
    finding: 'server/overloaded',
    apiError: '503-overloaded',
  },
];

/** The ten documented error types of the official Python library. */
export const libraryTypes: Record<PythonType, LibraryType> = {
  APIConnectionError: {
    name: 'APIConnectionError',
    nodeName: 'APIConnectionError',
    httpStatuses: [],
    meaning:
      'No response: the request did not reach the API, or no secure connection was established. The message is only “Connection error.”; the original exception is in __cause__.',
    causes: [
      'The host name does not resolve, or a firewall rejects or drops the connection.',
      'A proxy refuses the tunnel, or a required proxy is not used.',
      'The certificate is not trusted, often because of TLS inspection.',
      'The API key contains a line break or a space, which the SDK also reports as a connection error.',
    ],
    steps: [
      'Run a check on the machine where it fails: `api-doctor check`',
      'In Python, log the original exception: except openai.APIConnectionError as e: print(repr(e.__cause__))',
    ],
  },
  APITimeoutError: {
    name: 'APITimeoutError',
    nodeName: 'APIConnectionTimeoutError',
    httpStatuses: [],
    meaning:
      'No response in time. By default, the SDK waits 5 seconds for a connection and 10 minutes for a response. A subclass of APIConnectionError.',
    causes: [
      'A firewall drops the packets.',
      'The connection succeeds, but then no data arrives: a TLS-inspecting proxy, or a path that drops large packets.',
      'A long generation takes longer than the configured timeout.',
    ],
    steps: [
      'Run a check to find the step that times out: `api-doctor check`',
      'For long generations, raise the timeout, as in OpenAI(timeout=120), or stream the response.',
    ],
  },
  AuthenticationError: {
    name: 'AuthenticationError',
    nodeName: 'AuthenticationError',
    httpStatuses: [401],
    meaning: 'Status 401: the API rejected the key or token.',
    causes: [
      'The key is mistyped, truncated, deleted, rotated, or belongs to another provider.',
      'The organization or project header does not match the key.',
      'A restricted key lacks a permission, or the account is deactivated.',
    ],
    steps: [
      'Read the message: it states the cause and shows the first and last characters of the key.',
      `Compare it with your keys: ${pages.keys}`,
    ],
  },
  BadRequestError: {
    name: 'BadRequestError',
    nodeName: 'BadRequestError',
    httpStatuses: [400],
    meaning: 'Status 400: the request is invalid. Older versions of the SDK called it InvalidRequestError.',
    causes: [
      'A parameter is missing, misspelled, or not supported by this model.',
      'The input exceeds the context window of the model.',
      'The body is not valid JSON, or a schema in it is invalid.',
    ],
    steps: [
      'Read the message and its param: they name the part to change.',
      `Compare the request with the API reference: ${pages.reference}`,
    ],
  },
  ConflictError: {
    name: 'ConflictError',
    nodeName: 'ConflictError',
    httpStatuses: [409],
    meaning: 'Status 409: another request is modifying the same resource.',
    causes: ['Two requests write to the same conversation, thread, or file at the same time.'],
    steps: ['Send requests for one resource one after another, and retry the failed one.'],
  },
  InternalServerError: {
    name: 'InternalServerError',
    nodeName: 'InternalServerError',
    httpStatuses: [500],
    meaning: 'Status 500 or higher: the API, or a gateway in front of it, failed.',
    causes: ['A transient error or an incident of the API.', 'A model is overloaded.', 'A gateway cannot reach the API.'],
    steps: ['Retry with exponential backoff.', `Check for incidents: ${pages.status}`, 'Keep the request ID for support.'],
  },
  NotFoundError: {
    name: 'NotFoundError',
    nodeName: 'NotFoundError',
    httpStatuses: [404],
    meaning: 'Status 404: the URL, the model, or the object does not exist for this key.',
    causes: [
      '/v1 is missing or doubled in the base URL.',
      'The model does not exist, was retired, or is not allowed for this project.',
      'A file, thread, or fine-tuned model belongs to another project.',
    ],
    steps: ['Check the base URL.', 'Check whether the key has access to the model: `api-doctor check --model ID`'],
  },
  PermissionDeniedError: {
    name: 'PermissionDeniedError',
    nodeName: 'PermissionDeniedError',
    httpStatuses: [403],
    meaning: 'Status 403: access denied by the API, its CDN, or a web filter.',
    causes: [
      'The country or region is not supported.',
      'The key or project has no access to this model or endpoint.',
      'A web filter or the CDN responded instead of the API. Then the message is a web page.',
    ],
    steps: [
      'Check whether the message is a web page or JSON from the API.',
      'Run a check to find out who responded: `api-doctor check`',
    ],
  },
  RateLimitError: {
    name: 'RateLimitError',
    nodeName: 'RateLimitError',
    httpStatuses: [429],
    meaning: 'Status 429: too many requests or tokens per unit of time, or no credit left.',
    causes: [
      'A rate limit for requests or tokens was reached: waiting helps.',
      'The credit or a budget is used up (such as code insufficient_quota): waiting does not help.',
      'One request exceeds the whole limit: only a smaller request helps.',
    ],
    steps: [
      'Check error.code to distinguish these causes.',
      'For a rate limit, wait as long as the response says, then retry with exponential backoff and jitter.',
      `For quota, check the balance: ${pages.billing}`,
    ],
  },
  UnprocessableEntityError: {
    name: 'UnprocessableEntityError',
    nodeName: 'UnprocessableEntityError',
    httpStatuses: [422],
    meaning: 'Status 422: the format of the request is valid, but a value in it is not.',
    causes: [
      'A field has the wrong type or is out of range. Most often from compatible servers, which list the fields in “detail”.',
    ],
    steps: ['Correct the field that the message names.', 'If it names none, retry the request.'],
  },
};
