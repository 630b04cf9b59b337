import { providers } from '../../knowledge/providers/index.ts';
import type { KeyHeaderFacts } from '../../model/facts/http.ts';
import type { Observation } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isSound, readingOf } from '../../net/http/facts.ts';
import { carriesKey } from '../../secrets/key.ts';
import { withoutKey } from './skip.ts';

/** What a server says of a key that it did not find, or did not find valid. */
const REFUSALS = ['auth/invalid-authentication', 'auth/incorrect-key', 'auth/header-stripped', 'config/key-wrong-header'];

/** More would be guessing. */
const MAX_HEADERS_TRIED = 2;

/** Repeats a request whose key was refused with the key in another header that this server takes, by its message or its documentation. */
export const httpKeyHeader: Probe<'http/key-header'> = {
  id: 'http/key-header',
  after: ['http/models'],
  skip: (c) => {
    const reason = 'no key was refused that this server takes in another header';
    return withoutKey(c) ?? (otherHeaders(c.seen['http/models']).length > 0 ? null : { because: null, reason });
  },
  async run(context) {
    const url = context.target.url as TargetUrl;
    const tried: KeyHeaderFacts['tried'] = [];
    for (const keyHeader of otherHeaders(await context.settled('http/models'))) {
      const facts = await exchange({ ...askApi(url, `${url.path}/models`, 'key'), keyHeader }, context);
      tried.push({ header: keyHeader, status: facts.answer?.status ?? null, isAccepted: isSound(facts) });
      if (isSound(facts)) break;
    }
    return { tried };
  },
  summarise: ({ tried }) =>
    tried.map(({ header, status }) => `${status === null ? 'no answer' : `HTTP ${status}`} with the key in ${header}`).join(', '),
  trouble: () => null,
};

/** Other headers for the key: the one that the refusal names, and those that the provider documents. */
function otherHeaders(listing: Observation<'http/models'> | undefined): string[] {
  const facts = listing?.status === 'ok' ? listing.facts : null;
  const reading = facts && readingOf(facts);
  if (!facts || !reading || !REFUSALS.includes(reading.id) || ![401, 403].includes(reading.httpStatus ?? 0)) return [];
  const documented = providers.find(({ id }) => id === reading.provider)?.api?.keyHeaders ?? [];
  const named = typeof reading.values.wantedHeader === 'string' ? [reading.values.wantedHeader.toLowerCase()] : [];
  const others = [...new Set([...named, ...documented])].filter((name) => carriesKey(name) && !(name in facts.requestHeaders));
  return others.slice(0, MAX_HEADERS_TRIED);
}
