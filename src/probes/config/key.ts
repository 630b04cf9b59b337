import { readStart } from '../../machine/read-file.ts';
import type { KeyFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { describeKey, KEY_VARIABLES, readKey } from '../../secrets/key.ts';
import { trimKey } from '../../settings/key-text.ts';

/** Files from which programs load settings; the SDKs do not. */
const ENV_FILES = ['.env', '.env.local'];
const ENV_FILE_LIMIT = 65_536;

/** The variable that was already checked, and a secret that is not used for calls. */
const NOT_FOR_CALLS = ['OPENAI_API_KEY', 'OPENAI_WEBHOOK_SECRET'];

/** Checks the format of the key or, without one, looks for unused keys. Sends nothing. */
export const configKey: Probe<'config/key'> = {
  id: 'config/key',
  after: [],
  run: ({ target }) => (target.key ? look(target.key) : lookElsewhere(target)),
  summarise,
  trouble: () => null,
};

async function look({ value, source }: NonNullable<Target['key']>): Promise<KeyFacts> {
  const { kind, vendor, flaws, flawDetails } = readKey(value);
  return { source, shown: describeKey(value), length: trimKey(value).length, flaws, flawDetails, kind, vendor, elsewhere: [] };
}

async function lookElsewhere({ env }: Target): Promise<KeyFacts> {
  const variables = KEY_VARIABLES.filter((name) => !NOT_FOR_CALLS.includes(name) && (env[name] ?? '').trim() !== '');
  const files = await Promise.all(ENV_FILES.map(async (path) => ((await holdsKey(path)) ? [path] : [])));
  const nothing = { source: null, shown: null, length: 0, flaws: [], flawDetails: [], kind: 'none' as const, vendor: null };
  return { ...nothing, elsewhere: [...variables, ...files.flat()] };
}

async function holdsKey(path: string): Promise<boolean> {
  const { text } = await readStart(path, ENV_FILE_LIMIT);
  return /^[ \t]*(?:export[ \t]+)?OPENAI_API_KEY[ \t]*=[ \t]*["']?[^\s"']/m.test(text);
}

function summarise({ shown, source, flaws, elsewhere }: KeyFacts): string {
  if (!shown) return elsewhere.length > 0 ? `no key; ${elsewhere.join(', ')} has one, which the SDKs do not read` : 'no key';
  return flaws.length > 0 ? `${shown} from ${source}: ${flaws.join(', ')}` : `${shown} from ${source}`;
}
