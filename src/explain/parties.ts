import { NO_TRACES, recognize, recognizedIn } from '../knowledge/parties.ts';
import { providers } from '../knowledge/providers/index.ts';
import type { Parties, Party } from '../model/party.ts';
import type { Failure } from './read/failures.ts';

/** How much around a failure is searched for those who take part. */
const REACH = 4_000;

/** Who takes part in a call that failed, as far as its passage shows. */
export function partiesOfFailure({ around, passage, clue, reading }: Failure): Parties {
  const text = passage.text.slice(Math.max(0, clue.place - REACH), clue.place + REACH);
  const traces = { ...NO_TRACES, host: around.host, port: around.port, path: around.url?.path ?? null, text };
  const found = recognizedIn('provider', providers, traces);
  return { ...recognize(traces), provider: named(reading?.provider ?? null) ?? likeliest(found) ?? usual(around.host) };
}

function named(id: string | null): Party<'provider'> | null {
  const entry = providers.find((one) => one.id === id);
  return entry ? { book: 'provider', id: entry.id, name: entry.name, certainty: 'likely', by: 'words of the response' } : null;
}

/** Compatible servers repeat OpenAI's texts with its links, so any other recognized provider is likelier. */
function likeliest(found: Party<'provider'>[]): Party<'provider'> | null {
  const [first] = found;
  if (first?.certainty === 'proved') return first;
  return found.find(({ id }) => id !== 'openai') ?? first ?? null;
}

/** A log that names no host and no other product is of the API that clients call unless they are told otherwise. */
function usual(host: string | null): Party<'provider'> | null {
  if (host !== null) return null;
  return { book: 'provider', id: 'openai', name: 'OpenAI', certainty: 'likely', by: 'no other host in the log' };
}
