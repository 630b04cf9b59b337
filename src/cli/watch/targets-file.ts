import { UsageError } from '../../model/usage-error.ts';
import { readWithPatience, type Wanted } from '../small-file.ts';

/** One API to watch, as the file names it. */
export interface NamedTarget {
  name: string;
  baseUrl: string;
  /** The variable, or the file, that holds the key. */
  keyVariable?: string;
  keyFile?: string;
  proxy?: string;
}

const FILE: Wanted = {
  option: '--targets',
  hint: 'Use a YAML file with a list named targets, each with a name and a baseUrl.',
  largest: 256 * 1024,
};

const FIELDS = ['name', 'baseUrl', 'keyVariable', 'keyFile', 'proxy'] as const;
const MOST_TARGETS = 100;

/** Names become labels of metrics and parts of URLs. */
const NAME = /^[A-Za-z0-9][\w.:-]{0,63}$/;

/** Reads the list of targets. Throws `UsageError` with the place and what would be right. */
export async function readTargets(path: string, until: AbortSignal): Promise<NamedTarget[]> {
  const text = await readWithPatience(path, FILE, until);
  const { parse } = await import('yaml');
  let content: unknown;
  try {
    // Aliases could make a small file a large one.
    content = parse(text, { maxAliasCount: 0, prettyErrors: true });
  } catch (error) {
    throw new UsageError(`--targets: ${path} is not valid YAML: ${String((error as Error).message).split('\n')[0]}`, FILE.hint);
  }
  return targetsIn(content, path);
}

function targetsIn(content: unknown, path: string): NamedTarget[] {
  const list = (content as { targets?: unknown } | null)?.targets;
  if (!Array.isArray(list) || list.length === 0) throw new UsageError(`--targets: ${path} has no list named targets.`, FILE.hint);
  if (list.length > MOST_TARGETS)
    throw new UsageError(`--targets: ${path} names ${list.length} targets; at most ${MOST_TARGETS} are watched.`);
  const targets = list.map((one, at) => targetIn(one, `${path}, target ${at + 1}`));
  const twin = targets.find(({ name }, at) => targets.findIndex((other) => other.name === name) !== at);
  if (twin) throw new UsageError(`--targets: ${path} uses the name ${twin.name} twice. Give each target its own.`);
  return targets;
}

function targetIn(one: unknown, where: string): NamedTarget {
  if (typeof one !== 'object' || one === null || Array.isArray(one))
    throw new UsageError(`--targets: ${where} is not a mapping.`, FILE.hint);
  const given = one as Record<string, unknown>;
  const strange = Object.keys(given).find((field) => !FIELDS.some((known) => known === field));
  if (strange !== undefined) {
    const isKey = /key|token|secret/i.test(strange);
    throw new UsageError(
      `--targets: ${where} has an unknown field${isKey ? ' for a key' : ''}. ${isKey ? 'A key belongs in a variable (keyVariable) or a file (keyFile), never here.' : `Fields: ${FIELDS.join(', ')}.`}`,
    );
  }
  for (const field of FIELDS) {
    if (given[field] !== undefined && typeof given[field] !== 'string')
      throw new UsageError(`--targets: ${where}: ${field} is not a text.`);
  }
  const target = given as Partial<NamedTarget>;
  if (!target.name || !NAME.test(target.name))
    throw new UsageError(`--targets: ${where} has no usable name. Use letters, digits, and . _ : - (64 at most).`);
  if (!target.baseUrl) throw new UsageError(`--targets: ${where} has no baseUrl.`, FILE.hint);
  if (target.keyVariable && target.keyFile)
    throw new UsageError(`--targets: ${where} names a keyVariable and a keyFile. Leave one out.`);
  return target as NamedTarget;
}
