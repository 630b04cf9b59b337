import type { TargetUrl } from '../../model/target.ts';
import { readBasePath } from '../../settings/base-path.ts';
import { readBaseUrl } from '../../settings/base-url.ts';
import { matchesIn } from '../log/matches.ts';
import type { Failure } from './failures.ts';

/** What clients append to a base URL. */
const ENDPOINT =
  /\/(?:chat\/completions|completions|responses|embeddings|models|moderations|images\/\w{1,40}|audio\/\w{1,40})\/?(?:\?.*)?$/;
/** A setting for the base URL, with its value. */
const SET =
  /\b\w{0,30}(?:base[_-]?(?:url|path)|api[_-]?base|endpoint)\w{0,8}['"]?\s{0,2}(?:[:=]|=>)\s{0,2}['"]?(https?:\/\/[^\s'",;)]{3,300})/gi;

/** A path that a server does not have shows what is wrong with the base URL that it was made from. */
export function pathBehind(failure: Failure): Failure | null {
  if (failure.id !== 'http/not-found') return null;
  const suggestion = betterThan(basesOf(failure)) ?? betterThanOpenAis(failure);
  if (suggestion === undefined) return null;
  const values = { ...failure.clue.values, ...(suggestion === null ? {} : { suggestion }) };
  return { ...failure, id: 'config/base-url-path', clue: { ...failure.clue, values } };
}

/** The URLs that the log shows to have been set, and the one that was called without what clients append. */
function basesOf({ passage, around: { url } }: Failure): TargetUrl[] {
  const set = matchesIn(passage.text, SET)
    .slice(0, 4)
    .flatMap((found) => readBaseUrl((found[1] as string).replace(/\/$/, '')).url ?? []);
  const called = url && ENDPOINT.test(url.path) ? [{ ...url, path: url.path.replace(ENDPOINT, '') }] : [];
  return [...set, ...called];
}

/** What a base URL should be that has an endpoint or its version twice; undefined where none has. A path without a version may be right. */
function betterThan(bases: readonly TargetUrl[]): string | null | undefined {
  return bases.map(readBasePath).find((reading) => reading !== null && reading.flaw !== 'missing-version')?.suggestion;
}

/** The same of a path that OpenAI repeats. */
function betterThanOpenAis({ reading }: Failure): string | null | undefined {
  const path = reading?.values.badPath;
  if (typeof path !== 'string') return undefined;
  const base = path.replace(ENDPOINT, '');
  const { url } = readBaseUrl(`https://api.openai.com${base.startsWith('/') ? base : `/${base}`}`);
  return url ? readBasePath(url)?.suggestion : undefined;
}
