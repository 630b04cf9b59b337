import type { ProxyAnswer } from '../../model/facts/proxy.ts';
import { headOf } from '../answer/head.ts';
import type { AnswerId, LoggedAnswer } from '../answer/reading.ts';
import type { MiddleboxAnswer, MiddleboxEntry, ProxyRefusal } from './entry.ts';
import { middleboxes } from './index.ts';

/** An answer that a known product in front of the API gave in its own name. */
export interface OwnAnswer {
  entry: MiddleboxEntry;
  id: AnswerId;
}

/** A JSON body belongs to the API by all other signs: only certain marks prove otherwise. */
const JSON_BODY = /^\s*[{[]/;

/** Who of those in between answered in its own name; null where nothing shows that. */
export function ownAnswer(answer: LoggedAnswer): OwnAnswer | null {
  const page = headOf(answer.body);
  const isJson = JSON_BODY.test(page);
  for (const entry of middleboxes) {
    const own = entry.answers?.find((one) => (one.anyBody || !isJson) && isMet(one, answer, { entry, page }));
    if (own) return { entry, id: own.id };
  }
  return null;
}

/** The number of the product's own error in its page, as 1020. */
export function errorNumber({ errorNumber: patterns = [] }: MiddleboxEntry, page: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(page)?.[1];
    if (found) return found;
  }
  return null;
}

function isMet(own: MiddleboxAnswer, { status, headers }: LoggedAnswer, seen: { entry: MiddleboxEntry; page: string }): boolean {
  // A log often shows the page and not the status.
  if (own.status && (status === null ? !own.page : !own.status.includes(status))) return false;
  if (own.without?.some((name) => Object.hasOwn(headers, name))) return false;
  const holds = ([name, value]: [string, RegExp]) =>
    Object.hasOwn(headers, name) && value.test((headers[name] ?? '').slice(0, 2000));
  if (own.headers && !own.headers.every(holds)) return false;
  if (own.page && !own.page.test(seen.page)) return false;
  return !own.code || own.code.test(errorNumber(seen.entry, seen.page) ?? '');
}

/** Why a known proxy refuses a CONNECT; null where the status shows it. */
export function refusalOf(
  { status, title, text }: Pick<ProxyAnswer, 'status' | 'title' | 'text'>,
  credentialsSent: boolean,
): ProxyRefusal['id'] | null {
  const words = `${title ?? ''}\n${text}`.slice(0, 4000);
  const fits = (one: ProxyRefusal) =>
    one.status.includes(status) && (one.credentialsSent ?? credentialsSent) === credentialsSent && one.text.test(words);
  return middleboxes.flatMap(({ refusals = [] }) => refusals).find(fits)?.id ?? null;
}
