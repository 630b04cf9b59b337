/**
 * Whether a version lies in a range such as `>=1.2 <1.4.1 || >=2`. Versions of npm and of Python alike: numbers between dots; what stands
 * behind them (`-rc.1`, `.dev0`, `+cu12`) is left out of the comparison. An unreadable version lies in no range.
 */
export function isInRange(version: string, range: string): boolean {
  const numbers = numbersOf(version);
  if (!numbers) return false;
  if (range === '*') return true;
  return range.split('||').some((part) =>
    part
      .trim()
      .split(/\s+/)
      .every((term) => holds(numbers, term)),
  );
}

const TERM = /^(>=|<=|>|<|=)(\d[\d.]*)$/;

function holds(version: number[], term: string): boolean {
  const [, sign, text = ''] = TERM.exec(term) ?? [];
  const wanted = numbersOf(text);
  if (!sign || !wanted) return false;
  const order = compared(version, wanted);
  if (sign === '=') return order === 0;
  return sign.startsWith('>') ? order > 0 || (sign === '>=' && order === 0) : order < 0 || (sign === '<=' && order === 0);
}

function numbersOf(version: string): number[] | null {
  const found = /^v?(\d{1,6}(?:\.\d{1,6}){0,4})/.exec(version.trim());
  return found ? (found[1] as string).split('.').map(Number) : null;
}

/** Negative where the first is lower. A number that is missing counts as zero. */
function compared(one: number[], other: number[]): number {
  const length = Math.max(one.length, other.length);
  const differences = Array.from({ length }, (_, at) => (one[at] ?? 0) - (other[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
