import type { ProviderEntry } from '../providers/entry.ts';
import type { AnswerContext, LoggedAnswer } from './reading.ts';

/** What the texts of a refusal say about who refused: the API, unless its format shows otherwise. */
export const OF_THE_API = {
  denial: 'The credentials are valid, but the project, the role, or the key does not allow this request.',
  whoseLimit:
    'The organization or project sent more requests or tokens per unit of time than its limit for this model. All users of the organization share the limit.',
  notTheApi: 'The server at this URL is not an OpenAI-compatible API',
  raised: 'SDKs usually report this as a JSON parsing error or a missing attribute.',
};

const OF_A_GATEWAY = {
  denial:
    'The response is not in the format of a known API: a web server or gateway in front of the API may have refused the request, and nothing shows that the credentials were checked.',
  whoseLimit:
    'The response is not in the format of a known API: the limit may be that of a web server or gateway in front of the API, which counts requests by client address or by key.',
};

/** A page is never the API's, so a gateway refused. */
const REFUSED_BEFORE = {
  notTheApi: 'A web server or gateway refused the request before it reached an API',
  raised: 'Nothing shows that the key was checked. The official SDKs raise PermissionDeniedError.',
};

/** The values for the texts. `provider` is undefined where a page already shows that no API responded. */
export function refusalValues(
  { status }: LoggedAnswer,
  json: unknown,
  { provider, about }: { provider: ProviderEntry | null | undefined; about: AnswerContext },
): Record<string, string> {
  const isForeign = about.host !== null && !about.isOpenAi && !provider && !isInEnvelope(json);
  return {
    ...OF_THE_API,
    ...(status === 403 ? REFUSED_BEFORE : {}),
    ...(isForeign ? OF_A_GATEWAY : {}),
    ...(isForeign && status === 403 ? { gatewayDenial: 'HTTP 403' } : {}),
    ...(isForeign && status === 429 ? { gatewayLimit: 'HTTP 429' } : {}),
  };
}

/** The format of OpenAI's errors, which compatible servers repeat: an object with a message and a type or a code. */
function isInEnvelope(json: unknown): boolean {
  const error = typeof json === 'object' && json !== null ? (json as { error?: unknown }).error : null;
  if (typeof error !== 'object' || error === null) return false;
  const { message, type, code } = error as Record<string, unknown>;
  return typeof message === 'string' && (type != null || code != null);
}
