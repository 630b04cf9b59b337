import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { BaseUrlFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { originOf } from '../../settings/base-path.ts';
import { factsOf } from '../seen.ts';

/** Where a base URL or an id was set, and how to set it, for the commands. */
function baseUrlValues(c: Case, facts: BaseUrlFacts): Record<string, string> {
  const isVariable = /^[A-Z_]+$/.test(facts.source);
  return {
    shownUrl: facts.shown,
    urlSource: facts.source === 'default' ? 'the default' : facts.source,
    ...(facts.suggestion ? { suggestion: facts.suggestion } : {}),
    ...(isVariable ? { urlVariable: facts.source } : {}),
    ...(c.target.url?.query ? { query: c.target.url.query } : {}),
  };
}

/** A base URL that clients cannot use. Blank is worth a warning: Node takes the default then, Python the empty text. */
export function invalidBaseUrl(c: Case): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  if (!facts) return null;
  if (facts.invalid === null) return blankBaseUrl(c);
  const { raises } = facts;
  const error = raises
    ? 'Python’s client reports “Connection error.”, as if the network were at fault, and Node’s an invalid URL.'
    : 'Python’s client stops with an InvalidURL that is none of its own errors, and Node’s may take it for another address.';
  return {
    lines: [`${facts.source}: ${facts.shown}`, `It ${facts.invalid}`],
    causes: ['config/base-url'],
    pythonType: raises,
    values: {
      ...baseUrlValues(c, facts),
      reading: `The base URL ${facts.shown} (${facts.source}) ${facts.invalid}, so clients cannot tell where to send anything. ${error}`,
    },
  };
}

function blankBaseUrl({ target }: Case): Evidence | null {
  const { OPENAI_BASE_URL: value } = target.env;
  if (value === undefined || value.trim() !== '' || target.baseUrlSource !== 'default') return null;
  return {
    lines: ['OPENAI_BASE_URL is set and blank'],
    causes: ['config/base-url'],
    severity: 'warning',
    values: {
      blankVariable: 'OPENAI_BASE_URL',
      reading: `OPENAI_BASE_URL is set, but to nothing. Node’s client and this check use the default then, ${target.baseUrl}; Python’s client takes the empty text for the address and reports “Connection error.”.`,
    },
  };
}

/** A path that looks wrong, where the vendor is known or the host's answer bears it out. */
export function wrongPath(c: Case): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  const { url } = c.target;
  if (!facts?.pathFlaw || !url || !isBorneOut(c, facts.pathFlaw)) return null;
  const confirmed = factsOf(c, 'http/base-path')?.tried.find((trial) => trial.answersAsApi);
  const answering = confirmed ? { suggestion: `${originOf(url)}${confirmed.path}` } : {};
  const models = factsOf(c, 'http/models');
  const status = models?.answer?.status;
  return {
    lines: [`Base URL: ${facts.shown} (${facts.source})`, ...(status ? [`GET ${models.url} was answered with ${status}`] : [])],
    causes: status ? ['config/base-url', 'http/models'] : ['config/base-url'],
    values: { ...baseUrlValues(c, facts), ...answering, ...pathWords(c, facts.pathFlaw) },
  };
}

/** The clients themselves spoil the path where white space or a query follows it; what else is right only the host can say. */
function isBorneOut(c: Case, flaw: NonNullable<BaseUrlFacts['pathFlaw']>): boolean {
  if (flaw === 'trailing-space' || flaw === 'query') return true;
  const answer = factsOf(c, 'http/models')?.answer ?? factsOf(c, 'http/unauthenticated')?.answer;
  const isPage = /html/i.test(answer?.headers['content-type'] ?? '');
  if (answer?.status === 200 && !isPage) return false;
  if (c.target.url?.isPublicApi) return true;
  const found = factsOf(c, 'http/base-path')?.tried.some((trial) => trial.answersAsApi) ?? false;
  return found || answer?.status === 404 || (answer?.status === 200 && isPage);
}

function pathWords(c: Case, flaw: NonNullable<BaseUrlFacts['pathFlaw']>): { pathReading: string } {
  const vendor = vendorOf(c.target.url?.host ?? '');
  const usual = vendor?.baseUrl
    ? `${vendor.name} answers below ${vendor.baseUrl}.`
    : 'Most servers answer below a version, as in /v1.';
  const readings = {
    'missing-version': usual,
    'doubled-version': 'Its path names the version twice.',
    'endpoint-included': 'It goes on to an endpoint, which clients append themselves, so that it stands there twice.',
    'trailing-space': 'It ends in white space, which Python’s client sends as %20 in the middle of the path.',
    query: 'It has a query, and clients append the endpoint behind that, so that the server never sees it as a path.',
  };
  return { pathReading: readings[flaw] };
}

/** `http://` to another machine. */
export function insecureUrl(c: Case): Evidence | null {
  const facts = factsOf(c, 'config/base-url');
  const { url } = c.target;
  if (!facts?.insecure || !url) return null;
  const secureUrl = facts.shown.includes('@') ? '' : c.target.baseUrl.replace(/^http:/i, 'https:');
  const tunnelUrl = `http://localhost:${url.port}${url.path}`;
  // What servers print as theirs: every address that they listen on.
  const isAny = url.host === '0.0.0.0' || url.host === '::';
  const whose = isAny
    ? `${url.host} is an address to listen on and none to call: where it leads is up to the system, and the key goes to this machine alone without TLS`
    : `${url.host} is not this machine. Whoever sits on the way could read the key`;
  return {
    lines: [`Base URL: ${facts.shown} (${facts.source})`],
    causes: ['config/base-url'],
    values: { ...baseUrlValues(c, facts), whose, ...(isAny ? { localUrl: tunnelUrl } : { secureUrl, tunnelUrl }) },
  };
}
