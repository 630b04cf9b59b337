import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { type Call, MACHINE_WIDE, OF_AGENTS, OF_THE_MACHINE, OF_THE_PROGRAM, SPEAKS_OF_THE_API } from './call.ts';
import { hasWordOfApi, isOfModels } from './evidence.ts';
import { isApiPath, isOfAnApi, MODEL_PORTS, OF_MODEL_SERVERS } from './places-of-apis.ts';

/** True where nothing shows that an API was called: the log shows more than this failure, what is around it names no API, and nothing near it has a word of one. */
export function isUnattributed(call: Call): boolean {
  if (isOfAnotherUrl(call)) return true;
  const { id, record, actor, around, log } = call;
  if (!log.isWithoutApi(record.speaker) || !isOfALog(call) || OF_THE_PROGRAM.test(id) || OF_THE_NETWORK.test(id)) return false;
  if (actor.kind === 'api-client' || SPEAKS_OF_THE_API.test(record.text) || OF_AGENTS.test(record.text)) return false;
  const { host } = around;
  if (host !== null && (vendorOf(host) !== null || log.isSet(host) || OF_THE_MACHINE.test(host))) return false;
  if (OF_MODEL_SERVERS.has(around.port ?? 0) || (around.url !== null && isApiPath(around.url.path))) return false;
  return !hasWordOfApi(`${record.source} ${record.text}`) && !log.hasWordNear(record.number);
}

/** A certificate that was refused at a URL with a path of no API, where no word is of models: it may be that of this host alone. */
function isOfAnotherUrl({ id, record, actor, around: { url, proxies }, log }: Call): boolean {
  if (!/^tls\/(?!interception)/.test(id) || url === null || url.path.length < 2 || isOfAnApi(url)) return false;
  if (actor.kind === 'api-client' || proxies.length > 0 || MODEL_PORTS.has(url.port)) return false;
  if (vendorOf(url.host) !== null || log.isSet(url.host) || !record.text.includes(url.host)) return false;
  // Who signed a certificate may tell of what opens TLS for every host.
  if (/\bissuer['"]?\s?[:=]/i.test(record.text)) return false;
  return !isOfModels(`${record.source} ${record.text}`) && log.isWithoutApi(record.speaker);
}

/** Whether a program at work reports the failure, a class of nobody known does, or a command that no person handed over alone. */
function isOfALog({ record, actor, around, log }: Call): boolean {
  if (log.isAtWork) return true;
  if (actor.kind === 'unknown' && actor.owner !== undefined) return !log.isBare || CRASHED.test(record.text);
  return !log.isBare && record.command !== null && around.host === null;
}

/** The end of a whole program, which shows all that called. */
const CRASHED = /^(?:Exception in thread "|Unhandled exception)/i;

/** The network's own pages stand in the way of every call as well. */
const OF_THE_NETWORK = new RegExp(`${MACHINE_WIDE.source}|^http/(?:edge-challenge|block-page|captive-portal)$`);
