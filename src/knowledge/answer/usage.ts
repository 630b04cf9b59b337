/** Tokens that a call used, as its answer counts them. */
export interface Usage {
  input: number;
  output: number;
}

/** The usage in a parsed answer or event: of a chat, or of the Responses API, which puts it into `response` in events. Null where there is none. */
export function usageIn(json: unknown): Usage | null {
  if (!isRecord(json)) return null;
  const found = isRecord(json.usage) ? json.usage : isRecord(json.response) ? json.response.usage : null;
  if (!isRecord(found)) return null;
  const input = count(found.input_tokens ?? found.prompt_tokens);
  const output = count(found.output_tokens ?? found.completion_tokens);
  return input === null || output === null ? null : { input, output };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
