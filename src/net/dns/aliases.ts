import type { Question } from './question.ts';
import { readName, TYPE, type WireRecord } from './wire.ts';

/** The CNAME chain of a response. */
export interface AliasPath {
  /** The targets in order, without the queried name. */
  cnames: string[];
  /** The address records of the last of them. */
  records: WireRecord[];
  /** Whether a CNAME comes after its target: glibc reads the records once and in order, and ignores those (nss_dns). */
  late: boolean;
}

/** More than a real zone has; of a longer chain, only the beginning and the end are kept. */
const MAX_CNAMES = 32;

/** Follows the CNAME chain from the queried name. A loop ends at the first repeated name. Null where an alias is not a valid name. */
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

/** Indexes of the CNAME records by owner name; the first of several counts. */
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
