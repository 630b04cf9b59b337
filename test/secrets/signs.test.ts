/** The signs of a text save searches for what cannot be there. With and without them each search finds the same. */
import { expect, test } from 'vitest';
import { schemesIn } from '../../src/secrets/redact/credentials.ts';
import { gluedKeysIn } from '../../src/secrets/redact/glued.ts';
import { groupsIn } from '../../src/secrets/redact/groups.ts';
import { laidOutIn } from '../../src/secrets/redact/layouts.ts';
import { joined } from '../../src/secrets/redact/lines/join.ts';
import { openedIn } from '../../src/secrets/redact/lines/next-line.ts';
import { rowsJoined } from '../../src/secrets/redact/lines/rows.ts';
import { namedSecretsIn } from '../../src/secrets/redact/places.ts';
import { levelsOf } from '../../src/secrets/redact/readings/decode.ts';
import { encodedIn } from '../../src/secrets/redact/readings/encoded.ts';
import { signsOf } from '../../src/secrets/redact/signs.ts';
import type { View } from '../../src/secrets/redact/view.ts';
import { nextCase, numbersFrom } from '../support/leak-cases.ts';

/** How many cases; by hand 20,000 take some minutes. */
const CASES = Number(process.env.SIGN_CASES ?? 300);
const SEED = Number(process.env.LEAK_SEED ?? 20_261_201);

const RULES = [
  schemesIn,
  gluedKeysIn,
  groupsIn,
  laidOutIn,
  namedSecretsIn,
  (view: View) => encodedIn(view, (text) => text.includes('e')),
  (view: View) => {
    const { mayBeDrawn, isMixed } = signsOf(view);
    return mayBeDrawn || isMixed ? openedIn(view.text, new Set()) : [];
  },
];

const ALL = { mayBeDrawn: true, isMixed: true, longestRun: 1e6, mixedGroups: 1e6, isNamed: true };

function viewsOf(text: string): View[] {
  return levelsOf(text).flatMap(({ view, spelled }) => [view, ...spelled, ...joined(view), ...rowsJoined(view)]);
}

test('each search finds what it finds in a text of which nothing is known', () => {
  const draw = numbersFrom(SEED);
  for (let turn = 0; turn < CASES; turn += 1) {
    const { text, said } = nextCase(draw);
    for (const view of viewsOf(`${text}\nthe next line, 200 OK`)) {
      for (const rule of RULES) expect(rule(view), said).toEqual(rule({ ...view, signs: ALL }));
    }
  }
});
