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

/** A row that later revisions of the documentation add. Shown beside the eight, which the report's `apiError` keeps to. */
export interface NewerError {
  httpStatus: number;
  title: string;
  /** What `error.code` holds, where the documentation or a real answer names one. */
  code: string | null;
  cause: string;
  steps: string[];
  finding: string;
  /** The row among the eight that stands for it, where one does. */
  apiError: ApiErrorId | null;
}

/** An error type of the official Python library. */
export interface LibraryType {
  name: PythonType;
  nodeName: string;
  /** The statuses that raise it; empty where there was no answer at all. 500 stands for every status from 500 on. */
  httpStatuses: number[];
  meaning: string;
  causes: string[];
  steps: string[];
}

const PLATFORM = 'https://platform.openai.com';
const GUIDE = `${PLATFORM}/docs/guides/error-codes`;

/** Pages of the platform that texts send people to. */
export const pages = {
  keys: `${PLATFORM}/api-keys`,
  organization: `${PLATFORM}/settings/organization/general`,
  members: `${PLATFORM}/settings/organization/people`,
  limits: `${PLATFORM}/settings/organization/limits`,
  billing: `${PLATFORM}/settings/organization/billing/overview`,
  usage: `${PLATFORM}/usage`,
  countries: `${PLATFORM}/docs/supported-countries`,
  rateLimits: `${PLATFORM}/docs/guides/rate-limits`,
  models: `${PLATFORM}/docs/models`,
  deprecations: `${PLATFORM}/docs/deprecations`,
  reference: `${PLATFORM}/docs/api-reference`,
  status: 'https://status.openai.com',
  help: 'https://help.openai.com',
};

/** The part of the documentation that speaks of an API error, or else of a library type. */
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
      'The API does not accept who is asking: the key was revoked, belongs to another organization or project than the request names, lacks a permission, or did not arrive at all.',
    steps: [
      `Look the key up at ${pages.keys} and see whether it still exists and which project it belongs to.`,
      'Leave out OPENAI_ORG_ID and OPENAI_PROJECT_ID once: a key of one project needs neither.',
      'If the key is restricted, give it the permission for the endpoint that you call.',
    ],
    finding: 'auth/invalid-authentication',
  },
  '401-incorrect-api-key': {
    id: '401-incorrect-api-key',
    httpStatus: 401,
    title: 'Incorrect API key provided',
    cause:
      'No key with this text exists: it was mistyped or cut, deleted, rotated, is a sample text, or belongs to another vendor.',
    steps: [
      'Compare the masked key in the message with the one that you mean to use: its start and its last four characters are shown.',
      'Look for an older key in shell profiles, .env files, secret stores and notebooks that are read before the new one.',
      `Create a key at ${pages.keys} and put it in place of the old one.`,
    ],
    finding: 'auth/incorrect-key',
  },
  '401-not-in-organization': {
    id: '401-not-in-organization',
    httpStatus: 401,
    title: 'You must be a member of an organization to use the API',
    cause: 'The account behind the key has no organization: it left or was removed, or the organization was deleted.',
    steps: [
      `Ask an owner of the organization to invite the account again at ${pages.members}.`,
      `Or write to ${pages.help} to get an organization of your own.`,
      'Then create a new key inside that organization.',
    ],
    finding: 'auth/not-in-organization',
  },
  '403-unsupported-region': {
    id: '403-unsupported-region',
    httpStatus: 403,
    title: 'Country, region, or territory not supported',
    cause:
      'The request leaves for the API from an address in a country or region where it is not offered. What counts is the address of the last hop: a VPN, a proxy or a cloud region can move it.',
    steps: [
      `Compare the country of your outgoing address with the list at ${pages.countries}.`,
      'If a VPN, a proxy or a serverless region lies between, let it leave from a supported country.',
    ],
    finding: 'auth/unsupported-region',
  },
  '429-rate-limit': {
    id: '429-rate-limit',
    httpStatus: 429,
    title: 'Rate limit reached for requests',
    cause: 'The organization or project sent more requests or tokens than its limit for this model and span of time.',
    steps: [
      'Wait as long as the message or the Retry-After header says, then go on more slowly, with a growing and random pause between attempts.',
      `See which limit it was and what yours are at ${pages.limits}: they count for the whole organization and project, not for one key.`,
      `Batch small requests, ask for fewer tokens, or have the limit raised: ${pages.rateLimits}`,
    ],
    finding: 'limit/rate-limit',
  },
  '429-quota-exceeded': {
    id: '429-quota-exceeded',
    httpStatus: 429,
    title: 'You exceeded your current quota, please check your plan and billing details',
    cause:
      'There is no credit left, or a monthly spend limit was hit. Waiting does not help, and the libraries retry it in vain.',
    steps: [
      `Look at the balance and buy credit at ${pages.billing}.`,
      `Compare the usage at ${pages.usage} with the budgets at ${pages.limits}; the project may have one of its own.`,
      'Make sure that the key belongs to the organization that was paid for. A subscription to ChatGPT pays for no API use.',
    ],
    finding: 'limit/quota-exceeded',
  },
  '500-server-error': {
    id: '500-server-error',
    httpStatus: 500,
    title: 'The server had an error while processing your request',
    cause: 'Something failed on the side of the API. The request may be perfectly fine.',
    steps: [
      'Try again after a short wait, with a growing pause between attempts.',
      `See whether an incident is reported at ${pages.status}.`,
      `If one request fails every time, send its request id to ${pages.help}.`,
    ],
    finding: 'server/error',
  },
  '503-overloaded': {
    id: '503-overloaded',
    httpStatus: 503,
    title: 'The engine is currently overloaded, please try again later',
    cause: 'More is asked of the servers or of this model than they can take at the moment.',
    steps: [
      'Try again after a short wait, with a growing and random pause between attempts.',
      'If one model is overloaded, try another one for the time being.',
      `See whether an incident is reported at ${pages.status}.`,
    ],
    finding: 'server/overloaded',
  },
};

/** What later revisions of the documentation add to the eight. */
export const newerErrors: NewerError[] = [
  {
    httpStatus: 400,
    title: 'Invalid service_tier argument',
    code: null,
    cause: 'The request names a service tier that this project may not use.',
    steps: ['Leave service_tier out of the request, or have the tier allowed in the settings of the project.'],
    finding: 'request/unsupported-parameter',
    apiError: null,
  },
  {
    httpStatus: 401,
    title: 'IP not authorized',
    code: 'ip_not_authorized',
    cause: 'The organization or project takes requests from listed addresses alone, and yours is not on the list.',
    steps: [
      `Have your outgoing address added to the IP allowlist at ${pages.organization}; it takes up to a quarter of an hour to work.`,
      'Or send the request from a network whose address is on the list.',
    ],
    finding: 'auth/ip-not-allowed',
    apiError: '401-invalid-authentication',
  },
  {
    httpStatus: 429,
    title: 'Credit balance exhausted',
    code: 'credit_balance_exhausted',
    cause: 'The prepaid credit is used up.',
    steps: [`Buy credit, or switch on automatic top-up, at ${pages.billing}.`],
    finding: 'limit/credit-exhausted',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Organization spend limit reached',
    code: 'organization_spend_limit_exceeded',
    cause: 'The organization spent as much as its own limit allows.',
    steps: [`Have an owner raise the spend limit at ${pages.limits}.`],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Project spend limit reached',
    code: 'project_spend_limit_exceeded',
    cause: 'The project spent as much as its limit allows, though the organization may have credit left.',
    steps: ['Raise the limit in the settings of the project, or use a key of another project.'],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Organization usage limit reached',
    code: 'organization_usage_limit_exceeded',
    cause: 'The organization reached the highest usage that its tier allows.',
    steps: [`See the tier and ask for more at ${pages.limits}.`],
    finding: 'limit/spend-limit',
    apiError: '429-quota-exceeded',
  },
  {
    httpStatus: 429,
    title: 'Slow down',
    code: 'slow_down',
    cause: 'The traffic rose faster than the servers can follow, although no limit was reached.',
    steps: ['Fall back to the rate of some minutes ago, hold it for a quarter of an hour, then raise it bit by bit.'],
    finding: 'limit/slow-down',
    apiError: '429-rate-limit',
  },
  {
    httpStatus: 503,
    title: 'Model temporarily overloaded',
    code: 'server_is_overloaded',
    cause: 'This one model is asked for more than it can serve at the moment.',
    steps: ['Try again after a growing pause, or use another model for the time being.'],
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
      'No answer came: the request did not reach the API, or no secure connection was made. The library says only “Connection error.”; the reason is in its __cause__.',
    causes: [
      'The name does not resolve, or a firewall refuses or drops the connection.',
      'A proxy refuses the way, or is needed and not used.',
      'The certificate is not trusted, often because a company’s inspection signs it anew.',
      'A line break or a space in the API key, which the library reports as a connection error too.',
    ],
    steps: [
      'Run `api-doctor check` on the machine where it fails: it tells these causes apart.',
      'Print the cause in Python: except openai.APIConnectionError as e: print(repr(e.__cause__))',
    ],
  },
  APITimeoutError: {
    name: 'APITimeoutError',
    nodeName: 'APIConnectionTimeoutError',
    httpStatuses: [],
    meaning:
      'No answer came in time. The library gives a connection five seconds and an answer ten minutes unless told otherwise. It is a kind of APIConnectionError.',
    causes: [
      'A firewall drops the packets instead of refusing them.',
      'The connection is made, and then nothing moves: an inspection device, or a path that loses large packets.',
      'A long generation takes longer than the timeout that was set.',
    ],
    steps: [
      'Run `api-doctor check`: it shows at which step the time is lost.',
      'For long generations raise the timeout, as in OpenAI(timeout=120), or stream the answer.',
    ],
  },
  AuthenticationError: {
    name: 'AuthenticationError',
    nodeName: 'AuthenticationError',
    httpStatuses: [401],
    meaning: 'The API answered 401: it does not accept the key or token.',
    causes: [
      'The key is mistyped, cut, deleted, rotated or another vendor’s.',
      'The organization or project header does not fit the key.',
      'A restricted key lacks a permission, or the account was deactivated.',
    ],
    steps: [
      'Read the message: it names which of them it is, and shows the key’s first and last characters.',
      `Compare with the keys listed at ${pages.keys}.`,
    ],
  },
  BadRequestError: {
    name: 'BadRequestError',
    nodeName: 'BadRequestError',
    httpStatuses: [400],
    meaning:
      'The API answered 400: it understood who asks, and cannot use what is asked. Older versions called it InvalidRequestError.',
    causes: [
      'A parameter is missing, misspelt, or not one that this model takes.',
      'The input is longer than the model’s context.',
      'The body is no valid JSON, or a schema in it breaks a rule.',
    ],
    steps: [
      'Read the message and its param: together they name the part to change.',
      `Compare with the reference of the endpoint: ${pages.reference}`,
    ],
  },
  ConflictError: {
    name: 'ConflictError',
    nodeName: 'ConflictError',
    httpStatuses: [409],
    meaning: 'The API answered 409: something else is changing the same resource.',
    causes: ['Two requests write to one conversation, thread or file at the same time.'],
    steps: ['Let requests on one resource run after each other, and repeat the one that was refused.'],
  },
  InternalServerError: {
    name: 'InternalServerError',
    nodeName: 'InternalServerError',
    httpStatuses: [500],
    meaning: 'The answer was a 500 or more: the API, or the network in front of it, failed.',
    causes: [
      'A passing fault or an incident on the side of the API.',
      'Too much traffic for a model.',
      'A gateway between here and the API that cannot reach it.',
    ],
    steps: ['Try again with a growing pause.', `Look at ${pages.status}.`, 'Keep the request id for support.'],
  },
  NotFoundError: {
    name: 'NotFoundError',
    nodeName: 'NotFoundError',
    httpStatuses: [404],
    meaning: 'The API answered 404: there is no such address, model or object for this key.',
    causes: [
      'The base URL lacks /v1 or has it twice.',
      'The model does not exist, was withdrawn, or this project may not use it.',
      'A file, thread or fine-tuned model belongs to another project.',
    ],
    steps: [
      'Check the base URL.',
      'List the models that this key may use: `api-doctor check --model ID` tells whether one is among them.',
    ],
  },
  PermissionDeniedError: {
    name: 'PermissionDeniedError',
    nodeName: 'PermissionDeniedError',
    httpStatuses: [403],
    meaning: 'The answer was 403: access is denied, by the API, its CDN, or a filter on the way.',
    causes: [
      'The country or region is not supported.',
      'The key or project may not use this model or endpoint.',
      'A company’s web filter or the CDN’s protection answered in place of the API: then the message is a web page.',
    ],
    steps: ['Look whether the message is a web page or the API’s own words.', 'Run `api-doctor check`: it tells who answered.'],
  },
  RateLimitError: {
    name: 'RateLimitError',
    nodeName: 'RateLimitError',
    httpStatuses: [429],
    meaning: 'The API answered 429: too many requests or tokens in a span of time, or nothing left to spend.',
    causes: [
      'A limit for requests or tokens was reached: waiting helps.',
      'The credit or a budget is used up (code insufficient_quota and kin): waiting never helps.',
      'One request is larger than the whole limit: only a smaller one helps.',
    ],
    steps: [
      'Look at error.code first, to tell these apart.',
      'For a rate limit, wait as long as the answer says and retry with a growing, random pause.',
      `For quota, go to ${pages.billing}.`,
    ],
  },
  UnprocessableEntityError: {
    name: 'UnprocessableEntityError',
    nodeName: 'UnprocessableEntityError',
    httpStatuses: [422],
    meaning: 'The answer was 422: the format is right, and the content cannot be processed.',
    causes: [
      'A field has a value of the wrong type or out of range, most often on compatible servers, which list the fields in “detail”.',
    ],
    steps: ['Correct the field that the message names.', 'If it names none, send the request once more.'],
  },
};
