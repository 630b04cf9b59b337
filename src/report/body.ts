import { parseJson } from '../knowledge/answer/body.ts';
import { isModelList, modelIds } from '../knowledge/answer/model-list.ts';
import type { HttpAnswer } from '../model/facts/http.ts';

/** A body of this length is kept unchanged. */
const SHORT = 2_000;

/** Maximum length after redaction, with room for its masks. */
const LONGEST = 12_000;

/** Limits for the parts of JSON that is too long. */
const PARTS = { text: 500, items: 20 };

/**
 * The response as a report keeps it. JSON that is too long is shortened inside, so that it stays valid JSON for a later diagnosis. Of a list
 * of models, only the ids are kept.
 */
export function keptAnswer(answer: HttpAnswer, model: string | null): HttpAnswer {
  if (answer.body.length <= SHORT) return answer;
  const json = parseJson(answer.body);
  if (json === undefined) return answer;
  if (isModelList(json)) return { ...answer, body: listing(modelIds(json), model) };
  return answer.body.length <= LONGEST ? answer : { ...answer, body: shortened(json) };
}

/** As many ids as fit; the requested model comes first. */
function listing(ids: string[], model: string | null): string {
  const asked = ids.filter((id) => id === model).slice(0, 1);
  let room = LONGEST;
  const kept = [...asked, ...ids.filter((id) => id !== model)].filter((id) => {
    room -= id.length + '{"id":""},'.length;
    return room > 0;
  });
  return JSON.stringify({ object: 'list', data: kept.map((id) => ({ id })) });
}

function shortened(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) => {
    if (typeof value === 'string') return value.slice(0, PARTS.text);
    return Array.isArray(value) ? value.slice(0, PARTS.items) : value;
  });
}
