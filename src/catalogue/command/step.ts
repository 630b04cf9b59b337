import { fill } from '../fill.ts';
import { buildCommand, type Values } from './build.ts';
import { partsOf } from './parts.ts';
import type { Typist } from './typist.ts';

/**
 * Fills a text in which backticks stand around commands: each command through the builder, what is between them as prose. Null where a
 * value is missing. Where a value cannot be typed, the step is said in words, without its command.
 */
export function fillStep(text: string, values: Values, typist: Typist): string | null {
  const notes = new Set<string>();
  let filled = '';
  for (const part of partsOf(text)) {
    const built = part.isTyped ? buildCommand(part.text, values, typist) : fill(part.text, values);
    if (built === null || built === 'a value is missing') return null;
    if (built === 'a value cannot be typed') return inWords(filled);
    if (typeof built === 'string') filled += built;
    else {
      filled += `\`${built.command}\``;
      for (const note of [...built.notes, ...keyNotes(part.text, typist)]) notes.add(note);
    }
  }
  return withNotes(filled, [...notes]);
}

/** The sentence up to the command that it announces. A sentence that continues after its command is dropped without it. */
function inWords(before: string): string | null {
  const sentence = /^(.*[^\s:`]):\s*$/s.exec(before)?.[1];
  return sentence ? `${sentence}.` : null;
}

/** Whether a command sends the key to a host that the user of this run did not choose. */
function keyNotes(template: string, { strangeHost, invocation }: Typist): string[] {
  if (!strangeHost) return [];
  const sends = /\{key(?:Shell|PowerShell)\}/.test(template) && /\{(?:modelsUrl|origin|baseUrl|host)\}/.test(template);
  const isNamed = invocation?.options.some(({ name, value }) => name === '--base-url' && value !== null);
  const checks = /(?:^|[|;&]\s*)api-doctor(?: check)?(?: |$)/.test(template) && (isNamed || template.includes('--base-url'));
  return sends || checks
    ? [`this sends your key to ${/^[\w.:-]+$/.test(strangeHost) ? strangeHost : 'the host named there'}`]
    : [];
}

/** A remark behind the command, before whatever ends the sentence. */
function withNotes(text: string, notes: string[]): string {
  return notes.length === 0 ? text : `${text.replace(/\.$/, '')} (${notes.join('. ')})`;
}
