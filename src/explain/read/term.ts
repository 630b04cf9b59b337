import { type FindingId, findingIds } from '../../catalogue/index.ts';
import { readAnswer } from '../../knowledge/answer/read-answer.ts';
import { curlExits } from '../../knowledge/clients/system-numbers.ts';
import { passagesOf } from '../log/passages.ts';
import { typeNames } from './answers/sentences.ts';
import { type Failure, failureIn } from './failures.ts';
import { codes } from './signs/codes.ts';
import { phraseOf } from './words/general-words.ts';

/** Nothing is known of the call that a term is about. */
const ABOUT = { host: null, isOpenAi: false, keySent: null, path: null, model: null };

/** What a term means by itself, whoever printed it: a code, a number, a class, a status, the words of a message. Null where none is known. */
export function findingOfTerm(term: string): FindingId | null {
  return findingOfCode(term) ?? printed(term)?.id ?? phraseOf(term)?.id ?? null;
}

/** The same of a term that is one name or number. */
export function findingOfName(term: string): FindingId | null {
  const bare = term.trim().replace(/^(?:openai|litellm)\./, '');
  const status = /^(?:HTTP[ /]?)?([45]\d\d)$/i.exec(bare)?.[1] ?? typeNames[bare];
  if (status !== undefined) return answered({ status: Number(status), body: '' });
  return findingIds.find((id) => id === bare) ?? findingOfCode(bare);
}

function findingOfCode(term: string): FindingId | null {
  const code = Object.entries(codes).find(([name]) => name.toLowerCase() === term.toLowerCase());
  return findingForErrorCode(term) ?? code?.[1] ?? curlId(term);
}

/** The finding for a response with this code; null for a code that the API does not have. */
function findingForErrorCode(code: string): FindingId | null {
  if (!/^[A-Za-z]+(?:_[A-Za-z]+)*$/.test(code)) return null;
  return answered({ status: null, body: JSON.stringify({ error: { code, message: code } }) });
}

function answered({ status, body }: { status: number | null; body: string }): FindingId | null {
  return readAnswer({ status, headers: {}, body, cut: false, bytes: body.length }, ABOUT)?.id ?? null;
}

function curlId(term: string): FindingId | null {
  const number = /^(?:curl|libcurl)[: ]{1,2}(?:error |exit (?:code |status )?)?\(?(\d{1,3})\)?$/i.exec(term);
  return number ? ((curlExits[Number(number[1])] as FindingId | undefined) ?? null) : null;
}

/** The first failure that a text shows as the message of a program; null where it shows none. */
export function printed(text: string): Failure | null {
  for (const passage of passagesOf({ text: written(text), firstLine: 1 })) {
    const failure = failureIn(passage);
    if (failure) return failure;
  }
  return null;
}

/** A term as programs print it. */
function written(term: string): string {
  const errno = /^(errno|winerror) ?(-?\d{1,5})$/i.exec(term);
  if (errno) return `OSError: [${(errno[1] as string).toLowerCase() === 'errno' ? 'Errno' : 'WinError'} ${errno[2]}]`;
  return `Error: ${term}`;
}
