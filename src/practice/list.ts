import type { PracticeRow } from './row.ts';
import { practiceRows } from './rows.ts';

/** The list of faults as text, for a terminal and for a browser. */
export function listText(origin: string): string {
  const width = Math.max(...practiceRows.map(({ name }) => name.length));
  const line = ({ name, says, python }: PracticeRow) => `  ${name.padEnd(width)}  ${says}${python ? ` (${python})` : ''}`;
  return [
    'The practice API of api-doctor: it answers as the API does, and plays what can go wrong.',
    '',
    `Base URL: ${origin}/v1`,
    'Key: any that contains the word practice, such as sk-practice. Every other key is refused with 401.',
    '',
    'Choose what goes wrong in one of three ways:',
    '  by model:  "model": "429-rate-limit"',
    '  by header: x-practice: 429-rate-limit',
    `  by path:   ${origin}/429-rate-limit/v1 as the base URL`,
    '',
    'What it plays, with the class that the official Python library raises:',
    '',
    ...practiceRows.map(line),
    '',
  ].join('\n');
}
