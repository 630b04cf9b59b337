import { NO_TRACES, recognizedIn } from '../parties.ts';
import type { ProviderEntry } from '../providers/entry.ts';
import { providers } from '../providers/index.ts';
import type { AnswerContext, LoggedAnswer } from './reading.ts';

/** Who gave an answer, by its host, its headers and its body; null where nothing shows it. */
export function whoAnswered(answer: LoggedAnswer, { host, port = null, path, provider }: AnswerContext): ProviderEntry | null {
  const id = provider ?? byTraces(answer, { host, port, path });
  return providers.find((entry) => entry.id === id) ?? null;
}

function byTraces(
  answer: LoggedAnswer,
  { host, port, path }: { host: string | null; port: number | null; path: string | null },
): string | null {
  // The part after the base path belongs to the endpoint.
  const base = path?.replace(/\/(?:models(?:\/[^/]*)?|chat\/completions|responses|embeddings)$/, '') ?? null;
  return recognizedIn('provider', providers, { ...NO_TRACES, host, port, path: base, answers: [answer] })[0]?.id ?? null;
}
