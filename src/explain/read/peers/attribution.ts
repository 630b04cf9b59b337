import { isIP } from 'node:net';
import { API_LIKE_PATH, type OtherService, otherServices } from '../../../knowledge/clients/other-services.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { isPrivateHost } from '../../../model/hosts.ts';
import {
  type Call,
  FRAME,
  lineOf,
  MACHINE_WIDE,
  NEAR,
  nearOf,
  OF_A_CONNECTION,
  OF_AGENTS,
  OF_THE_MACHINE,
  OF_THE_PROGRAM,
  SPEAKS_OF_THE_API,
  withoutRequests,
} from './call.ts';
import { isOfModels } from './evidence.ts';
import { isApiPath, isOfAnApi, MODEL_PORTS } from './places-of-apis.ts';
import { ANSWERED, subjectOf } from './subject.ts';
import type { Surroundings } from './surroundings.ts';

/** Whose failure it is where it is none of the API: the words for it; null where it is the API's or may be. */
export function otherServiceOf(call: Call): string | null {
  const { id, actor, around } = call;
  // The encodings that clients of the API load at their start are part of their calls.
  if (around.elsewhere === 'download') return null;
  if (OF_THE_PROGRAM.test(id) || isOfVendor(call)) return null;
  const known = MACHINE_WIDE.test(id) ? insideServices : otherServices;
  const byHost = otherServices.find((one) => (known.includes(one) || one.apart) && byAddress(one, around));
  const whole = nearOf(call);
  if (namesOtherPort(call)) return ofPortIn(lineOf(call)) ?? 'another service';
  const said = withoutRequests(whole, id);
  if (SPEAKS_OF_THE_API.test(said) || OF_AGENTS.test(said)) return null;
  // Frames show who ran the program as well: who called is in them by their order alone.
  const near = whole.replace(FRAME, ' ');
  if (byHost) return byHost.name;
  const isApiClient = actor.kind === 'api-client';
  if (isApiClient && actor.by === 'frames') return null;
  const named = known.find(({ words }) => words?.test(near))?.name;
  if (MACHINE_WIDE.test(id))
    return named ?? insideFor(call, near) ?? typedFor(call) ?? (isOfOneHost(call) ? 'another service' : null);
  if (actor.kind === 'other') return actor.name;
  if (named) return named;
  if (isApiClient) return null;
  return subjectOf(id, near, toldIn(call)) ?? (isForOther(call, near) ? 'another service' : byNeighbors(call));
}

const toldIn = ({ record, log }: Call) => ({ record, isBare: log.isBare });

/** A port of another service, or a host that has nothing of an API. */
function isForOther(call: Call, near: string): boolean {
  return (/^(?:tcp|dns)\//.test(call.id) && OTHER_PORT.test(near)) || isDeniedAlone(call) || unlikeAnApi(call);
}

/** A platform that lets programs out to the sites on its list alone refused one that is no API's: it says nothing of others. */
function isDeniedAlone({ id, around: { url } }: Call): boolean {
  return id === 'tcp/local-denied' && url !== null && url.path.length > 1 && !isOfAnApi(url);
}

/** A connection whose own line has the port of another service, and nothing of the API: what stands around it is of other calls. */
function namesOtherPort(call: Call): boolean {
  const line = lineOf(call);
  return OF_A_CONNECTION.test(call.id) && OTHER_PORT.test(line) && !SPEAKS_OF_THE_API.test(line);
}

const insideServices = otherServices.filter(({ inside }) => inside);

/** A service of the closed network whose client failed in a handshake, or whose port its own line has: nothing that inspects TLS stands before it. */
function insideFor({ id, actor }: Call, near: string): string | null {
  if (!id.startsWith('tls/')) return null;
  if (actor.kind === 'other' && insideServices.some(({ name }) => name === actor.name)) return actor.name;
  return ofPortIn(near);
}

function ofPortIn(text: string): string | null {
  const port = Number(/\d+/.exec(OTHER_PORT.exec(text)?.[0] ?? '')?.[0]);
  return insideServices.find(({ ports }) => ports?.includes(port))?.name ?? null;
}

/** What a typed command asked. Certificates of hosts of sources are public: what is wrong with one is wrong with all. */
function typedFor({ id, actor, around }: Call): string | null {
  if (actor.kind !== 'other' || !actor.typed) return null;
  return id.startsWith('tls/') && around.host !== null ? null : actor.name;
}

/** A certificate that is wrong for one host alone, where its URL is that of no API. */
function isOfOneHost({ id, around: { url } }: Call): boolean {
  return /^tls\/(?:expired|hostname-mismatch)$/.test(id) && url !== null && url.path.length > 1 && !isOfAnApi(url);
}

/** Where OpenAI's own clients sign in and call, besides the API. */
const OF_OPENAI = /^(?:auth\.openai\.com|chatgpt\.com)$/;

/** A known API is whom the call was for where its own record says so, or where that has nothing of another service inside the network. */
function isOfVendor(call: Call): boolean {
  const { host } = call.around;
  if (host === null) return false;
  // Signing in to the API's own vendor is the way to its API.
  if (OF_OPENAI.test(host)) return true;
  if (vendorOf(host) === null || namesOtherPort(call)) return false;
  if (call.record.text.toLowerCase().includes(host)) return true;
  // Another line has the host: this one may say whom it is about.
  const line = call.record.text.slice(call.record.line, call.record.line + NEAR.line);
  if (OF_A_CONNECTION.test(call.id) && OTHER_PORT.test(line)) return false;
  if (call.actor.kind === 'other' || otherServices.some(({ inside, words }) => inside && words?.test(line))) return false;
  return subjectOf(call.id, nearOf(call).replace(FRAME, ' '), toldIn(call)) === null;
}

/** Ports of databases, queues, mail and shells; Python prints an address as a pair. A line or a column of a program is no port. */
const OTHER_PORT =
  /(?:(?<!\.(?:[cm]?[jt]sx?|go|py|rs|java|kt|rb|php|cs|dart|exs?|swift)(?::\d{1,7})?)(?<!\bnode:[\w/]{1,80}(?::\d{1,7})?):|\bport['"]?[ =:]{1,2}|\('[\w.:-]{1,253}', )(?:22|25|465|587|1433|1521|2181|2379|3306|5432|5433|5671|5672|6379|6380|8086|9042|9092|9093|9200|11211|27017)\b(?![.:]\d)/;

function byAddress({ hosts, ports, path }: OtherService, { host, port, url }: Surroundings): boolean {
  if (host !== null && hosts?.test(host)) return true;
  if (port !== null && ports?.includes(port)) return true;
  return url !== null && (path?.test(url.path) ?? false);
}

/** A trace without its beginning: which logger it was of is not shown. */
const CUT_OFF = /^\s*(?:File "|at )/;

/** Where neither the record nor a host says whose it is: whose the lines of the same program around it are. */
function byNeighbors({ id, record, around, log }: Call): string | null {
  if (!OF_A_CONNECTION.test(id) || around.host !== null || isOfModels(record.text)) return null;
  const near = log.beside(record.number, CUT_OFF.test(record.text) ? null : record.source);
  const named = otherServices.find(({ words }) => words?.test(near));
  // Its own lines may have such a word too, as the path that a program asks its own daemon for.
  const rest = named?.inside
    ? near
        .split('\n')
        .filter((line) => !named.words?.test(line))
        .join('\n')
    : near;
  return named === undefined || isOfModels(rest) ? null : named.name;
}

/** Another host than an API's, in a log that shows more than this one failure: neither the host nor the record has anything of a model. */
function unlikeAnApi({ id, around: { url, host, port }, record, log }: Call): boolean {
  if (host === null || API_LIKE_PATH.test(host) || log.isSet(host)) return false;
  if (OF_THE_MACHINE.test(host) && url === null) return false;
  if (url !== null && url.path.length > 1) {
    if (isApiPath(url.path)) return false;
    if (isPrivateHost(host) || ANSWERED.test(id)) return true;
  }
  // A public address may be the API's own, and a private one with the port of the web that of a gateway.
  if (isIP(host) !== 0 && (!isPrivateHost(host) || port === 443 || port === 80)) return false;
  return !log.isBare && !MODEL_PORTS.has(port ?? 0) && !isOfModels(`${record.source} ${record.text}`);
}
