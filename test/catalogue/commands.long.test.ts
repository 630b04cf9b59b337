import { existsSync } from 'node:fs';
import { test } from 'vitest';
import { posixCases } from '../support/command-cases.ts';
import { expectSafe } from '../support/shell-cases.ts';

const shells = ['/bin/sh', '/bin/bash', '/bin/zsh'].filter((path) => existsSync(path));

test.each(shells)(
  '%s runs every template with every hostile value as one plain word',
  (shell) => {
    expectSafe(shell, posixCases(1));
  },
  600_000,
);
