import { asciiUnless, hangingIndent, hangStep, pad, type Theme, themeFor } from '../../report/reporters/human/layout.ts';
import type { Style } from '../../report/reporters/style.ts';
import type { Comparison, Head } from './compare.ts';

/** Display names of the two reports. */
export interface Names {
  a: string;
  b: string;
}

/** The comparison for people: the two outcomes, the first difference, then the likely causes and all other differences. */
export function comparisonText(comparison: Comparison, names: Names, style: Style): string {
  const look = themeFor(style);
  const { differences } = comparison;
  const explaining = differences.filter(({ explains }) => explains);
  const blocks = [
    [head(['A', names.a], comparison.a, look), head(['B', names.b], comparison.b, look)].join('\n'),
    hangingIndent('', look.bold(comparison.summary), look),
    comparison.remarks.map((remark) => hangingIndent(`${look.yellow(look.signs.warn)} `, remark, look)).join('\n'),
    firstDifferenceText(comparison, look),
    comparison.sameOutcome ? '' : causes(explaining, look),
    others(comparison, look),
    steps(comparison, look),
  ];
  return asciiUnless(style.unicode, `${blocks.filter(Boolean).join('\n\n')}\n`);
}

function head([letter, name]: [string, string], { verdict, title, rootCause, baseUrl, startedAt }: Head, look: Theme): string {
  const paint = { healthy: look.green, degraded: look.yellow, failing: look.red, unknown: look.yellow }[verdict];
  const cause = title ? `: ${title}${rootCause ? ` (${rootCause})` : ''}` : '';
  return hangingIndent(
    `${look.bold(letter)}  `,
    `${name}, ${paint(verdict)}${cause}; ${[baseUrl, startedAt].filter(Boolean).join(', ')}`,
    look,
  );
}

function firstDifferenceText({ firstDifference }: Comparison, look: Theme): string {
  return firstDifference
    ? pair(hangingIndent('', `First difference: ${look.bold(firstDifference.probe)}`, look), firstDifference, look)
    : '';
}

function causes(found: Comparison['differences'], look: Theme): string {
  if (found.length === 0) {
    const text =
      'No recorded difference explains it. The failure may be intermittent, so run both checks again; or its cause is not in the reports.';
    return hangingIndent('', text, look);
  }
  const items = found.map((one, at) => pair(hangingIndent(`${String(at + 1).padStart(2)}. `, one.text, look), one, look));
  return [look.bold('Likely causes, most likely first'), ...items].join('\n');
}

/** Differences that cannot explain the outcome. */
function others({ differences, sameOutcome }: Comparison, look: Theme): string {
  const rest = differences.filter(({ explains }) => !explains);
  if (rest.length === 0)
    return sameOutcome && differences.length === 0 ? hangingIndent('', 'No relevant differences.', look) : '';
  const title = sameOutcome ? 'Differences without effect on the outcome' : 'Other differences';
  return [
    look.bold(title),
    ...rest.map((one) =>
      hangingIndent(`  ${look.signs.bullet} `, `${one.text} A: ${one.a || 'nothing'}. B: ${one.b || 'nothing'}.`, look),
    ),
  ].join('\n');
}

function steps(comparison: Comparison, look: Theme): string {
  if (comparison.steps.length === 0) return '';
  const which = comparison.b.verdict === 'failing' ? 'B' : 'A';
  const lines = comparison.steps.map((step, at) => hangStep(`  ${at + 1}. `, step, look));
  return [look.bold(`How to fix it on ${which}`), ...lines].join('\n');
}

function pair(title: string, { a, b }: { a: string; b: string }, look: Theme): string {
  const width = 3;
  return [
    title,
    hangingIndent(`    ${pad('A', width)}`, a || 'nothing', look),
    hangingIndent(`    ${pad('B', width)}`, b || 'nothing', look),
  ].join('\n');
}
