import type { Passage } from '../../log/passages.ts';
import type { Surroundings } from '../peers/surroundings.ts';
import { bodyClues, enumeratedClues } from './body-clues.ts';
import { type AnswerClue, contextOf } from './context.ts';
import { errorTextClues, loggedRefusalClues, servedObjectClues, streamErrorClues } from './error-text-clues.ts';
import { messageClues, statusClues, typeClues } from './message-clues.ts';
import { pageClues, redirectClues, refusedRedirects } from './page-clues.ts';
import { phraseClues } from './phrase-clues.ts';
import { servedClues } from './served.ts';
import { recordedClues } from './served-records.ts';
import { servedTunnels } from './served-tunnels.ts';

/** The HTTP answers that a passage shows: bodies first, then messages and pages, then classes and statuses alone. Read by the same rules as a live one. `failed` where other words of the passage already say what failed. */
export function answerClues(passage: Passage, around: () => Surroundings, failed = false): AnswerClue[] {
  const scene = contextOf(passage, around);
  const bodies = bodyClues(scene);
  if (bodies.length > 0) return bodies;
  const said = [
    ...pageClues(scene),
    ...messageClues(scene),
    ...streamErrorClues(scene),
    ...loggedRefusalClues(scene),
    ...servedObjectClues(scene),
  ];
  if (said.length > 0) return said;
  const told = [
    ...redirectClues(scene),
    ...refusedRedirects(scene),
    ...typeClues(scene),
    ...statusClues(scene),
    ...phraseClues(scene),
  ];
  if (told.length > 0) return told;
  const words = failed ? [] : [...enumeratedClues(scene), ...errorTextClues(scene)];
  return words.length > 0 ? words : [...servedClues(passage), ...servedTunnels(passage), ...recordedClues(passage)];
}
