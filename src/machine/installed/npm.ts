import { realpath } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { aFewAtOnce } from '../a-few-at-once.ts';
import { readStart } from '../read-file.ts';
import { pathOf } from './programs.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A package of npm: its version, and the directory that it was found in. */
export interface NpmPackage {
  name: string;
  version: string;
  place: string;
}

const MANIFEST_LIMIT = 65_536;
const MOST_LEVELS = 8;

/** Programs that people install globally, and the packages that bring them. */
const PROGRAMS: Record<string, string> = {
  codex: '@openai/codex',
  claude: '@anthropic-ai/claude-code',
  bun: 'bun',
  deno: 'deno',
};

/** Which of these packages a program in this directory would load, as Node.js looks for them: upward, nearest first. Reads manifests alone. */
export async function npmHere(wanted: string[], directory: string, env: Env): Promise<NpmPackage[]> {
  const found = await aFewAtOnce(wanted, (name) => nearest(name, resolve(directory)));
  const programs = Object.entries(PROGRAMS).filter(([, name]) => wanted.includes(name));
  const global = await Promise.all(programs.map(([program, name]) => ofProgram(program, name, env)));
  const all = [...global, ...found].filter((one) => one !== null);
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

async function nearest(name: string, directory: string): Promise<NpmPackage | null> {
  let at = directory;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const found = await manifestIn(join(at, 'node_modules', name), name);
    if (found || at === parse(at).root) return found;
    at = dirname(at);
  }
  return null;
}

/** The package that a program on the PATH belongs to: npm links it into a `bin` directory. */
async function ofProgram(program: string, name: string, env: Env): Promise<NpmPackage | null> {
  const path = await pathOf(program, env);
  const real = path === null ? null : await realpath(path).catch(() => null);
  if (real === null) return null;
  let at = dirname(real);
  for (let level = 0; level < MOST_LEVELS && at !== parse(at).root; level += 1) {
    const found = await manifestIn(at, name);
    if (found) return found;
    at = dirname(at);
  }
  return null;
}

async function manifestIn(place: string, wanted: string): Promise<NpmPackage | null> {
  const { text } = await readStart(join(place, 'package.json'), MANIFEST_LIMIT);
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    return name === wanted && typeof version === 'string' ? { name, version: version.slice(0, 64), place } : null;
  } catch {
    return null;
  }
}
