import type { KeyFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { describeKey, KEY_VARIABLES, readKey } from '../../secrets/key.ts';
import { trimKey } from '../../settings/key-text.ts';

/** The variable that was already checked, and a secret that is not used for calls. */
const NOT_FOR_CALLS = ['OPENAI_API_KEY', 'OPENAI_WEBHOOK_SECRET'];

/** Checks the format of the key or, without one, looks for unused keys. Sends nothing. */
export const configKey: Probe<'config/key'> = {
  id: 'config/key',
  after: [],
  run: async ({ target }) => (target.key ? look(target.key) : lookElsewhere(target)),
  summarise,
  trouble: () => null,
};

function look({ value, source }: NonNullable<Target['key']>): KeyFacts {
  const { kind, vendor, flaws, flawDetails } = readKey(value);
  return { source, shown: describeKey(value), length: trimKey(value).length, flaws, flawDetails, kind, vendor, elsewhere: [] };
}

/** Files are looked into by `config/places`. */
function lookElsewhere({ env }: Target): KeyFacts {
  const elsewhere = KEY_VARIABLES.filter((name) => !NOT_FOR_CALLS.includes(name) && (env[name] ?? '').trim() !== '');
  return { source: null, shown: null, length: 0, flaws: [], flawDetails: [], kind: 'none', vendor: null, elsewhere };
}

function summarise({ shown, source, flaws, elsewhere }: KeyFacts): string {
  if (!shown) return elsewhere.length > 0 ? `no key; ${elsewhere.join(', ')} has one, which the SDKs do not read` : 'no key';
  return flaws.length > 0 ? `${shown} from ${source}: ${flaws.join(', ')}` : `${shown} from ${source}`;
}
