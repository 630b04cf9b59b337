/** Shapes of a valid response to `GET /models` and `GET /models/{id}`. */

/**
 * True for a listing of models. OpenAI, vLLM, llama.cpp and Ollama send `{ object: "list", data: [{ id }] }`, OpenRouter leaves out
 * `object`, Ollama without a model sends `data: null`, Together sends a bare list. A list of `models` by their names alone is that of another
 * API: Google's and Cohere's own, and that of Ollama.
 */
export function isModelList(body: unknown): boolean {
  const entries = entriesOf(body);
  return entries?.slice(0, 100).every((entry) => idOf(entry) !== null) ?? false;
}

/** True for the description of one model. */
export function isModel(body: unknown): boolean {
  return idOf(body) !== null || idOf(recordOf(body)?.data) !== null;
}

/** The ids of a listing; empty where the body is none. */
export function modelIds(body: unknown): string[] {
  return (entriesOf(body) ?? []).flatMap((entry) => idOf(entry) ?? []);
}

function entriesOf(body: unknown): unknown[] | null {
  if (Array.isArray(body)) return body.length > 0 ? body : null;
  const record = recordOf(body);
  if (!record) return null;
  for (const key of ['data', 'result']) if (Array.isArray(record[key])) return record[key];
  if (Array.isArray(record.models)) return record.models.map((entry) => ({ id: recordOf(entry)?.id }));
  return record.object === 'list' && (record.data === null || record.data === undefined) ? [] : null;
}

function idOf(entry: unknown): string | null {
  const record = recordOf(entry);
  for (const key of ['id', 'name', 'model']) if (typeof record?.[key] === 'string' && record[key] !== '') return record[key];
  return null;
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Whether a body that was too long to be read to its end begins as a listing does: gateways to many vendors list thousands of models. */
export function beginsAsModelList(body: string): boolean {
  return /^\s*\{\s*(?:"object"\s*:\s*"list"\s*,\s*)?"data"\s*:\s*\[\s*\{\s*"(?:id|object)"\s*:\s*"/.test(body.slice(0, 1000));
}
