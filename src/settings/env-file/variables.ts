import { PLACE_VARIABLES } from '../places/names.ts';

/** Variables besides keys, addresses, and accounts that change how a call is made. */
const ON_THE_WAY =
  /^(?:(?:HTTPS?|ALL|NO)_PROXY|NODE_\w+|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|CODEX_CA_CERTIFICATE)$/i;

/** Whether a check reads this variable, so that another reading of its line matters. */
export function isReadByChecks(name: string): boolean {
  return PLACE_VARIABLES.includes(name) || ON_THE_WAY.test(name);
}
