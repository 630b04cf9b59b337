import type { Target } from '../model/target.ts';

/**
 * The variables as programs on Windows find them: there `OpenAI_Api_Key` and `OPENAI_API_KEY` are the same one. A copy of the environment
 * no longer knows that, so the names are written as Python writes them, in upper case, except those of npm.
 */
export function windowsVariables(env: Target['env']): Target['env'] {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [usualCase(name), value]));
}

function usualCase(name: string): string {
  return /^npm_/i.test(name) ? name.toLowerCase() : name.toUpperCase();
}
