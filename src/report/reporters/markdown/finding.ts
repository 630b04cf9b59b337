import { partsOf } from '../../../catalogue/command/parts.ts';
import { apiErrors, libraryTypes } from '../../../catalogue/documented.ts';
import type { Finding } from '../../../model/finding.ts';
import { block, code, indented, joined, LONGEST_TITLE, link, prose } from './text.ts';

/** What is typed and is longer than this stands alone, so that it can be copied. */
const LONGEST_INSIDE = 32;

/** What shows a finding, one observed fact an item, just as it was seen. */
export function evidenceOf({ evidence }: Finding): string {
  return evidence.length === 0 ? 'Nothing besides the table above.' : evidence.map((line) => `- ${code(line)}`).join('\n');
}

/** The steps in their order. */
export function stepsOf({ steps }: Finding): string {
  return steps.length === 0 ? 'Nothing.' : steps.map(stepItem).join('\n\n');
}

/** How a client and the documentation name what happened; empty where neither does. */
export function documentedAs({ apiError, pythonType, docs }: Finding): string {
  const type = pythonType ? libraryTypes[pythonType] : null;
  const error = apiError ? apiErrors[apiError] : null;
  const names = type && (type.name === type.nodeName ? 'Python and Node' : `Python; in Node ${code(type.nodeName)}`);
  return [
    type && `Clients raise ${code(type.name)} (${names}).`,
    error && `Documented as “${error.httpStatus} - ${error.title}”.`,
    `Read on: ${link(docs)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A finding beside the root cause, whole. */
export function besideCause(finding: Finding): string {
  const { severity, id, title, explanation, evidence, steps } = finding;
  return [
    `#### ${prose(title, LONGEST_TITLE)}`,
    `${sentenceStart(severity)}: ${code(id)}`,
    proseWithCommands(explanation),
    evidence.length > 0 && evidenceOf(finding),
    steps.length > 0 && stepsOf(finding),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function sentenceStart(severity: Finding['severity']): string {
  return { error: 'Error', warning: 'Warning', info: 'Worth knowing' }[severity] ?? 'Noticed';
}

function stepItem(step: string, at: number): string {
  const lead = `${at + 1}. `;
  const parts = partsOf(step);
  const last = parts.at(-1);
  if (!last?.isTyped || last.text.length <= LONGEST_INSIDE) return lead + inline(parts);
  return `${lead}${inline(parts.slice(0, -1)).trimEnd()}\n\n${indented(block([last.text]), lead.length)}`;
}

/** Sentences in which commands stand between backticks. */
export function proseWithCommands(text: string): string {
  return inline(partsOf(text));
}

function inline(parts: ReturnType<typeof partsOf>): string {
  return joined(parts.map(({ text, isTyped }) => (isTyped ? code(text, 2_000) : spaced(text))));
}

/** Prose between stretches of code, with the spaces that part it from them. */
function spaced(text: string): string {
  if (text.trim() === '') return ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${prose(text)}${/\s$/.test(text) ? ' ' : ''}`;
}
