import { realpath } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { aFewAtOnce } from '../a-few-at-once.ts';
import { programPaths } from '../programs.ts';
import { readStart } from '../read-file.ts';
import { isThere, whatIsThere } from '../what-is-there.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A package of npm: its version, and the directory that it was found in. */
export interface NpmPackage {
  name: string;
  version: string;
  place: string;
}

const MANIFEST = 'package.json';
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
  const folders = await foldersFor(resolve(directory));
  const found = await aFewAtOnce(wanted, (name) => nearest(name, folders));
  const programs = Object.entries(PROGRAMS).filter(([, name]) => wanted.includes(name));
  const paths = await programPaths(
    programs.map(([program]) => program),
    env,
    false,
  );
  const global = await Promise.all(programs.map(([, name], at) => ofProgram(paths[at] ?? null, name)));
  const all = [...global, ...found].filter((one) => one !== null);
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

/** Where Node.js looks for packages from a directory, nearest first. */
async function foldersFor(directory: string): Promise<string[]> {
  const [answering] = await whatIsThere([directory]);
  return answering === undefined
    ? []
    : upFrom(answering)
        .map((one) => join(one, 'node_modules'))
        .filter(isThere);
}

/** A directory and those above it, nearest first. */
function upFrom(start: string): string[] {
  const chain = [start];
  for (let at = start; chain.length < MOST_LEVELS && at !== parse(at).root; at = dirname(at)) chain.push(dirname(at));
  return chain;
}

async function nearest(name: string, folders: string[]): Promise<NpmPackage | null> {
  return firstOf(
    folders.map((folder) => join(folder, name)),
    name,
  );
}

/** The first of these directories that is this package. */
async function firstOf(places: string[], name: string): Promise<NpmPackage | null> {
  for (const manifest of places.map((place) => join(place, MANIFEST)).filter(isThere)) {
    const found = await manifestIn(dirname(manifest), name);
    if (found) return found;
  }
  return null;
}

/** The package that a program on the PATH belongs to: npm links it into a `bin` directory. */
async function ofProgram(path: string | null, name: string): Promise<NpmPackage | null> {
  const real = path === null ? null : await realpath(path).catch(() => null);
  return real === null ? null : firstOf(upFrom(dirname(real)), name);
}

async function manifestIn(place: string, wanted: string): Promise<NpmPackage | null> {
  const { text } = await readStart(join(place, MANIFEST), MANIFEST_LIMIT);
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    return name === wanted && typeof version === 'string' ? { name, version: version.slice(0, 64), place } : null;
  } catch {
    return null;
  }
}
