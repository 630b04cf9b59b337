import { vendorOf } from '../../knowledge/providers/vendors.ts';
import { problem } from '../../model/errors.ts';
import type { BaseUrlFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { type PathReading, readBasePath } from '../../settings/base-path.ts';
import { givenBaseUrl, readGiven, shownBaseUrl } from '../../settings/base-url-facts.ts';

/** Parses the base URL as the usual clients do. Sends nothing. */
export const configBaseUrl: Probe<'config/base-url'> = {
  id: 'config/base-url',
  after: [],
  run: async ({ target }) => look(target),
  summarise: ({ shown, source, invalid }) => (invalid ? `${shown} (${source}) ${invalid}` : `${shown} (${source})`),
  trouble: ({ shown, invalid }) => (invalid ? problem('INVALID_URL', `${shown} ${invalid}`) : null),
};

function look(target: Target): BaseUrlFacts {
  const given = givenBaseUrl(target);
  const { flaw, suggestion } = readGiven(target);
  const path = flaw ? null : pathReading(target, given);
  return {
    shown: named(target, shownBaseUrl(given)),
    source: target.baseUrlSource,
    invalid: flaw?.what ?? null,
    raises: flaw?.raises ?? null,
    suggestion: suggestion ?? path?.suggestion ?? null,
    pathFlaw: path?.flaw ?? null,
    insecure: target.url?.scheme === 'http' && !target.url.isLoopback,
  };
}

function pathReading(target: Target, given: string): PathReading | null {
  const { url } = target;
  if (!url) return null;
  const wrong = readBasePath(url);
  if (wrong) return wrong;
  if (given.endsWith(' ')) return { flaw: 'trailing-space', suggestion: safe(given.trimEnd()) };
  return swallowsEndpoint(target) ? { flaw: 'query', suggestion: safe(given.replace(/[?#].*/s, '')) } : null;
}

/** Clients append the endpoint to the whole text, so a query would precede it. Azure's client class parses its query separately. */
function swallowsEndpoint({ url, baseUrlSource }: Target): boolean {
  if (!url || url.query === '') return false;
  return baseUrlSource === 'OPENAI_BASE_URL' || vendorOf(url.host)?.name !== 'Azure OpenAI';
}

/** Suggestions never contain credentials. */
function safe(suggestion: string): string | null {
  return suggestion.includes('@') ? null : suggestion;
}

/** A host name with non-ASCII letters is also shown in Punycode, which reveals look-alike letters. */
function named({ url }: Target, shown: string): string {
  return url?.host.split('.').some((label) => label.startsWith('xn--')) && !shown.includes('xn--')
    ? `${shown} (${url.host})`
    : shown;
}
