import { createRequire } from 'node:module';

/** The version of this package. Its file lies above `src` and above what is built alike. */
export const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
