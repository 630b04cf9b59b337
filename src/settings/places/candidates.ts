import { dirname, join, parse } from 'node:path';
import type { PlaceKind } from '../../model/facts/places.ts';

/** A file that may hold a key or a base URL, and how its lines are written. */
export interface Candidate {
  kind: PlaceKind;
  path: string;
  format: 'dotenv' | 'lines' | 'json';
}

/** Where to look: the working directory, the directories above it up to the repository's root, and the home directory. */
export interface Surroundings {
  /** The working directory first. */
  directories: string[];
  home: string | null;
}

/** Names that dotenv, Vite and Next load; `.env.example` and kin hold samples. */
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

/** Files of single programs: codex-rs/core/src/auth.rs, aider's `--env-file` and configuration, llm's keys.json. */
const OF_PROGRAMS: [PlaceKind, string, Candidate['format']][] = [
  ['codex', '.codex/auth.json', 'json'],
  ['codex', '.codex/config.toml', 'lines'],
  ['aider', '.aider.conf.yml', 'lines'],
  ['llm', '.config/io.datasette.llm/keys.json', 'json'],
];

/** How far up the repository's root is looked for. */
const MOST_LEVELS = 8;

/** The directories from the working directory up to the first that `isRoot` names; the working directory alone where none does. */
export function directoriesUpTo(start: string, isRoot: (directory: string) => boolean): string[] {
  const chain = [start];
  for (let at = start; chain.length <= MOST_LEVELS; at = dirname(at)) {
    if (isRoot(at)) return chain;
    if (at === parse(at).root) break;
    chain.push(dirname(at));
  }
  return [start];
}

/** Every file to look into, nearest first. */
export function candidates({ directories, home }: Surroundings): Candidate[] {
  const near = directories.flatMap((directory): Candidate[] => [
    ...DOTENV.map((name): Candidate => ({ kind: 'dotenv', path: join(directory, name), format: 'dotenv' })),
    { kind: 'direnv', path: join(directory, '.envrc'), format: 'lines' },
    ...COMPOSE.map((name): Candidate => ({ kind: 'compose', path: join(directory, name), format: 'lines' })),
  ]);
  const own = home === null ? [] : ofHome(home);
  return [...new Map([...near, ...own].map((candidate) => [candidate.path, candidate])).values()];
}

function ofHome(home: string): Candidate[] {
  return [
    ...PROFILES.map((name): Candidate => ({ kind: 'shell-profile', path: join(home, name), format: 'lines' })),
    ...OF_PROGRAMS.map(([kind, name, format]): Candidate => ({ kind, path: join(home, name), format })),
  ];
}
