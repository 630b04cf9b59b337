import { apiErrors, libraryTypes, newerErrors } from '../../catalogue/documented.ts';
import { type FindingId, findingIds } from '../../catalogue/index.ts';
import { curlExits } from '../../knowledge/clients/system-numbers.ts';
import type { ApiErrorId } from '../../model/layers.ts';
import { nearest } from '../../model/nearest.ts';
import { alertMeaning, alertName } from '../../net/tls/alerts.ts';
import { codes } from '../read/signs/codes.ts';
import { findingsOfStatus } from './distinctions.ts';
import { fillPage, type Reader } from './fill-page.ts';
import { layerPage, statusPage, typePage } from './list-pages.ts';
import { apiErrorPage, findingPage, PAGE_VALUES, type Page, type PageTemplate } from './page.ts';
import { productNames, productPage } from './product-page.ts';
import { answerCodes, otherTypes } from './term-names.ts';

/** The page for a term: a status, an error, a type, a finding, a code of any client, or words that one prints. Null where none is known. */
export async function pageFor(given: string, reader: Reader): Promise<Page | null> {
  const page = await templateFor(given.trim());
  return page && fillPage(page, PAGE_VALUES, reader);
}

/** The page, before its commands are filled in. */
export async function templateFor(term: string): Promise<PageTemplate | null> {
  const finding = findingIds.find((id) => id === term.toLowerCase());
  if (finding) return findingPage(finding, { term });
  const status = /^(?:HTTP[ /]?)?([1-5]\d\d)$/i.exec(term);
  if (status) return statusPage(Number(status[1]), term);
  return (
    rowPage(term) ??
    namedTypePage(term) ??
    layerPage(term.toLowerCase()) ??
    productPage(term) ??
    alertPage(term) ??
    codePage(term)
  );
}

function rowPage(term: string): PageTemplate | null {
  const wanted = term.toLowerCase().replace(/^\d{3} - /, '');
  const row = Object.values(apiErrors).find(({ id, title }) => id === term.toLowerCase() || title.toLowerCase() === wanted);
  return row ? apiErrorPage(row.id as ApiErrorId, term) : null;
}

function namedTypePage(term: string): PageTemplate | null {
  const bare = term.replace(/^(?:openai|litellm)\.(?:error\.|exceptions\.)?/i, '').replace(/\(\)$/, '');
  const same = (name: string) => name.toLowerCase() === bare.toLowerCase();
  const type = Object.values(libraryTypes).find(({ name, nodeName }) => same(name) || same(nodeName));
  if (type && same(type.name)) return typePage(type.name, term, null);
  const other = Object.keys(otherTypes).find(same);
  const today = type?.name ?? (other ? otherTypes[other] : undefined);
  if (!today) return null;
  return typePage(
    today,
    term,
    `${other ?? type?.nodeName} is another name for ${today}: in the Node.js SDK, in an older version, or in a library that wraps the SDK.`,
  );
}

/** TLS alerts by name or number. */
function alertPage(term: string): PageTemplate | null {
  const number = alertNumber(term);
  if (number === null) return null;
  const id: FindingId =
    number === 70 ? 'tls/protocol-version' : number === 116 ? 'tls/client-certificate-required' : 'tls/handshake-failure';
  return findingPage(id, {
    term,
    note: `TLS ${alertName(number)}, means that the peer ${alertMeaning(number)}.`,
  });
}

function alertNumber(term: string): number | null {
  const numbered = /^(?:SSL |TLS )?alert(?: number)? (\d{1,3})$/i.exec(term);
  if (numbered) return Number(numbered[1]);
  const name = term
    .toLowerCase()
    .replace(/^(?:err_ssl_)?(?:tlsv1(?:3|_3)?|sslv3|ssl\/tls)_(?:alert_)?/, '')
    .replace(/^(?:tls|ssl|tlsv1|sslv3) alert /, '')
    .replace(/[ -]/g, '_');
  for (let number = 0; number < 128; number += 1) if (alertName(number).endsWith(`, ${name}`)) return number;
  return null;
}

/** Codes, numbers, and messages have the meaning of a log that contains them. */
async function codePage(term: string): Promise<PageTemplate | null> {
  // Loaded only here: the log reader takes longer to load than any other page takes to print.
  const { findingOfTerm } = await import('../read/term.ts');
  const id = findingOfTerm(term);
  return id ? findingPage(id, { term }) : null;
}

/** All terms that have a page, for suggestions. */
export const terms: string[] = [
  ...findingIds,
  ...Object.keys(apiErrors),
  ...Object.keys(findingsOfStatus),
  ...Object.values(libraryTypes).flatMap(({ name, nodeName }) => [name, nodeName]),
  ...Object.keys(otherTypes),
  ...answerCodes,
  ...newerErrors.flatMap(({ code }) => code ?? []),
  ...Object.keys(codes),
  ...Object.keys(curlExits).map((number) => `curl: (${number})`),
  ...productNames,
];

/** True for what has a page of its own, so that a file of the same name must be written ./NAME. */
export function isTerm(text: string): boolean {
  return /^[1-5]\d\d$/.test(text) || terms.some((term) => term.toLowerCase() === text.toLowerCase());
}

/** The terms nearest to a misspelled one; empty where none is near. */
export function nearestTerms(given: string): string[] {
  return nearest(given, terms);
}
