import { existsSync } from 'node:fs';
import { test } from 'vitest';
import { posixCases } from '../support/command-cases.ts';
import { expectSafe } from '../support/shell-cases.ts';

const shells = ['/bin/sh', '/bin/bash', '/bin/zsh'].filter((path) => existsSync(path));

/** Words are quoted alike for all: the first shell gets every value in every template, the others every third, or all by hand (FUZZ_RUNS). */
const stepFor = (shell: string) => (shell === shells[0] || process.env.FUZZ_RUNS ? 1 : 3);

test.each(shells)(
  '%s runs every template with hostile values as one plain word',
  (shell) => expectSafe(shell, posixCases(stepFor(shell))),
  600_000,
);
