import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { groupedSteps } from '../../src/report/reporters/step-groups.ts';
import { root } from '../lab/lab.ts';
import { findingsIn } from '../support/environment.ts';
import { environments } from './environments/all.ts';
import type { Case } from './environments/case.ts';
import { lookAlikes } from './environments/mended.ts';
import { usualLookAlikes } from './environments/usual.ts';

const found = new Map<string, Finding | undefined>();

/** Environments as people reported them, each with its root cause and with what mended it. */
test.each(environments.map((one) => [one.name, one] as const))('%s', async (name, one) => {
  const findings = await findingsIn(one);
  const first = findings[0];
  found.set(name, first);
  expect(first?.id).toBe(one.id);
  expect(leading(first?.steps ?? []).join('\n')).toMatch(one.mend);
});

/** What only looks like one of them gets none of its steps. */
test.each([...lookAlikes, ...usualLookAlikes].map((one) => [one.name, one] as const))('looks alike: %s', async (_, one) => {
  const [first] = await findingsIn(one);
  expect(first?.id).toBe(one.id);
  expect(first?.steps.join('\n')).not.toMatch(one.never);
});

test('the first three steps of each, as they were read', () => {
  const text = `${environments.map(shown).join('\n\n')}\n`;
  const folder = join(root, 'test', 'diagnosis', 'golden');
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'environments.txt'), text);
  }
  expect(text).toBe(readFileSync(join(folder, 'environments.txt'), 'utf8'));
});

/** The first three steps as people see them: what is done for one of several clients is one. */
function leading(steps: string[]): string[] {
  return groupedSteps(steps)
    .slice(0, 3)
    .flatMap((item) => (Array.isArray(item) ? item.map(({ client, command }) => `${client}: ${command}`) : [item]));
}

function shown({ name, platform = 'linux' }: Case): string {
  const finding = found.get(name);
  const steps = (finding?.steps ?? []).slice(0, 3).map((step, at) => `  ${at + 1}. ${step}`);
  return [`${name} (${platform}): ${finding?.id}`, ...steps].join('\n');
}
