import type { FindingId } from '../../catalogue/index.ts';
import { INNERMOST_FIRST, lineAt, type Passage } from '../log/passages.ts';
import type { Match } from './clue.ts';
import { byStrength, type MatchStrength } from './signs/sign.ts';

/** How many clues of one passage are looked at closely. No failure has more; a hostile text has any number. */
const MOST_CLUES = 200;

/** The first and the last clues: the innermost error of a chain is at one of its ends. */
export function fewest(clues: Match[]): Match[] {
  return clues.length <= MOST_CLUES ? clues : [...clues.slice(0, MOST_CLUES / 2), ...clues.slice(-MOST_CLUES / 2)];
}

/** Of all clues the one that proves most; among those, the innermost of the chain. */
export function theOne(all: Match[], text: string): Match | null {
  const clues = all.filter((clue) => !isBesideAnother(clue, all));
  const most = clues.reduce(
    (weight: MatchStrength, clue) => (byStrength(clue.weight, weight) > 0 ? clue.weight : weight),
    'hidden',
  );
  const heaviest = clues.filter(({ weight }) => weight === most);
  const ids = [...new Set(heaviest.map(({ id }) => id))];
  const left = heaviest.filter((clue) => !ids.some((id) => explainsAway(id, clue.id)));
  return (INNERMOST_FIRST.test(text) ? left[0] : left.at(-1)) ?? null;
}

/** IPv6 without a route is tried beside IPv4 all the time: what the other family met is the cause. */
function isBesideAnother({ id }: Match, all: Match[]): boolean {
  if (id !== 'tcp/unreachable') return false;
  return all.some((other) => /^tcp\/(?:refused|timeout)$/.test(other.id) && byStrength(other.weight, 'code') >= 0);
}

/** What follows where a command's arguments were taken apart: addresses that are none, and a body that is cut short. */
export function isOfPieces(cause: FindingId, symptom: FindingId): boolean {
  return (
    cause === 'client/usage-error' &&
    ['config/base-url-invalid', 'dns/nxdomain', 'request/invalid-body', 'http/bad-request'].includes(symptom)
  );
}

/** Two clues of one failure, of which the second is only how the first one shows. */
function explainsAway(cause: FindingId, symptom: FindingId): boolean {
  if (cause === symptom) return false;
  if (isOfPieces(cause, symptom)) return true;
  const layer = (id: FindingId) => id.slice(0, id.indexOf('/'));
  if (symptom === 'dns/nxdomain') return layer(cause) === 'dns';
  if (symptom === 'http/closed' || symptom === 'tcp/reset') return /^(?:http\/truncated|stream\/cut|tls\/reset)$/.test(cause);
  return layer(cause) === 'proxy' && ['dns', 'tcp', 'http'].includes(layer(symptom));
}

/** How much of a line is compared with others. */
const LONGEST_SHAPE = 4_096;

/** The lines that show it. A line that comes again with other numbers in it is another time; other lines of the chain are not. */
export function occurrences(clues: Match[], chosen: Match, passage: Passage): number[] {
  const same = clues.filter(({ id, weight }) => id === chosen.id && byStrength(weight, chosen.weight) >= 0);
  const byText = new Map<string, Set<number>>();
  // Of a long line there may be any number of clues.
  for (const line of new Set(same.map(({ place }) => lineAt(passage, place)))) {
    const shape = line.text
      .slice(0, LONGEST_SHAPE)
      .replace(/[0-9a-f]{8,}|\d+/gi, '#')
      .slice(0, 300);
    byText.set(shape, (byText.get(shape) ?? new Set()).add(line.number));
  }
  const groups = [...byText.values()].sort((a, b) => b.size - a.size);
  return [...(groups[0] ?? [])];
}
