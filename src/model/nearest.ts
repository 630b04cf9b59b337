/** The terms nearest to a misspelt one, the nearest first; empty where none is near. */
export function nearest(given: string, terms: string[], most = 5): string[] {
  const wanted = given.trim().toLowerCase().slice(0, 60);
  const farthest = Math.max(2, Math.floor(wanted.length / 3));
  const ranked = [...new Set(terms)]
    .map((term) => ({ term, distance: distanceBetween(wanted, term.toLowerCase()) }))
    .filter(({ term, distance }) => distance <= farthest || (wanted.length >= 4 && term.toLowerCase().includes(wanted)));
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ term }) => term);
}

/** Edit distance in which two swapped neighbours count once. */
function distanceBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] as number) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same, swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
