import { existsSync } from 'node:fs';
import { test } from 'vitest';
import { posixCases } from '../support/command-cases.ts';
import { expectSafe } from '../support/shell-cases.ts';

const shells = ['/bin/sh', '/bin/bash', '/bin/zsh'].filter((path) => existsSync(path));

/**
 * Words are quoted alike for all. Each shell gets its own part of the values in every template, so that together they get half of all pairs: each
 * template half of the values, and each value half of the templates. By hand all get all (FUZZ_RUNS).
 */
const casesOf = (shell: string) =>
  process.env.FUZZ_RUNS ? posixCases(1) : posixCases(2 * shells.length, 2 * shells.indexOf(shell));

test.each(shells)(
  '%s runs every template with hostile values as one plain word',
  (shell) => expectSafe(shell, casesOf(shell)),
  600_000,
);
