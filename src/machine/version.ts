import { createRequire } from 'node:module';

/** Put in by the bundler, which knows the version when it builds. */
declare const BUNDLED_VERSION: string | undefined;

/** The version of this package. */
export const version: string =
  typeof BUNDLED_VERSION === 'string'
    ? BUNDLED_VERSION
    : (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
