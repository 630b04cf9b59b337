import type { Step } from '../model/finding.ts';
import type { Distribution, Platform } from '../model/layers.ts';

/** The platforms with a shell of Unix. */
export const UNIX: Platform[] = ['linux', 'macos', 'wsl', 'container'];

/** Families of Linux whose system has a trust store to add to. Termux has none. */
export const WITH_STORE: Distribution[] = ['debian', 'alpine', 'fedora', 'suse', 'arch', 'nixos'];

/** A step that ends in listing the models with the key in a header. `header` ends before the key, as `api-key: `. */
export function callWith(before: string, header: string): string {
  return `${before} \`curl -sS {modelsUrl} -H "${header}{keyShell}"\``;
}

/** A step that ends in setting an environment variable of a server, for every platform. */
export function setVariable(before: string, name: string, value: string): [Step, Step] {
  return [
    { text: `${before} \`export ${name}=${/^[\w.:/-]+$/.test(value) ? value : `"${value}"`}\``, on: UNIX },
    { text: `${before} \`setx ${name} "${value}"\``, on: ['windows'] },
  ];
}

/** Adds /v1 to a base URL that lacks it. */
export const WITH_VERSION: [Step, Step] = [
  { text: 'Add /v1 to the base URL: `export OPENAI_BASE_URL={versionedUrl}`', on: UNIX },
  { text: 'Add /v1 to the base URL: `$env:OPENAI_BASE_URL = "{versionedUrl}"`', on: ['windows'] },
];
