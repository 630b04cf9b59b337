import { asciiUnless, hangingIndent, hangStep, type Theme, themeFor } from '../../report/reporters/human/layout.ts';
import type { Style } from '../../report/reporters/style.ts';
import type { Page, ProductFacts } from './page.ts';

/** The page for people. */
export function pageText(page: Page, style: Style): string {
  const look = themeFor(style);
  const parts = [
    hangingIndent('', look.bold(page.title), look),
    [page.meaning, ...sdkLines(page)].map((line) => hangingIndent('  ', line, look)).join('\n'),
    list('How to fix it', page.steps, look),
    list('Common causes', page.causes, look),
    list('Possible findings', page.findings.map(oneFinding), look),
    ...(page.product ? productParts(page.product, look) : []),
    facts(page, look),
  ];
  return asciiUnless(style.unicode, `${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

function oneFinding({ id, title, tell }: Page['findings'][number]): string {
  return `${id}: ${title}${tell ? `. Identified by: ${tell}` : ''}`;
}

function productParts({ facts: known, advice }: ProductFacts, look: Theme): string[] {
  return [
    known.map(({ name, text }) => hangingIndent(`  ${name.padEnd(18)}`, text, look)).join('\n'),
    ...grouped(advice).map(({ findings, steps }) => list(findings.join(', '), steps, look)),
  ];
}

/** Findings with the same steps are listed once. */
function grouped(advice: ProductFacts['advice']): { findings: string[]; steps: string[] }[] {
  const groups = new Map<string, { findings: string[]; steps: string[] }>();
  for (const { finding, steps } of advice) {
    const group = groups.get(steps.join('\n')) ?? { findings: [], steps };
    groups.set(steps.join('\n'), { ...group, findings: [...group.findings, finding] });
  }
  return [...groups.values()];
}

function list(heading: string, items: string[], look: Theme): string {
  if (items.length === 0) return '';
  return [
    hangingIndent('  ', look.bold(heading), look),
    ...items.map((item) => hangStep(`  ${look.signs.bullet} `, item, look)),
  ].join('\n');
}

/** What a stack trace shows, by which a reader recognizes the page. */
function sdkLines({ kind, pythonTypes, nodeTypes }: Page): string[] {
  if (kind === 'type') return [];
  return pythonTypes.map((name, at) => `SDK error: ${name} (Python), ${nodeTypes[at]} (Node.js)`);
}

function facts(page: Page, look: Theme): string {
  const lines: [string, string][] = [
    ...page.apiErrors.map(({ httpStatus, title }): [string, string] => ['API error', `${httpStatus} - ${title}`]),
    ...(page.exitStatus
      ? [['Exit status', `check exits with ${page.exitStatus} for this finding`] satisfies [string, string]]
      : []),
    ['Documentation', page.docs],
  ];
  return lines.map(([name, text]) => hangingIndent(`  ${name.padEnd(15)}`, text, look)).join('\n');
}
