import { providers } from '../../knowledge/providers/index.ts';
import type { BasePathProbeFacts, ExchangeFacts } from '../../model/facts/http.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { isUpgrade, readingOf } from '../../net/http/facts.ts';
import { isTidying, redirectTarget } from '../../net/http/tidying.ts';
import { type Answered, errorResponse, evidenceOf, exchangeOf, isListingSound, keyValues, primaryExchange } from '../answered.ts';

/** Failures between the request and the end of its response. */
export type WireFault = 'endless' | 'timeout' | 'closed' | 'truncated' | 'malformed' | 'plain-to-tls';

/** Our codes for invalid HTTP that Node's parser accepts. */
const UNSOUND = ['TOO_MANY_INTERIM', 'UNASKED_UPGRADE', 'BAD_CODING'];
const GONE = ['CLOSED', 'ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'];

/** The kind of failure of an exchange; null without one, or if it belongs to a lower layer. */
export function faultOf({ stage, problem, firstByteMs }: ExchangeFacts): WireFault | null {
  if (!problem || stage === 'connect' || stage === 'tls' || stage === 'done') return null;
  // A TLS alert after the handshake still belongs to the TLS layer (RFC 8446 section 6).
  if (problem.alert !== null || /^ERR_(?:SSL|TLS)_/.test(problem.code ?? '')) return null;
  const code = problem.code ?? '';
  if (code === 'PLAIN_TO_TLS') return 'plain-to-tls';
  if (code === 'TIMEOUT') return 'timeout';
  if (code === 'ENDLESS') return 'endless';
  if (code === 'TRUNCATED') return 'truncated';
  if (GONE.includes(code)) return stage === 'body' || firstByteMs !== null ? 'truncated' : 'closed';
  return code.startsWith('HPE_') || UNSOUND.includes(code) ? 'malformed' : null;
}

/** Matches if the primary exchange failed in this way and no other exchange got an error response. */
export function onTransportFailure(fault: WireFault, c: DiagnosisInput): Evidence | null {
  if (errorResponse(c)) return null;
  const failed = failedExchange(c);
  if (!failed?.facts.problem || faultOf(failed.facts) !== fault) return null;
  const { facts, probe } = failed;
  const problem = failed.facts.problem;
  return {
    details: [`${facts.method} ${facts.url}`, stoppedLine(facts, problem), ...otherLines(c, probe)],
    probeIds: [probe],
    httpStatus: facts.answer?.status ?? null,
    templateValues: {
      detail: detailOf(facts, problem),
      how: problem.code === 'ECONNRESET' ? 'reset' : 'closed',
      ...(probe === 'http/call' && c.target.model ? { slowModel: c.target.model } : {}),
      ...keyValues(c.target),
    },
  };
}

/** No complete answer in time. On this machine nothing stands between the client and the server. */
export function timedOut(c: DiagnosisInput): Evidence | null {
  const evidence = onTransportFailure('timeout', c);
  const { url } = c.target;
  if (!evidence || !url) return evidence;
  const isHere = url.isLoopback && c.target.route.kind === 'direct';
  const reading = isHere
    ? 'The server is slow or hung.'
    : 'The network path works. Either the server is slow or hung, or a middlebox accepts connections in its place.';
  return { ...evidence, templateValues: { ...evidence.templateValues, reading, ...(isHere ? {} : { remoteHost: url.host }) } };
}

/** An answer that is no HTTP; as a warning where Node.js alone refuses it. */
export function malformed(c: DiagnosisInput): Evidence | null {
  const evidence = onTransportFailure('malformed', c);
  if (!evidence) return refusedByNode(c);
  const reading = 'Either another kind of server listens on this port, or a middlebox corrupts the response.';
  return { ...evidence, templateValues: { ...evidence.templateValues, reading, strangeHost: c.target.url?.host ?? '' } };
}

function refusedByNode(c: DiagnosisInput): Evidence | null {
  const found = primaryExchange(c);
  const problem = found?.facts.refusedByNode;
  if (!found || !problem) return null;
  return {
    severity: 'warning',
    details: [`${found.facts.method} ${found.facts.url}`, `${problem.code}: ${problem.message.slice(0, 300)}`],
    probeIds: [found.probe],
    pythonType: null,
    templateValues: {
      detail: problem.message.slice(0, 200),
      reading: 'Python and curl accept it. Node.js, and with it fetch and the official SDK for Node.js, reject it.',
      looseHost: c.target.url?.host ?? '',
    },
  };
}

type Failed = NonNullable<ReturnType<typeof primaryExchange>>;

/** The failed exchange: with the key if it was sent; /models/{model} only if the list of models is valid. */
function failedExchange(c: DiagnosisInput): Failed | null {
  for (const probe of isListingSound(c) ? (['http/model', 'http/call'] as const) : (['http/call'] as const)) {
    const facts = exchangeOf(c, probe);
    if (facts?.problem) return { probe, facts };
  }
  return unbegunStream(c) ?? (isListingSound(c) ? null : primaryExchange(c));
}

/** A streaming request without any event; a timeout is `stream/stalled`. */
function unbegunStream(c: DiagnosisInput): Failed | null {
  const observation = c.observations['stream/events'];
  const facts = observation?.status === 'ok' ? observation.facts : null;
  const isUnbegun = facts?.problem && facts.events === 0 && facts.problem.code !== 'TIMEOUT';
  return isUnbegun ? { probe: 'stream/events', facts } : null;
}

/** What was received, as the end of a sentence. */
function detailOf({ answer, ms, firstByteMs }: ExchangeFacts, { code, message }: NetworkError): string {
  const came = answer
    ? `HTTP ${answer.status} and ${answer.bytes} bytes of the body were received`
    : 'only part of the headers, or interim (1xx) responses, were received';
  if (code === 'TIMEOUT') return firstByteMs === null ? 'not a single byte arrived' : came;
  if (code === 'TRUNCATED' || answer || (firstByteMs !== null && GONE.includes(code ?? '')))
    return `${came} (${message.slice(0, 200)})`;
  return firstByteMs === null ? `${ms} ms after it was sent` : message.slice(0, 200);
}

function stoppedLine({ stage, ms, firstByteMs }: ExchangeFacts, { code, message }: NetworkError): string {
  const first = firstByteMs === null ? 'no data received' : `first byte after ${firstByteMs} ms`;
  return `stopped at ${stage} after ${ms} ms (${first}): ${code ? `${code}: ` : ''}${message.slice(0, 300)}`;
}

function otherLines(c: DiagnosisInput, probe: Failed['probe']): string[] {
  const keyless = probe === 'http/unauthenticated' ? null : exchangeOf(c, 'http/unauthenticated');
  if (!keyless) return [];
  const how = keyless.answer ? `got HTTP ${keyless.answer.status}` : `failed with ${keyless.problem?.code ?? 'no response'}`;
  return [`the same request without the key ${how}`];
}

/** A response that does not end: a client would read it until its memory or its patience is used up. */
export function endlessBody(c: DiagnosisInput): Evidence | null {
  const evidence = onTransportFailure('endless', c);
  if (!evidence) return null;
  const answer = `a response with HTTP ${evidence.httpStatus} and no end`;
  const tooLarge = 'Reading stopped there. A client would go on until its time limit or its memory is used up.';
  return {
    ...evidence,
    templateValues: { who: c.target.url?.host ?? 'The server', ...evidence.templateValues, answer, tooLarge },
  };
}

/** The base URL with TLS. */
export function httpsUrl(baseUrl: string): Record<string, string> {
  return { httpsUrl: baseUrl.replace(/^http:/i, 'https:') };
}

/** Plain HTTP was sent to a TLS port, as a handshake on the same port shows. */
export function plainToTls(c: DiagnosisInput): Evidence | null {
  const evidence = onTransportFailure('plain-to-tls', c);
  if (!evidence) return null;
  return {
    ...evidence,
    pythonType: 'APIConnectionError',
    templateValues: {
      ...evidence.templateValues,
      ...httpsUrl(c.target.baseUrl),
      answer: 'it closed the connection on plain HTTP and accepts a TLS handshake on the same port',
    },
  };
}

// ---------------------------------------------------------------- redirects and other paths

/** A redirect of an http:// base URL to HTTPS on the same host, which the warning about that URL covers. */
export function isUpgradeToHttps(c: DiagnosisInput): boolean {
  const facts = errorResponse(c)?.facts;
  // For loopback there is no such warning, so the redirect is a finding.
  return facts !== undefined && isUpgrade(facts) && !c.target.url?.isLoopback;
}

/** Evidence of a redirect. Most clients follow one within the same origin, so that is only a warning. */
export function redirectFacts(found: Answered, c: DiagnosisInput): Partial<Evidence> {
  const { target } = c;
  const to = targetOf(found);
  const from = new URL(found.facts.url);
  if (!to) return { templateValues: { location: found.reading.values.location ?? 'no location' } };
  if (from.href === to.href) return { templateValues: { looping: from.host } };
  const base = /^(.*?)\/models\/?$/.exec(to.pathname)?.[1];
  // Never suggest to send a key to a host that an intermediary chose.
  const isOwnHost = !target.url?.isPublicApi && (to.protocol === 'https:' || from.protocol === 'http:');
  if (isTidying(from, to) && isCircle(from, to, c)) return { templateValues: { circling: to.href } };
  if (isTidying(from, to)) return { severity: 'warning', templateValues: { tidied: to.href } };
  return {
    templateValues: {
      ...(from.host === to.host && base === undefined ? { ownPage: to.href } : { foreign: to.href }),
      ...(base !== undefined && isOwnHost && isTypeable(`${to.origin}${base}`) ? { suggestion: `${to.origin}${base}` } : {}),
    },
  };
}

/** An untrusted URL is used in a command only without shell metacharacters; host names may contain `$(…)`. */
function isTypeable(address: string): boolean {
  return /^https?:\/\/[\w.:/~%[\]-]{1,200}$/.test(address);
}

/** Whether the address with the other slashes redirects back: clients follow until they give up. */
function isCircle(from: URL, to: URL, c: DiagnosisInput): boolean {
  const tidied = exchangeOf(c, 'http/unauthenticated')?.tidied;
  return tidied != null && redirectTarget(tidied, to.href)?.href === from.href;
}

function targetOf({ reading, facts }: Answered): URL | null {
  const { location } = reading.values;
  return typeof location === 'string' && URL.canParse(location, facts.url) ? new URL(location, facts.url) : null;
}

/** The result of the other base paths, for a 404. */
export function notFoundElsewhere({ probe, reading }: Answered, c: DiagnosisInput): Partial<Evidence> {
  const trial = c.observations['http/base-path'];
  if (trial?.status !== 'ok') return { templateValues: suggested(c, reading.provider) };
  const found = trial.facts.tried.find(({ answersAsApi }) => answersAsApi);
  const values = found && c.target.url ? foundValues(found, c) : suggested(c, reading.provider);
  return { probeIds: [probe, 'http/base-path'], templateValues: values };
}

/** The base URL as it was probably meant, by its path alone. */
function suggested(
  { observations: { 'config/base-url': base } }: DiagnosisInput,
  provider: string | null,
): Record<string, string> {
  // Of servers that people run it is known where their endpoints are.
  const isServer = providers.find(({ id }) => id === provider)?.kind === 'server';
  if (isServer && base?.status === 'ok' && base.facts.pathFlaw === 'missing-version') return {};
  // The older paths of Azure have no version in the path, and its clients add the query themselves.
  if (provider === 'azure-openai') return {};
  const suggestion = base?.status === 'ok' ? base.facts.suggestion : null;
  return suggestion ? { suggestedUrl: suggestion } : {};
}

function foundValues({ path }: BasePathProbeFacts['tried'][number], { target }: DiagnosisInput): Record<string, string> {
  const origin = target.url && new URL(target.baseUrl.trim()).origin;
  return { foundPath: path || '/', foundUrl: `${origin}${path}` };
}

// ---------------------------------------------------------------- captive portals and filters on plain HTTP

/** A captive portal that responds to plain HTTP, while HTTPS gets no response. */
export function portalOnPlainHttp(c: DiagnosisInput): Evidence | null {
  const plain = exchangeOf(c, 'http/plaintext');
  const secured = (['http/models', 'http/unauthenticated'] as const).map((id) => exchangeOf(c, id));
  if (!plain?.answer || secured.some((facts) => facts?.answer)) return null;
  const reading = readingOf(plain);
  if (!reading || !isPortals(plain, reading.id, c)) return null;
  const evidence = evidenceOf({ reading, probe: 'http/unauthenticated', facts: plain }, c);
  return { ...evidence, probeIds: ['http/plaintext'], pythonType: 'APIConnectionError', apiError: null };
}

/**
 * A web filter that shows its block page only on plain HTTP and drops or resets port 443. With a certificate, the TLS findings apply; with a
 * sinkhole address, the DNS findings do.
 */
export function filterOnPlainHttp(c: DiagnosisInput): Evidence | null {
  const plain = exchangeOf(c, 'http/plaintext');
  const secured = (['http/models', 'http/unauthenticated'] as const).flatMap((id) => exchangeOf(c, id) ?? []);
  const handshake = c.observations['tls/handshake'];
  const isShut = secured.length > 0 && secured.every(({ answer }) => answer === null);
  if (!plain?.answer || !isShut || (handshake?.status === 'ok' && handshake.facts.stage === 'done')) return null;
  const reading = readingOf(plain);
  // Port 80 of another host may return 403 for its own reasons, unless the page names a filter.
  if (reading?.id !== 'http/block-page' || !(reading.values.product || c.target.url?.isOpenAi)) return null;
  const evidence = evidenceOf({ reading, probe: 'http/unauthenticated', facts: plain }, c);
  const answer = `${reading.values.answer} to a plain HTTP request, while connections to port ${c.target.url?.port} fail`;
  return {
    ...evidence,
    templateValues: { ...evidence.templateValues, answer, modelsUrl: plain.url },
    probeIds: ['http/plaintext'],
    pythonType: secured.some(({ problem }) => problem?.code === 'TIMEOUT') ? 'APITimeoutError' : 'APIConnectionError',
    apiError: null,
  };
}

function isPortals(plain: ExchangeFacts, id: string, { target }: DiagnosisInput): boolean {
  if (id === 'http/captive-portal') return true;
  // Other hosts may redirect port 80 anywhere; OpenAI’s redirects to HTTPS on the same host.
  if (!target.url?.isOpenAi) return false;
  const location = plain.answer?.headers.location;
  if (id === 'http/unexpected-redirect' && location !== undefined) return isElsewhere(location, target.url.host);
  return id === 'http/not-the-api' && plain.answer?.status === 200;
}

function isElsewhere(location: string, host: string): boolean {
  return URL.canParse(location, `http://${host}/`) && new URL(location, `http://${host}/`).hostname !== host;
}
