import type { Dialect, ProviderEntry, Wording } from '../providers/entry.ts';
import { providers } from '../providers/index.ts';
import type { AnswerId, ApiError } from './reading.ts';

/** How much of a message the patterns are run on. */
const MESSAGE_LIMIT = 2000;

/** An error as the dialects take it. */
export interface Said {
  error: ApiError | null;
  /** The message, or the text of the body where it holds no error object. */
  text: string;
  status: number | null;
  /** The path of the request, where it is known. */
  path?: string | null;
}

/**
 * The finding for an error in the dialect of the provider: by message, then code, then type. Null where the dialect has no entry for it.
 */
export function findingInDialect(dialect: Dialect, said: Said): AnswerId | null {
  return worded(dialect.words ?? [], said) ?? named(dialect, said);
}

/** The meaning of the status alone for this provider. */
export function statusInDialect(dialect: Dialect | null, status: number | null): AnswerId | null {
  return (status !== null && dialect?.statuses?.[status]) || null;
}

/** The finding for an error of an unidentified provider, where only one product uses this wording, and that product. */
export function findingAnywhere(said: Said): { id: AnswerId; provider: ProviderEntry } | null {
  for (const provider of providers) {
    const words = provider.dialect?.words?.filter(({ anywhere }) => anywhere) ?? [];
    const id = worded(words, said) ?? (provider.dialect ? ownNameIn(provider.dialect, said) : null);
    if (id) return { id, provider };
  }
  return null;
}

function worded(words: readonly Wording[], { error, text, status, path }: Said): AnswerId | null {
  const message = (error?.message ?? text).slice(0, MESSAGE_LIMIT).replace(/\s+/g, ' ');
  const fits = ({ pattern, statuses, below }: Wording) =>
    (status === null || !statuses || statuses.includes(status)) &&
    (!below || (path != null && below.test(path))) &&
    pattern.test(message);
  return words.find(fits)?.id ?? null;
}

function named({ codes = {}, types = {} }: Dialect, { error }: Said): AnswerId | null {
  const code = error?.code?.toLowerCase() ?? '';
  const type = error?.type?.toLowerCase() ?? '';
  return own(codes, code) ?? own(types, code) ?? own(types, type) ?? own(codes, type);
}

/** Names that several products use identify none of them: numbers, and single plain words. */
function ownNameIn(dialect: Dialect, said: Said): AnswerId | null {
  const { error } = said;
  const isTelling = (name: string | null | undefined) => name != null && /[a-z][_.: -][a-z]|[a-z]{12}/i.test(name);
  const telling = error && {
    ...error,
    code: isTelling(error.code) ? error.code : null,
    type: isTelling(error.type) ? error.type : null,
  };
  return named(dialect, { ...said, error: telling });
}

/** A server may call its error `constructor`, which every record has. */
function own(ids: Record<string, AnswerId>, name: string): AnswerId | null {
  return Object.hasOwn(ids, name) ? (ids[name] ?? null) : null;
}
