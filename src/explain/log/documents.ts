/**
 * Stretches of a text that people wrote of failures of another time, or of others: messages of commits, lists of changes of versions,
 * conversations about somebody else's failure, and conversations with a model.
 */

/** The head of a commit as `git log` and `git show` print it, and the lines of that head. */
const COMMIT = /^commit [0-9a-f]{7,64}\b/;
const OF_COMMIT = /^(?:Author|AuthorDate|Commit|CommitDate|Date|Merge|Notes?|gpg):? ?\S|^ {4}|^\s*$/;

/** The heading of a version or of a group of its changes. */
const VERSION =
  /^(?:#{1,4} )?(?:version |release )?\[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?:[-+.]\w{1,20})*\]?(?:\([^)\s]{1,200}\))?(?: ?[-\u2013\u2014(] ?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\)?)?:?\s*$|^#{1,4} \[?(?:changelog|change log|unreleased|release notes|what's changed|fixed|fixes|added|changed|removed|deprecated|security|(?:bug ?|hot)fixes|features|improvements|breaking changes)\]?:?\s*$/i;
/** What such a list consists of: items with what goes on from them, further headings, underlines. */
const OF_CHANGES = /^\s{0,8}[-*+\u2022] \S|^ {2,8}\S|^\s*$|^(?:={3,}|-{3,}|~{3,})\s*$/;
const ITEM = /^\s{0,8}[-*+\u2022] \S/;
/** In so many lines below a heading the first item stands. */
const FIRST_ITEM = 8;

/** A line of a conversation: when, and who. */
const TURN = /^\[?\d{1,2}:\d{2}(?: ?[AP]M)?\]? ?(?:[-\u2013] )?<?@?([\p{L}][\p{L}\w .'-]{0,30})>?: \S/u;
/** Words by which the failure is that of somebody else. */
const OF_OTHERS =
  /\b(?:their|his|her|customer'?s?'?|user'?s?'?|someone(?:'s| else'?s?)|somebody(?:'s| else'?s?)|client's) (?:own )?(?:api )?(?:key|account|bot|server|setup|proxy|network|fault|problem|quota|end|side)\b|\bnot (?:ours|our (?:key|account|bot|server|problem|side))\b/i;
const FEWEST_TURNS = 3;

/** The numbers of the lines that belong to such a stretch, counted from zero. */
export function linesOfDocuments(texts: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at < texts.length; at += 1) {
    const end = Math.max(endOfCommit(texts, at), endOfChanges(texts, at));
    for (let one = at; one < end; one += 1) found.add(one);
    if (end > at) at = end - 1;
  }
  if (isOfOthers(texts)) for (const at of texts.keys()) found.add(at);
  for (const at of linesOfTranscript(texts)) found.add(at);
  return found;
}

/** A turn of a conversation with a model, as people copy it: who, and what. */
const SPEAKER =
  /^(?:#{1,4} |> ?)?\*{0,2}(?:(User|You|Human|Me|Customer|Q|Question|Prompt|\u7528\u6237|Benutzer|Utilisateur|Usuario)|Assistant|AI|A|Answer|Bot|ChatGPT|Claude|Gemini|GPT(?:-[\w.]{1,12})?|Copilot|Model|Response|\u52a9\u624b)(?: said)?\*{0,2}\s?[:\uff1a]\*{0,2}\s{0,3}(.{0,200})/;
/** What a program prints between the turns, or in the place of an answer. */
const PRINTED =
  /^[^\w`]{0,4}(?:(?:api |http |server |request |network |connection )?error\b|exception\b|failed\b|request failed|an error occurred|oops|something went wrong|(?:\w+\.)*\w{1,60}(?:Error|Exception)\b|Traceback|[45]\d\d\b|\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b|File "|at \S|\{\s?"error")|^\[?\d{4}-\d\d-\d\d|^\d\d:\d\d:\d\d|^[\u26a0\u274c\u2716\u{1f6a8}]/iu;

/** The lines of a conversation with a model: both have a turn. A turn that is an error of the program is none of it. */
function linesOfTranscript(texts: readonly string[]): number[] {
  const turns = texts.map((text) => SPEAKER.exec(text));
  const asked = turns.some((turn) => turn?.[1] !== undefined);
  if (!asked || !turns.some((turn) => turn !== null && turn[1] === undefined)) return [];
  const lines: number[] = [];
  let isTalk = false;
  for (const [at, text] of texts.entries()) {
    const turn = turns[at];
    if (turn) isTalk = !PRINTED.test(turn[2] as string);
    else if (PRINTED.test(text)) isTalk = false;
    if (isTalk) lines.push(at);
  }
  return lines;
}

function endOfCommit(texts: readonly string[], at: number): number {
  if (!COMMIT.test(texts[at] as string) || !/^(?:Author|Merge): /.test(texts[at + 1] ?? '')) return at;
  return endOf(texts, at + 1, (text) => OF_COMMIT.test(text));
}

function endOfChanges(texts: readonly string[], at: number): number {
  if (!VERSION.test((texts[at] as string).slice(0, 300))) return at;
  const below = texts.slice(at + 1, at + 1 + FIRST_ITEM);
  const first = below.find((text) => /\w/.test(text) && !VERSION.test(text.slice(0, 300)));
  if (first === undefined || !ITEM.test(first)) return at;
  return endOf(texts, at + 1, (text) => OF_CHANGES.test(text) || VERSION.test(text.slice(0, 300)));
}

function endOf(texts: readonly string[], from: number, belongs: (text: string) => boolean): number {
  let end = from;
  while (end < texts.length && belongs(texts[end] as string)) end += 1;
  return end;
}

/** True where a text is a conversation of at least two people, one of whom says whose failure it is. */
function isOfOthers(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text.trim() !== '');
  const speakers = filled.map((text) => TURN.exec(text.slice(0, 200))?.[1]);
  if (filled.length < FEWEST_TURNS || speakers.includes(undefined) || new Set(speakers).size < 2) return false;
  return filled.some((text) => OF_OTHERS.test(text.slice(0, 1_000)));
}
