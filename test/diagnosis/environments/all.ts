import { answeredCases } from './answered.ts';
import type { Case } from './case.ts';
import { furtherCases } from './further.ts';
import { mendedCases } from './mended.ts';
import { networkCases } from './network.ts';
import { reportCases } from './reports.ts';
import { threadCases } from './threads.ts';
import { usualCases } from './usual.ts';

/** Every environment. */
export const environments: Case[] = [
  ...answeredCases,
  ...networkCases,
  ...furtherCases,
  ...threadCases,
  ...reportCases,
  ...mendedCases,
  ...usualCases,
];
