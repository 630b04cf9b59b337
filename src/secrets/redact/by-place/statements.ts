import { looksChosen } from '../chosen.ts';
import { certaintyOf } from '../names.ts';
import { taken } from '../place-values.ts';
import { looksDrawn, type Value } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Parameters of statements to databases, which stand apart from the names of their columns: SQLAlchemy, loggers of queries. */

const STATEMENT =
  /\b(?<verb>INSERT INTO|UPDATE|SELECT|DELETE FROM|REPLACE INTO)\b(?<statement>[^\n]{1,2000}?)\]?[\s,;|-]{0,8}\[?\b(?:parameters|params|bindings|binds|args|values)["']?[:=]\s{0,4}[[({]/gi;

/** The columns of an INSERT. */
const COLUMNS = /^\s{1,4}[\w."`]{1,120}\s{0,4}\(([^()]{1,1500})\)/;
const PARAMETER = /(?:'(?<one>[^'\n]{0,512})'|"(?<other>[^"\n]{0,512})"|(?<bare>[^\s,'"()[\]{}]{1,200}))\s{0,4}(?=[,)\]}])/g;

/** How much of the parameters is read. */
const LONGEST = 4_096;

export function parametersIn({ text }: View): Span[] {
  if (!/param|bind|args|values/i.test(text) || !/INSERT|UPDATE|SELECT|DELETE|REPLACE/i.test(text)) return [];
  return [...text.matchAll(STATEMENT)].flatMap((found) => {
    const { statement = '', verb = '' } = found.groups as Record<string, string>;
    const names = statement.match(/\w{2,80}/g) ?? [];
    if (!names.some((name) => certaintyOf(name))) return [];
    const columns = /INTO/i.test(verb) ? (COLUMNS.exec(statement)?.[1] ?? '').split(',') : [];
    return valuesFrom(text, found.index + found[0].length).flatMap((value, at) => secret(text, value, columns[at]?.trim()));
  });
}

function valuesFrom(text: string, from: number): Value[] {
  const line = /^[^\n]*/.exec(text.slice(from, from + LONGEST))?.[0] ?? '';
  return [...line.matchAll(PARAMETER)].map(({ index, 0: whole, groups }) => {
    const quoted = groups?.one ?? groups?.other;
    const start = from + index + (quoted === undefined ? 0 : 1);
    return { start, end: start + (quoted ?? whole.trimEnd()).length, isQuoted: quoted !== undefined, isClosed: true };
  });
}

/** By the column in its place; where there is none, by its look. */
function secret(text: string, value: Value, column = ''): Span[] {
  const certainty = certaintyOf(column);
  const told = certainty ? taken(text, { certainty, isSetting: true }, value) : [];
  const shown = text.slice(value.start, value.end);
  return told.length > 0 || !(looksDrawn(shown) || looksChosen(shown)) ? told : [value];
}
