import type { Held, PlaceKind } from '../../model/facts/places.ts';

/** Variables that hold a key for this API or one like it, the address of one, or the account: each is read by a client or a program. */
const VARIABLES: Record<Held, string[]> = {
  key: [
    'OPENAI_API_KEY',
    'AZURE_OPENAI_API_KEY',
    'AZURE_OPENAI_KEY',
    'OPENROUTER_API_KEY',
    'CODEX_API_KEY',
    'AZURE_API_KEY',
    'LITELLM_API_KEY',
    'AIDER_OPENAI_API_KEY',
  ],
  'base-url': [
    'OPENAI_BASE_URL',
    'OPENAI_API_BASE',
    'OPENAI_API_BASE_URL',
    'AZURE_OPENAI_ENDPOINT',
    'AZURE_OPENAI_BASE_URL',
    'AZURE_API_BASE',
    'OPENROUTER_BASE_URL',
    'OPENROUTER_API_BASE',
    'AIDER_OPENAI_API_BASE',
  ],
  organization: ['OPENAI_ORG_ID', 'OPENAI_ORGANIZATION'],
  project: ['OPENAI_PROJECT_ID', 'OPENAI_PROJECT'],
};

/** The names that single programs use in their own files, and nobody else. */
const OF_PROGRAMS: Partial<Record<PlaceKind, Partial<Record<string, Held>>>> = {
  llm: { openai: 'key' },
  aider: { 'openai-api-key': 'key', 'openai-api-base': 'base-url' },
  codex: { openai_base_url: 'base-url', base_url: 'base-url' },
  continue: { apiKey: 'key', apiBase: 'base-url' },
};

/** What a name holds in a place of this kind; null where it is no name of interest. */
export function heldBy(name: string, kind: PlaceKind): Held | null {
  const ofProgram = OF_PROGRAMS[kind];
  if (ofProgram && Object.hasOwn(ofProgram, name)) return ofProgram[name] ?? null;
  const found = Object.entries(VARIABLES).find(([, names]) => names.includes(name));
  return found ? (found[0] as Held) : null;
}

/** All variables of the table, for places that have to be asked one by one. */
export const PLACE_VARIABLES: readonly string[] = Object.values(VARIABLES).flat();
