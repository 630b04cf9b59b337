import { expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { catalogue, type FindingId, findingIds } from '../../src/catalogue/index.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import { defaultValues } from '../../src/explain/read/default-values.ts';
import type { CatalogueEntry } from '../../src/model/finding.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { Report } from '../../src/model/report.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { displayWidth } from '../../src/report/reporters/human/layout.ts';
import { FRAGMENTS, namesIn, variableFor } from '../support/command-cases.ts';
import { report, row, sound } from '../support/reports.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { PLATFORMS } from '../support/templates.ts';

const PATH = ['config', 'dns', 'tcp', 'tls', 'http'];

/** A value for every placeholder of an entry, as long as values of checks are. */
function valuesOf({ title, explanation, steps }: CatalogueEntry): Record<string, string | number> {
  const texts = [title, explanation, ...steps.map((step) => (typeof step === 'string' ? step : step.text))];
  const known = defaultValues({ url: null, host: 'api.openai.com', port: 443, proxies: ['proxy.example:3128'] });
  const named = texts.flatMap(namesIn).map((name) => [name, FRAGMENTS[name] ?? variableFor(name) ?? `the ${name} seen here`]);
  return { ...Object.fromEntries(named), ...known };
}

/** A report in which this finding is the root cause, as a check on this platform would make it. */
function reportOf(id: FindingId, platform: Platform): Report {
  const entry: CatalogueEntry = catalogue[id];
  const layer = id.slice(0, id.indexOf('/'));
  const probe = PATH.includes(layer) ? layer : 'http';
  const target = targetFor('https://api.openai.com/v1', { platform });
  const found = makeFinding(
    id,
    { details: ['a fact that was observed'], templateValues: valuesOf(entry), probeIds: [`${probe}/x` as never] },
    target,
  );
  const finding = { ...found, severity: 'error' as const };
  const at = PATH.indexOf(probe);
  const probes = sound.map((one, place) => {
    if (place < at) return one;
    return place === at
      ? row(`${probe}/x`, 'fail', 'what was seen after 21 ms')
      : { ...row(one.id, 'skip', 'not checked'), skippedBecause: `${probe}/x` };
  });
  return report({
    verdict: 'failing',
    exitCode: statusOf(finding),
    rootCause: id,
    findings: [finding],
    probes,
    environment: { platform },
  });
}

/** The line, from 1, at which the first step begins; 0 without steps. */
function firstStepAt(lines: string[]): number {
  return lines.findIndex((line) => line.startsWith('  1. ')) + 1;
}

/** What is wrong with one rendering. */
function flaws(text: string, made: Report, columns: number): string[] {
  const lines = text.trimEnd().split('\n');
  const steps = made.findings[0]?.steps ?? [];
  const commands = steps.flatMap(partsOf).flatMap(({ text, isTyped }) => (isTyped ? [text] : []));
  const at = firstStepAt(lines);
  const last = lines.at(-1) ?? '';
  // A command, a URL, and a word that nothing could break may be longer than a line.
  const mayBeLong = (line: string) =>
    commands.some((command) => line.includes(command)) ||
    !/\S {1,2}\S/.test(line.trim().replace(/^Documentation +|^Support ticket /, ''));
  return [
    !/^✗ \S/.test(lines[0] ?? '') && 'no headline',
    !lines.slice(1, 3).some((line) => line.includes(made.rootCause ?? '')) && 'no id',
    steps.length > 0 && at === 0 && 'no step',
    columns >= 80 && at > 22 && `step 1 in line ${at}`,
    !(last.startsWith(`✗ ${made.rootCause} · exit `) && last.includes('--verbose') && displayWidth(last) <= columns) &&
      `ends in ${last}`,
    ...lines.filter((line) => displayWidth(line) > columns && !mayBeLong(line)).map((line) => `too long: ${line}`),
  ].filter((flaw) => flaw !== false);
}

test.each(findingIds)('%s shows its fault and its first step on the first screen, on every platform', (id) => {
  for (const platform of PLATFORMS) {
    const made = reportOf(id, platform);
    const whole = new Set(human(made, { columns: 1000, unicode: true }).split(/\s+/));
    for (const columns of [60, 80, 120]) {
      const text = human(made, { columns, unicode: true });
      const broken = text
        .split(/\s+/)
        .filter((word) => !whole.has(word) && !['direct', '·', '412', 'ms', 'Explanation,', 'continued'].includes(word));
      expect([platform, columns, broken, flaws(text, made, columns)]).toEqual([platform, columns, [], []]);
    }
  }
});
