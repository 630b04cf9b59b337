import { parseJson } from '../knowledge/answer/body.ts';
import { isModelList, modelIds } from '../knowledge/answer/model-list.ts';
import type { HttpAnswer } from '../model/facts/http.ts';

/** A text of this length stands in a report as it is. */
const SHORT = 2_000;

/** What the door lets through of a body, with room for the masks that it may put in. */
const LONGEST = 12_000;

/** How much of each part is kept of JSON that is too long. */
const PARTS = { text: 500, items: 20 };

/**
 * The answer as a report keeps it: JSON that is too long is shortened inside, so that it can still be read as JSON when the report is
 * judged again. Of a listing of models the ids are all that anybody looks at.
 */
export function keptAnswer(answer: HttpAnswer, model: string | null): HttpAnswer {
  if (answer.body.length <= SHORT) return answer;
  const json = parseJson(answer.body);
  if (json === undefined) return answer;
  if (isModelList(json)) return { ...answer, body: listing(modelIds(json), model) };
  return answer.body.length <= LONGEST ? answer : { ...answer, body: shortened(json) };
}

/** As many ids as there is room for; the model that was asked for comes first, because somebody will look for it. */
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
