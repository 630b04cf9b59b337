import { catalogue, type FindingId } from '../../catalogue/index.ts';
import { OF_THE_API } from '../../knowledge/answer/refusing-party.ts';
import { sentencesThatFill } from './fill-sentences.ts';
import { client } from './meanings/client.ts';
import { config } from './meanings/config.ts';
import { http } from './meanings/http.ts';
import { inBetween } from './meanings/in-between.ts';
import { causes, limits } from './meanings/limits.ts';
import type { Meaning } from './meanings/meaning.ts';
import { network } from './meanings/network.ts';
import { tls } from './meanings/tls.ts';

const written: Record<string, Meaning> = { ...config, ...network, ...tls, ...http, ...inBetween, ...limits, ...client };

/** The general meaning of a finding. By default, the sentences of its explanation that need no value of one call. */
export function meaningOf(id: FindingId): Meaning {
  return written[id] ?? { means: sentencesThatFill(catalogue[id].explanation, OF_THE_API), causes: causes[id] ?? [] };
}
