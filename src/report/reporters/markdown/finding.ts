import { partsOf } from '../../../catalogue/command/parts.ts';
import { apiErrors, libraryTypes } from '../../../catalogue/documented.ts';
import type { Finding } from '../../../model/finding.ts';
import { groupedSteps, type Item, VARIANTS_LEAD } from '../step-groups.ts';
import { block, code, indented, joined, LONGEST_TITLE, link, prose } from './text.ts';

/** A longer command gets a block of its own, to be copied. */
const LONGEST_INSIDE = 32;

/** The evidence, one observed fact per item, verbatim. */
export function evidenceOf({ evidence }: Finding): string {
  return evidence.map((line) => `- ${code(line)}`).join('\n');
}

/** The steps in order. */
export function stepsOf({ steps }: Finding): string {
  return steps.length === 0 ? 'None.' : groupedSteps(steps).map(stepItem).join('\n\n');
}

/** How the SDKs and the documentation name the error. */
export function documentedAs({ apiError, pythonType, docs }: Finding): string {
  const type = pythonType ? libraryTypes[pythonType] : null;
  const error = apiError ? apiErrors[apiError] : null;
  const names = type && (type.name === type.nodeName ? 'Python and Node.js' : `Python), ${code(type.nodeName)} (Node.js`);
  return [
    type && `SDK error: ${code(type.name)} (${names}).`,
    error && `API error: “${error.httpStatus} - ${error.title}”.`,
    `Documentation: ${link(docs)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A finding other than the root cause. */
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
  return { error: 'Error', warning: 'Warning', info: 'Note' }[severity] ?? 'Finding';
}

function stepItem(step: Item, at: number): string {
  const lead = `${at + 1}. `;
  if (Array.isArray(step)) {
    const rows = step.map(({ client, command }) => `- ${prose(client)}: ${code(command, 2_000)}`);
    return `${lead}${VARIANTS_LEAD}\n\n${indented(rows.join('\n'), lead.length)}`;
  }
  const parts = partsOf(step);
  const last = parts.at(-1);
  if (!last?.isTyped || last.text.length <= LONGEST_INSIDE) return lead + inline(parts);
  return `${lead}${inline(parts.slice(0, -1)).trimEnd()}\n\n${indented(block([last.text]), lead.length)}`;
}

/** Sentences with commands in backticks. */
export function proseWithCommands(text: string): string {
  return inline(partsOf(text));
}

function inline(parts: ReturnType<typeof partsOf>): string {
  return joined(parts.map(({ text, isTyped }) => (isTyped ? code(text, 2_000) : spaced(text))));
}

/** Prose between code spans, with the spaces around it. */
function spaced(text: string): string {
  if (text.trim() === '') return ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${prose(text)}${/\s$/.test(text) ? ' ' : ''}`;
}
