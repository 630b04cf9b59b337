import type { Values } from '../../catalogue/command/build.ts';
import { fillStep } from '../../catalogue/command/step.ts';
import { readerOf } from '../../catalogue/command/typist.ts';
import type { Io } from '../../machine/io.ts';
import type { Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { Page, PageTemplate, PageValues } from './page.ts';

/** Who reads a page. */
export type Reader = Pick<Io, 'platform' | 'shell' | 'distribution' | 'startedAs'>;

/** Fills in the commands for the reader's platform. Steps for special cases are omitted, because their values are missing. */
export function fillPage({ product, ...page }: PageTemplate, values: PageValues, reader: Reader): Page {
  const filled = (texts: string[], by: Values) => texts.flatMap((text) => fillStep(text, by, readerOf(reader)) ?? []);
  const stepsOf = (steps: PageTemplate['steps'], by: Values) => filled(textsFor(steps, reader.platform), by);
  const advice = product?.advice.map(({ finding, steps }) => ({ finding, steps: stepsOf(steps, values.product) })) ?? [];
  return {
    ...page,
    causes: filled(page.causes, values.page),
    steps: stepsOf(page.steps, values.page),
    ...(product ? { product: { ...product, advice: advice.filter(({ steps }) => steps.length > 0) } } : {}),
  };
}

function textsFor(steps: PageTemplate['steps'], platform: Platform): string[] {
  return steps
    .map((step): Step => (typeof step === 'string' ? { text: step } : step))
    .filter(({ on }) => !on || on.includes(platform))
    .map(({ text }) => text);
}
