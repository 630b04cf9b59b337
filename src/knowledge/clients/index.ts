import type { ClientEntry } from './entry.ts';
import { node } from './node.ts';
import { programs } from './programs.ts';
import { python } from './python.ts';
import { runtimes } from './runtimes.ts';

/**
 * The book of those who ask. What a call passes first stands first: a program before the framework in it, and that before its HTTP client.
 */
export const clients: readonly ClientEntry[] = [...programs, ...python, ...node, ...runtimes];
