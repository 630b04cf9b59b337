import { type Product, products } from '../middleboxes/products.ts';
import type { AnswerId, LoggedAnswer } from './reading.ts';

/** How much of a page is looked at: what names its maker stands near the top. */
const PAGE_LIMIT = 65_536;

/** What a page that is not the API's shows of itself. */
export interface Page {
  id: AnswerId;
  product: string | null;
  /** The number that a CDN or filter prints for its support. */
  reference: string | null;
  /** The CDN's own error number, as 1020. */
  edgeCode: string | null;
}

/** The first part of a body, which is all that the patterns here are run on. */
export function headOf(body: string): string {
  return body.slice(0, PAGE_LIMIT);
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

/** True where a page, a status or a redirect is a captive portal's. */
export function isPortal(answer: LoggedAnswer): boolean {
  if (answer.status === 511) return true;
  const target = answer.headers.location;
  if (target !== undefined && isRedirect(answer.status)) return leadsToPortal(target.slice(0, 2000));
  return PORTAL_PAGE.test(headOf(answer.body));
}

function leadsToPortal(target: string): boolean {
  return PORTAL_ADDRESS.test(target) || SIGN_IN_ADDRESS.test(target);
}

/** The statuses that send a client elsewhere. */
export function isRedirect(status: number | null): boolean {
  return status !== null && [301, 302, 303, 307, 308].includes(status);
}

/** A web server's complaint that plain HTTP came to its TLS port: nginx, Apache, Go, Tomcat, Envoy each word it their own way. */
const PLAIN_TO_TLS =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled|HTTP request to an HTTPS server|combination of host and port requires TLS|SSL required|requires (?:SSL|TLS|HTTPS) (?:connection|on this port)/i;

function isPlainToTls(answer: LoggedAnswer): boolean {
  return answer.status === null || answer.status === 400 || answer.status === 497
    ? PLAIN_TO_TLS.test(headOf(answer.body))
    : false;
}

const CHALLENGE = /Just a moment\.\.\.|_cf_chl_opt|\/cdn-cgi\/challenge-platform\/|cf-browser-verification|cf_chl_/;
const CLOUDFLARE =
  /cf-error-details|cf-wrapper|data-translate="block|\/cdn-cgi\/|Cloudflare Ray ID|\| Cloudflare<|<center>cloudflare<\/center>|^\s*error code: \d{3,4}\s*$/i;
const BLOCK_WORDS =
  /(?:access|request|site|page|url|website|category)[^<>.]{0,60}(?:blocked|denied|forbidden|restricted|prohibited|not (?:allowed|permitted))|(?:blocked|denied|restricted|prohibited) (?:by|due to|because|in accordance|under)|web ?filter|content filter|acceptable use|(?:network|system|it|security) (?:administrator|policy|department)|company policy/i;

/** Says who put up a page in the API's place; null where nothing shows that it was not the API's own server. */
export function foreignPage(answer: LoggedAnswer, isOpenAi: boolean): Page | null {
  const page = headOf(answer.body);
  if (isPlainToTls(answer)) return named('http/plain-to-tls', null, page);
  const product = products.find((candidate) => shows(candidate, answer, page));
  // Cloudflare runs a company's filter too, whose page comes from the same servers as those of its CDN.
  if (product?.name === 'Cloudflare Gateway') return named('http/block-page', product.name, page);
  if (CHALLENGE.test(page) || answer.headers['cf-mitigated'] === 'challenge')
    return named('http/edge-challenge', 'Cloudflare', page);
  if (isCloudflare(answer, page)) return cloudflarePage(answer, page);
  if (product) return productPage(product, answer, page, isOpenAi);
  if (isPortal(answer)) return named('http/captive-portal', null, page);
  return unnamedPage(answer, page);
}

function cloudflarePage(answer: LoggedAnswer, page: string): Page | null {
  const code = edgeCodeOf(page);
  const gateway = answer.status !== null ? answer.status >= 500 : code !== null && /^5\d\d$/.test(code);
  if (gateway)
    return named(answer.status === 503 && code === null ? 'server/overloaded' : 'server/bad-gateway', 'Cloudflare', page);
  if (answer.status === null || answer.status === 403 || answer.status === 429 || code !== null)
    return named('http/edge-challenge', 'Cloudflare', page);
  return null;
}

function productPage(product: Product, answer: LoggedAnswer, page: string, isOpenAi: boolean): Page | null {
  if (product.kind === 'filter' || (isOpenAi && answer.status === 403)) return named('http/block-page', product.name, page);
  const refused = answer.status !== null && [401, 403, 405, 406, 429].includes(answer.status);
  return refused ? named('http/edge-challenge', product.name, page) : null;
}

/** A refusal as a web page: the API itself speaks JSON, so something on the way said it. */
function unnamedPage(answer: LoggedAnswer, page: string): Page | null {
  const refused = answer.status === 403 || answer.status === 451;
  if (refused && (isHtml(answer) || BLOCK_WORDS.test(page))) return named('http/block-page', null, page);
  if (answer.status !== 200 && answer.status !== null) return null;
  // A page that came with a 200 may say anything further down: only what it opens with is its own subject.
  const subject = `${titleOf(page) ?? ''} ${page.slice(0, 4096)}`;
  return isHtml(answer) && BLOCK_WORDS.test(subject) ? named('http/block-page', null, page) : null;
}

function named(id: AnswerId, product: string | null, page: string): Page {
  return { id, product, reference: referenceOf(page), edgeCode: product === 'Cloudflare' ? edgeCodeOf(page) : null };
}

/** A filter that sends people to a page on a server of its own, which its address names; what a query holds may be anybody's words. */
export function redirectingFilter({ status, headers }: LoggedAnswer): Page | null {
  if (!isRedirect(status)) return null;
  const [address = ''] = (headers.location ?? '').slice(0, 2000).split(/[?#]/, 1);
  const filter = products.find(({ kind, page }) => kind === 'filter' && page?.test(address));
  return filter ? named('http/block-page', filter.name, '') : null;
}

/** True where a header names a web filter: then the body is the filter's, whatever shape it has. */
export function isFilterByHeader(answer: LoggedAnswer): boolean {
  return products.some((product) => product.kind === 'filter' && namedByHeader(product, answer));
}

function namedByHeader(product: Product, { headers }: LoggedAnswer): boolean {
  return product.headers?.some(([name, pattern]) => pattern.test((headers[name] ?? '').slice(0, 500))) ?? false;
}

function shows(product: Product, answer: LoggedAnswer, page: string): boolean {
  return namedByHeader(product, answer) || (product.page?.test(page) ?? false);
}

/** `server: cloudflare` with a page and no request id: the CDN spoke for itself. */
function isCloudflare(answer: LoggedAnswer, page: string): boolean {
  if (CLOUDFLARE.test(page)) return true;
  const fromEdge = /^cloudflare/i.test(answer.headers.server ?? '') || answer.headers['cf-ray'] !== undefined;
  return fromEdge && answer.headers['x-request-id'] === undefined;
}

function edgeCodeOf(page: string): string | null {
  const found =
    /error(?: reference number)?:? (?:code:? )?(1\d{3}|5\d\d)\b/i.exec(page) ??
    /\| (5\d\d): /.exec(page) ??
    /Error code (\d{3,4})\b/i.exec(page) ??
    /<title>(5\d\d) /i.exec(page);
  return found?.[1] ?? null;
}

function referenceOf(page: string): string | null {
  const found =
    /Ray ID: {0,4}(?:<[^<>]{0,80}>){0,3} {0,4}([0-9a-f]{16})/i.exec(page) ??
    /(?:support|incident|reference|event|transaction) (?:id|number|#)(?: is)?:? {0,4}(?:<[^<>]{0,80}>)? {0,4}([\w.#-]{4,80})/i.exec(
      page,
    );
  return found?.[1] ?? null;
}
