import { createRequire } from 'node:module';

/** Replaced by the bundler with the version of the package. */
declare const BUNDLED_VERSION: string | undefined;

/** The version of this package. */
export const version: string =
  typeof BUNDLED_VERSION === 'string'
    ? BUNDLED_VERSION
    : (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
