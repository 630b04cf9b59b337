import type { Mark } from '../entry.ts';
import type { MiddleboxAnswer, MiddleboxEntry } from './entry.ts';

/** An entry that is known by its own answers, besides whatever else shows it. */
export function speaking(
  entry: Omit<MiddleboxEntry, 'recognition' | 'answers'> & {
    answers: [MiddleboxAnswer, ...MiddleboxAnswer[]];
    recognition?: Mark[];
  },
): MiddleboxEntry {
  const { answers, recognition = [], ...rest } = entry;
  const [first, ...others] = answers;
  const own = [first, ...others].filter(isMark).map((answer) => markOf(answer, rest.source));
  return { ...rest, answers, recognition: [...own, ...recognition] as MiddleboxEntry['recognition'] };
}

/** A status alone identifies no product, and a mark cannot express a number or a missing header. */
function isMark({ headers, page, code, without }: MiddleboxAnswer): boolean {
  return (headers !== undefined || page !== undefined) && !code && !without;
}

function markOf({ status, headers, page }: MiddleboxAnswer, source: string): Mark {
  const seen = { ...(status ? { status } : {}), ...(headers ? { headers } : {}), ...(page ? { body: page } : {}) };
  return { ...seen, certainty: 'proved', source } as Mark;
}

interface Inspector {
  id: string;
  name: string;
  aliases?: string[];
  kind?: MiddleboxEntry['kind'];
  /** Header names (lower case) with what their value holds. */
  headers?: [string, RegExp][];
  /** Text in the first part of its page. */
  page?: RegExp;
  /** Of a distinguished name in the form `O=Example, CN=Example CA`. */
  issuer?: RegExp;
  reply?: RegExp;
  steps?: NonNullable<MiddleboxEntry['steps']>;
  source: string;
}

/** A company's or a provider's filter: it puts pages of its own in the API's place, or certificates of its own making, or both. */
export function filter({ headers = [], page, issuer, reply, kind = 'web filter', ...rest }: Inspector): MiddleboxEntry {
  const answers: MiddleboxAnswer[] = [
    ...headers.map((header): MiddleboxAnswer => ({ id: 'http/block-page', headers: [header], anyBody: true })),
    ...(page ? [{ id: 'http/block-page' as const, page }] : []),
  ];
  const { source } = rest;
  const more: Mark[] = [
    ...(issuer ? [{ issuer, certainty: 'proved' as const, source }] : []),
    ...(reply ? [{ reply, certainty: 'proved' as const, source }] : []),
  ];
  const recognition = [...answers.map((answer) => markOf(answer, source)), ...more] as MiddleboxEntry['recognition'];
  return { ...rest, kind, recognition, ...(answers.length > 0 ? { answers } : {}) };
}

/** What the administrator of an inspecting filter has to do. */
export function exempt(product: string, where: string): NonNullable<MiddleboxEntry['steps']> {
  return {
    'http/block-page': [`Ask the administrator of ${product} to allow {host} ${where}.`],
    'tls/reset': [`Ask the administrator of ${product} to allow {host} ${where}, and to leave it out of TLS inspection.`],
    'stream/buffered': [
      `Ask the administrator of ${product} to leave {host} out of TLS inspection: it holds answers back to scan them.`,
    ],
    'proxy/forbidden': [`Ask the administrator of ${product} to allow {host} ${where}.`],
  };
}
