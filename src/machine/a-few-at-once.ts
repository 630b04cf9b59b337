/** How many files are open at once: a process may be left with few descriptors, and a lookup needs some too. */
const AT_ONCE = 2;

/** Does something with each item, a few at a time, and returns the results in the order of the items. */
export async function aFewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>, most = AT_ONCE): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += most) {
    results.push(...(await Promise.all(items.slice(at, at + most).map(work))));
  }
  return results;
}
