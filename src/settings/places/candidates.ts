import { dirname, join, parse } from 'node:path';
import type { PlaceKind } from '../../model/facts/places.ts';
import type { Format } from './assignment.ts';

/** A file that may hold a key or a base URL, and how its lines are written. */
export interface Candidate {
  kind: PlaceKind;
  path: string;
  format: Format;
}

/** Where to look: the working directory, the directories above it up to the repository's root, and the home directory. */
export interface Surroundings {
  /** The working directory first. */
  directories: string[];
  home: string | null;
  /** Where codex keeps its files: `CODEX_HOME`, else below the home directory. */
  codexHome: string | null;
}

/** File names that dotenv, Vite and Next load; `.env.example` and similar files contain samples. */
const DOTENV = ['.env', '.env.local', '.env.development', '.env.development.local', '.env.production', '.env.production.local'];
const COMPOSE = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
];
const PROFILES = ['.bashrc', '.bash_profile', '.profile', '.zshrc', '.zshenv', '.zprofile', '.config/fish/config.fish'];

/** Settings of Claude Code that belong to a project; the local ones win. */
const CLAUDE = ['.claude/settings.json', '.claude/settings.local.json'];

/**
 * Files of single programs: codex-rs/login/src/auth/storage.rs, code.claude.com/docs/en/settings, docs.continue.dev/reference,
 * aider.chat/docs/config, and llm's `keys path`. The `openai` program of OpenAI reads variables alone.
 */
const OF_PROGRAMS: [PlaceKind, string, Format][] = [
  ['claude-code', '.claude/settings.json', 'claude-json'],
  ['continue', '.continue/config.yaml', 'continue-yaml'],
  ['continue', '.continue/.env', 'dotenv'],
  ['aider', '.aider.conf.yml', 'lines'],
  ['llm', '.config/io.datasette.llm/keys.json', 'keys-json'],
  ['llm', 'Library/Application Support/io.datasette.llm/keys.json', 'keys-json'],
];

/** How far up the repository's root is looked for. */
const MOST_LEVELS = 8;

/** The directories from the working directory up to the root of the file system, nearest first. */
export function directoriesUpFrom(start: string): string[] {
  const chain = [start];
  for (let at = start; chain.length < MOST_LEVELS && at !== parse(at).root; at = dirname(at)) chain.push(dirname(at));
  return chain;
}

/** Every file to look into, nearest first. */
export function candidates({ directories, home, codexHome }: Surroundings): Candidate[] {
  const all = [...directories.flatMap(near), ...ofCodex(codexHome), ...(home === null ? [] : ofHome(home))];
  return [...new Map(all.map((candidate) => [candidate.path, candidate])).values()];
}

function near(directory: string): Candidate[] {
  const of = (kind: PlaceKind, names: string[], format: Format) =>
    names.map((name): Candidate => ({ kind, path: join(directory, name), format }));
  return [
    ...of('dotenv', DOTENV, 'dotenv'),
    ...of('direnv', ['.envrc'], 'lines'),
    ...of('compose', COMPOSE, 'compose'),
    ...of('claude-code', CLAUDE, 'claude-json'),
    ...of('aider', ['.aider.conf.yml'], 'lines'),
  ];
}

function ofCodex(codexHome: string | null): Candidate[] {
  if (codexHome === null) return [];
  return [
    { kind: 'codex', path: join(codexHome, 'auth.json'), format: 'keys-json' },
    { kind: 'codex', path: join(codexHome, 'config.toml'), format: 'codex-toml' },
  ];
}

function ofHome(home: string): Candidate[] {
  return [
    ...PROFILES.map((name): Candidate => ({ kind: 'shell-profile', path: join(home, name), format: 'lines' })),
    ...OF_PROGRAMS.map(([kind, name, format]): Candidate => ({ kind, path: join(home, name), format })),
  ];
}
