import type { Question } from './question.ts';
import { readName, TYPE, type WireRecord } from './wire.ts';

/** Where the aliases of an answer lead. */
export interface AliasPath {
  /** The targets in order, without the question's name. */
  cnames: string[];
  /** The address records of the last of them. */
  records: WireRecord[];
  /** Whether an alias stands behind what it leads to: glibc reads the records once and in order, so that it passes those over (nss_dns). */
  late: boolean;
}

/** More than any honest zone has; of a longer chain the beginning and the end are kept, which is where it leads. */
const MAX_CNAMES = 32;

/** Walks from the question's name along the aliases. A loop ends where a name comes back. Null where an alias is no name. */
export function follow(bytes: Buffer, answers: WireRecord[], question: Question): AliasPath | null {
  const aliases = firstAliases(answers);
  const cnames: string[] = [];
  const places: number[] = [];
  const seen = new Set<string>();
  let name = question.name.toLowerCase();
  for (let place = aliases.get(name); place !== undefined && !seen.has(name); place = aliases.get(name)) {
    const target = targetOf(bytes, answers[place] as WireRecord);
    if (target === null) return null;
    seen.add(name);
    places.push(place);
    cnames.push(target || '.');
    name = target.toLowerCase();
  }
  const records = answers.filter((record) => record.type === TYPE[question.type] && sameName(record.name, name));
  const disordered = places.some((place, at) => place < (places[at - 1] ?? -1));
  const passedOver = records.every((record) => answers.indexOf(record) < (places.at(-1) ?? -1));
  const late = records.length > 0 && (disordered || passedOver);
  return {
    cnames: cnames.length > MAX_CNAMES ? [...cnames.slice(0, MAX_CNAMES - 1), ...cnames.slice(-1)] : cnames,
    records,
    late,
  };
}

/** Places of the aliases by their own name; of two under one name the first counts. */
function firstAliases(answers: WireRecord[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, { type, name }] of answers.entries()) {
    const key = name.toLowerCase();
    if (type === TYPE.CNAME && !places.has(key)) places.set(key, place);
  }
  return places;
}

function targetOf(bytes: Buffer, { start, data }: WireRecord): string | null {
  const target = readName(bytes, start);
  return target?.end === start + data.length ? target.name : null;
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
