import type { CheckOptions } from '../model/check-options.ts';
import type { GivenOption, Invocation } from '../model/invocation.ts';

/** Options that select what a run looks at. A run without them is another one: it may send the key of a gateway to the usual API. */
const SELECTING: { name: string; of: (options: CheckOptions) => string | string[] | undefined; isUrl?: true }[] = [
  { name: '--base-url', of: ({ baseUrl }) => baseUrl, isUrl: true },
  { name: '--model', of: ({ model }) => model },
  { name: '--organization', of: ({ organization }) => organization },
  { name: '--project', of: ({ project }) => project },
  { name: '--api-key-file', of: ({ apiKeyFile }) => apiKeyFile },
  { name: '--env-file', of: ({ envFile }) => envFile },
  { name: '--env-of', of: ({ envOf }) => envOf },
  { name: '--proxy', of: ({ proxy }) => proxy, isUrl: true },
  { name: '--ca-file', of: ({ caFile }) => caFile },
  { name: '--timeout', of: ({ timeout }) => timeout },
  { name: '--deadline', of: ({ deadline }) => deadline },
];

/** The names of all options that a printed command can repeat. */
export const REPEATED_OPTIONS = SELECTING.map(({ name }) => name);

/** Signs of a user part, a query or a fragment: a URL with one of them may hold a secret. */
const MAY_BE_SECRET = /[@?#]/;

/** What a command has to repeat to look at the same thing again. */
export function invocationOf(options: CheckOptions, program: string[] | undefined): Invocation {
  const given = SELECTING.flatMap(({ name, of, isUrl }): GivenOption[] => {
    const values = [of(options) ?? []].flat().map((value) => value.trim());
    return values.filter(Boolean).map((value) => ({ name, value: isUrl && MAY_BE_SECRET.test(value) ? null : value }));
  });
  return { program: program ?? ['api-doctor'], options: given };
}
