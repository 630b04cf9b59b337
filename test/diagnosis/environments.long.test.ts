import { expect, test } from 'vitest';
import { diagnose as diagnoseOnce } from '../../src/diagnosis/diagnose.ts';
import { makeReport } from '../../src/report/report.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { PAIRS } from '../support/contradictions.ts';
import { caseOf } from '../support/environment.ts';
import { diagnose } from '../support/judged-twice.ts';
import { environments } from './environments/all.ts';

test.each(environments.map((one) => [one.name, one] as const))('judged again from its report: %s', async (_, environment) => {
  expect(diagnose(await caseOf(environment))[0]?.id).toBe(environment.id);
});

test.each(environments.map((one) => [one.name, one] as const))(
  'no sentence of a report contradicts another: %s',
  async (_, environment) => {
    const c = await caseOf(environment);
    const meta = { version: '0', durationMs: 1, timeZone: 'UTC', failOn: 'error', interruptedBy: null } as const;
    const findings = diagnoseOnce(c);
    const text = human(makeReport(c, findings, meta), {
      columns: 2000,
      colour: false,
      unicode: true,
      detail: 'verbose',
    } as never);
    expect(PAIRS.filter(([, one, other]) => one.test(text) && other.test(text)).map(([name]) => name)).toEqual([]);
    // What mends stands first: no step of another one's continuation leads.
    const continued = findings.filter(({ steps: [first = ''] }) =>
      /^(?:Or|Then|Otherwise|Until|The same|In the next)\b/.test(first),
    );
    expect(continued.map(({ id, steps }) => [id, steps[0]])).toEqual([]);
  },
);
