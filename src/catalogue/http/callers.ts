import { type ClientCalls, clientsAmong } from '../../knowledge/clients/endpoints.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

/** A client of the book that is installed here. */
export type Caller = ClientCalls & { version: string };

/** The clients of the book that are installed here. */
export function clientsHere(c: DiagnosisInput): Caller[] {
  return clientsAmong(factsOf(c, 'client/installed')?.packages ?? []);
}

/** Their names and versions, as words of a sentence. */
export function versionsOf(callers: Caller[]): string {
  return listOf(callers.map(({ name, version }) => `${name} (${version})`));
}

export function listOf(words: string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
