import { isPrivateHost, siteOf } from '../../model/hosts.ts';
import { errorNumber, ownAnswer } from '../middleboxes/answers.ts';
import type { MiddleboxEntry } from '../middleboxes/entry.ts';
import { middleboxes } from '../middleboxes/index.ts';
import { headOf } from './head.ts';
import type { AnswerContext, AnswerId, LoggedAnswer } from './reading.ts';
import { showsFilter } from './refusal-page.ts';

/** What a page that is not the API's shows of itself. */
export interface Page {
  id: AnswerId;
  product: string | null;
  /** The number that a CDN or filter prints for its support. */
  reference: string | null;
  /** The CDN's own error number, as 1020. */
  edgeCode: string | null;
  /** The product's entry in the book of middleboxes; null where none is known. */
  entry: MiddleboxEntry | null;
}

/** The title of a page in one line, or the first heading where it has none. */
export function titleOf(page: string): string | null {
  return between(page, '<title') ?? between(page, '<h1') ?? between(page, '<h2');
}

function between(page: string, tag: string): string | null {
  const lower = page.toLowerCase();
  const open = lower.indexOf(tag);
  const start = open < 0 ? -1 : page.indexOf('>', open);
  const end = start < 0 ? -1 : lower.indexOf(`</${tag.slice(1)}`, start);
  if (end < 0 || end - start > 1000) return null;
  const text = page
    .slice(start + 1, end)
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text.slice(0, 200);
}

/** Web page by type, or by how it begins: filters are careless with the type. */
export function isHtml(answer: LoggedAnswer): boolean {
  return /^\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:(?:!doctype|html|head|body|title|meta|center|h1|script)\b|\w{1,4} [^<>]{0,80}data-translate=")/i.test(
    headOf(answer.body),
  );
}

/** Marks of a captive portal: RFC 6585's status 511, the WISPr tag, and the addresses and words of the usual ones. */
const PORTAL_PAGE =
  /WISPAccessGatewayParam|captive.?portal|hotspot[ -]?(?:login|gateway|portal)|(?:wi-?fi|wlan|guest|network|internet)[ -](?:login|log[ -]?in|sign[ -]?in|portal|registration)|(?:sign|log) ?(?:in|on) to (?:the |this |our )?(?:network|wi-?fi|wlan|internet|hotspot)|connect to (?:the |this |our )?(?:guest )?(?:wi-?fi|wlan|hotspot)|\buam(?:port|ip)=|nodogsplash|opennds|fgtauth|network-auth\.com|securelogin\.|cgi-bin\/login\?cmd=|switch_url=/i;
const PORTAL_ADDRESS =
  /captive|hotspot|splash|wi-?fi|webauth|fgtauth|network-auth\.com|securelogin|uamport|switch_url=|opennds|cmd=login|\/login\?(?:dst|ap_mac|client_mac|mac|res)=/i;
/** A sign-in that is not even encrypted, or that names a place to come back to on a bare private address. */
const SIGN_IN_ADDRESS =
  /^http:\/\/[^\s]{0,500}(?:portal|guest|log-?[io]n|sign-?in|auth)|^https?:\/\/(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|1\.1\.1\.1\b)/i;

/** True where a page, a status or a redirect is a captive portal's. A sign-in of the host's own site is an affair of that site. */
export function isPortal(answer: LoggedAnswer, host: string | null = null): boolean {
  if (answer.status === 511) return true;
  const target = answer.headers.location;
  if (target !== undefined && isRedirect(answer.status)) return leadsToPortal(target.slice(0, 2000), host);
  return PORTAL_PAGE.test(headOf(answer.body));
}

function leadsToPortal(target: string, host: string | null): boolean {
  return PORTAL_ADDRESS.test(target) || (SIGN_IN_ADDRESS.test(target) && !isSameSite(target, host));
}

/** Whether a redirect stays with the host, or with a neighbour below the same domain. */
function isSameSite(location: string, host: string | null): boolean {
  if (host === null || !URL.canParse(location)) return host !== null;
  const to = new URL(location).hostname;
  return to === host || (to.includes('.') && siteOf(to) === siteOf(host));
}

/** The statuses that send a client elsewhere. */
export function isRedirect(status: number | null): boolean {
  return status !== null && [301, 302, 303, 307, 308].includes(status);
}

/** A web server's error for plain HTTP on its TLS port, in the wordings of nginx, Apache, Go, Tomcat, Envoy. */
const PLAIN_TO_TLS =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled|HTTP request to an HTTPS server|combination of host and port requires TLS|SSL required|requires (?:SSL|TLS|HTTPS) (?:connection|on this port)/i;

function isPlainToTls(answer: LoggedAnswer): boolean {
  return answer.status === null || answer.status === 400 || answer.status === 497
    ? PLAIN_TO_TLS.test(headOf(answer.body))
    : false;
}

/** Identifies who sent a page instead of the API; null where nothing shows that it was another server. */
export function foreignPage(answer: LoggedAnswer, about: AnswerContext): Page | null {
  const page = headOf(answer.body);
  if (isPlainToTls(answer)) return unknown('http/plain-to-tls', page);
  const own = ownPage(answer, about.isOpenAi);
  if (own) return own;
  return isPortal(answer) ? unknown('http/captive-portal', page) : unnamedPage(answer, page, about);
}

/** The page or refusal of a product that is known. */
export function ownPage(answer: LoggedAnswer, isOpenAi: boolean): Page | null {
  const own = ownAnswer(answer);
  if (!own) return null;
  const { entry, id } = own;
  const page = headOf(answer.body);
  // OpenAI's CDN is Cloudflare: an edge of another vendor that refuses a request to it is in this network.
  const isForeign = id === 'http/not-the-api' || (id === 'http/edge-challenge' && entry.id !== 'cloudflare');
  const isFilter = isOpenAi && isForeign && answer.status === 403;
  return {
    id: isFilter ? 'http/block-page' : id,
    product: entry.name,
    reference: referenceOf(page),
    edgeCode: errorNumber(entry, page),
    entry,
  };
}

/** A refusal as a web page. OpenAI's API sends none, so a middlebox sent it; other hosts may have a web server that refuses. */
function unnamedPage(answer: LoggedAnswer, page: string, { host, isOpenAi }: AnswerContext): Page | null {
  // No web filter has a reason to be in front of a private host.
  const isOwn = host !== null && isPrivateHost(host);
  const refused = answer.status === 403 || answer.status === 451;
  const isFilters = showsFilter(page, isOwn) || (isHtml(answer) && (isOpenAi || answer.status === 451));
  if (refused && isFilters) return unknown('http/block-page', page);
  if (answer.status !== 200 && answer.status !== null) return null;
  // A page that came with a 200 may say anything further down: only what it opens with is its own subject.
  const subject = `${titleOf(page) ?? ''} ${page.slice(0, 4096)}`;
  return isHtml(answer) && showsFilter(subject, false) ? unknown('http/block-page', page) : null;
}

function unknown(id: AnswerId, page: string): Page {
  return { id, product: null, reference: referenceOf(page), edgeCode: null, entry: null };
}

/** A filter that redirects to a page on a server of its own, identified by its address; the query may contain any text. */
export function redirectingFilter({ status, headers }: LoggedAnswer): Page | null {
  if (!isRedirect(status)) return null;
  const [address = ''] = (headers.location ?? '').slice(0, 2000).split(/[?#]/, 1);
  const filter = middleboxes.find(({ answers }) =>
    answers?.some(({ id, page, status }) => id === 'http/block-page' && !status && page?.test(address)),
  );
  return filter ? { id: 'http/block-page', product: filter.name, reference: null, edgeCode: null, entry: filter } : null;
}

function referenceOf(page: string): string | null {
  const found =
    /"ray_id": ?"([0-9a-f]{16})/.exec(page) ??
    /Ray ID: {0,4}(?:<[^<>]{0,80}>){0,3} {0,4}([0-9a-f]{16})/i.exec(page) ??
    /(?:support|incident|reference|event|transaction) (?:id|number|#)(?: is)?:? {0,4}(?:<[^<>]{0,80}>)? {0,4}([\w.#-]{4,80})/i.exec(
      page,
    );
  return found?.[1] ?? null;
}
