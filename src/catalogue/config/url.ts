import { vendorOf } from '../../knowledge/providers/vendors.ts';
import { endpoint } from '../../model/endpoint.ts';
import type { BaseUrlFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import { originOf } from '../../settings/base-path.ts';
import { factsOf } from '../seen.ts';

/** Where the base URL was set, and how to set it, for the commands. */
function baseUrlValues(c: DiagnosisInput, facts: BaseUrlFacts): Record<string, string> {
  const isVariable = /^[A-Z_]+$/.test(facts.source);
  return {
    shownUrl: facts.shown,
    urlSource: facts.source === 'default' ? 'the default' : facts.source,
    ...(facts.suggestion ? { suggestion: facts.suggestion } : {}),
    ...(isVariable ? { urlVariable: facts.source } : {}),
    ...(c.target.url?.query ? { query: c.target.url.query } : {}),
  };
}

/** A base URL that clients cannot use. An empty one is, too, for Python, which takes the empty text for the URL; Node.js then uses the default. */
export function invalidBaseUrl(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  if (!facts) return null;
  if (facts.invalid === null) return blankBaseUrl(c);
  const { raises } = facts;
  const error = raises
    ? 'The Python SDK reports “Connection error.”, although the network is fine. The Node.js SDK reports an invalid URL.'
    : 'The Python SDK stops with httpx.InvalidURL, which is not one of its own exceptions. The Node.js SDK may call another host.';
  return {
    details: [`${facts.source}: ${facts.shown}`, `It ${facts.invalid}`],
    probeIds: ['config/base-url'],
    pythonType: raises,
    templateValues: {
      ...baseUrlValues(c, facts),
      reading: `The base URL ${facts.shown} (${facts.source}) ${facts.invalid}. ${error}`,
    },
  };
}

function blankBaseUrl({ target }: DiagnosisInput): Evidence | null {
  const { OPENAI_BASE_URL: value } = target.env;
  if (value === undefined || value.trim() !== '' || target.baseUrlSource !== 'default') return null;
  return {
    details: ['OPENAI_BASE_URL is set but empty'],
    probeIds: ['config/base-url'],
    templateValues: {
      blankVariable: 'OPENAI_BASE_URL',
      reading: `OPENAI_BASE_URL is set but empty. The Node.js SDK and this check then use the default, ${target.baseUrl}. The Python SDK uses the empty text as the URL and reports “Connection error.”.`,
    },
  };
}

/** A path that looks wrong, where the vendor is known or the host's response confirms it. */
export function wrongPath(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  const { url } = c.target;
  if (!facts?.pathFlaw || !url || !isConfirmed(c, facts.pathFlaw)) return null;
  const confirmed = factsOf(c, 'http/base-path')?.tried.find((trial) => trial.answersAsApi);
  const answering = confirmed ? { suggestion: `${originOf(url)}${confirmed.path}` } : {};
  const models = factsOf(c, 'http/models');
  const status = models?.answer?.status;
  return {
    details: [`Base URL: ${facts.shown} (${facts.source})`, ...(status ? [`GET ${models.url} returned ${status}`] : [])],
    probeIds: status ? ['config/base-url', 'http/models'] : ['config/base-url'],
    templateValues: { ...baseUrlValues(c, facts), ...answering, ...pathWords(c, facts.pathFlaw) },
  };
}

/** White space and a query always break the path; other paths are right where the host answers. */
function isConfirmed(c: DiagnosisInput, flaw: NonNullable<BaseUrlFacts['pathFlaw']>): boolean {
  if (flaw === 'trailing-space' || flaw === 'query') return true;
  const answer = factsOf(c, 'http/models')?.answer ?? factsOf(c, 'http/unauthenticated')?.answer;
  const isPage = /html/i.test(answer?.headers['content-type'] ?? '');
  if (answer?.status === 200 && !isPage) return false;
  if (c.target.url?.isPublicApi) return true;
  const found = factsOf(c, 'http/base-path')?.tried.some((trial) => trial.answersAsApi) ?? false;
  return found || answer?.status === 404 || (answer?.status === 200 && isPage);
}

function pathWords(c: DiagnosisInput, flaw: NonNullable<BaseUrlFacts['pathFlaw']>): { pathReading: string } {
  const vendor = vendorOf(c.target.url?.host ?? '');
  const usual = vendor?.baseUrl
    ? `The API of ${vendor.name} is at ${vendor.baseUrl}.`
    : 'Most servers expect a version in the path, such as /v1.';
  const readings = {
    'missing-version': usual,
    'doubled-version': 'It contains the version twice.',
    'doubled-slash': 'It contains two slashes in a row, which many servers take for another path.',
    'endpoint-included': 'It includes an endpoint, which the SDKs append, so that the request URL contains it twice.',
    'trailing-space': 'It ends in white space, which the Python SDK sends as %20 in the middle of the path.',
    query: 'It contains a query, and the SDKs append the endpoint after it, so that the endpoint is not part of the path.',
  };
  return { pathReading: readings[flaw] };
}

/** `http://` to another machine. */
export function insecureUrl(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  const { url } = c.target;
  const elsewhere = leadsElsewhere(c);
  if (!url || !facts || !(facts.insecure || elsewhere)) return null;
  const secureUrl = facts.shown.includes('@') ? '' : c.target.baseUrl.replace(/^http:/i, 'https:');
  const tunnelUrl = `http://localhost:${url.port}${url.path}`;
  // Servers print the address that they listen on.
  const isAny = url.host === '0.0.0.0' || url.host === '::';
  const whose = isAny
    ? `${url.host} is an address to listen on, not one to connect to: its meaning depends on the operating system.`
    : elsewhere
      ? `The name ${url.host} leads to ${elsewhere} here, which is another machine, so anyone on the network path could read the key.`
      : `${url.host} is another machine, so anyone on the network path could read the key.`;
  const local = { localUrl: `http://127.0.0.1:${url.port}${url.path}` };
  return {
    details: [`Base URL: ${facts.shown} (${facts.source})`, ...(elsewhere ? [`${url.host} connected to ${elsewhere}`] : [])],
    probeIds: ['config/base-url', ...unsent(c)],
    templateValues: {
      ...baseUrlValues(c, facts),
      whose,
      ...(isAny ? { localUrl: tunnelUrl } : elsewhere ? local : { secureUrl, tunnelUrl }),
    },
  };
}

/** Requests that were to carry the key and did not get it, because of where their connection ended. */
function unsent({ observations: seen }: DiagnosisInput): ProbeId[] {
  return (['http/models', 'http/model', 'http/invalid-key'] as const).filter((id) => {
    const one = seen[id];
    return one?.status === 'ok' && one.facts.problem?.code === 'KEY_NOT_SENT';
  });
}

/** Where a name of this machine led a connection that does not end on this machine, as `10.0.0.5:8080`. */
function leadsElsewhere(c: DiagnosisInput): string | null {
  const { url } = c.target;
  if (!url?.isLoopback || url.scheme !== 'http' || unsent(c).length === 0) return null;
  const connected = factsOf(c, 'tcp/connect')?.attempts.find(({ outcome }) => outcome === 'connected');
  return connected ? endpoint(connected.address, url.port) : 'an address of another machine';
}
