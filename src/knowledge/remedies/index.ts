import { addresses } from './addresses.ts';
import { histories } from './histories.ts';
import { keys } from './keys.ts';
import { models } from './models.ts';
import { parameters } from './parameters.ts';
import type { Remedy } from './remedy.ts';
import { versions } from './versions.ts';

export type { Remedy };

/** All of them. Of two that fit a message the first one counts, so what says more stands first. */
export const remedies: Remedy[] = [...addresses, ...models, ...histories, ...parameters, ...keys, ...versions];

/** How much of a message is read. */
const MOST = 6_000;

/** A remedy, and what the message says for its texts. */
export interface Told {
  remedy: Remedy;
  values: Record<string, string>;
}

const inOneLine = (text: string) => text.slice(0, MOST).replace(/\s+/g, ' ');

/** What the message of a failure, with what stands beside it, says to do; null where it says nothing of the kind. */
export function remedyFor(id: string, message: string, beside = message): Told | null {
  const [line, near] = [inOneLine(message), inOneLine(beside)];
  for (const remedy of remedies) {
    const found = isOf(remedy, id) ? remedy.said.exec(line) : null;
    if (found && !remedy.unless?.test(near)) return { remedy, values: { ...found.groups } };
  }
  return null;
}

function isOf({ of }: Remedy, id: string): boolean {
  return of.some((one) => one === id || (one.endsWith('/') && id.startsWith(one)));
}
