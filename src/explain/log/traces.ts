/**
 * What traces of Python show beside the message, and nobody says: lines of source around the one that ran, which have what other calls would
 * ask and raise; the one that ran; and the values of variables, as the table of classes that each frame of httpcore has.
 */
export type Shown = 'source' | 'executed' | 'value';

/** A frame of the usual form; what is indented deeper below it is its source, and what loguru says of that source's names. */
const FRAME = /^(\s*(?:\|\s{0,8})?)File "[^"\n]{1,400}", line \d{1,7}\b/;
const OF_NAMES = /^[\s|│]*(?:->|└|[|│]$)/;

/** A frame of rich, the numbered source below it, and the panel of its variables. */
const RICH_FRAME = /\.pyx?:\d{1,7} in \S/;
const NUMBERED = /^\s*(?:❱ {0,3})?\d{1,7}(?:\s|$)/;
const PANEL = { from: /^\s*[╭+][─-]{3,} locals [─-]{3,}[╮+]/, to: /^\s*[╰+][─-]{9,}[╯+]/ };

/** A test that failed, or another frame of it, as pytest shows them; where the source ends; the lines of the message. */
const PYTEST_FRAME = /^_{3,} \S.{0,200} _{3,}\s*$|^(?:_ ){6,}_?\s*$/;
const PYTEST_END = /^(?:[=-]{3,} \S.{0,200} [=-]{3,}|\S{1,400}:\d{1,7}: .{0,200}|={9,})\s*$/;
const PYTEST_MESSAGE = /^E(?:\s|$)/;
const PYTEST_VALUES = /^[A-Za-z_]\w{0,60} = /;
const PYTEST_SOURCE = /^(?:>| {4})/;

/** What each line shows that is no message, by its number counted from zero. */
export function linesOfTraces(texts: readonly string[]): Map<number, Shown> {
  const shown = new Map<number, Shown>();
  for (let at = 0; at < texts.length; at += 1) {
    const text = (texts[at] as string).slice(0, 1_000);
    const frame = FRAME.exec(text);
    if (frame) markIndented(texts, { from: at + 1, column: (frame[1] as string).length }, shown);
    else if (RICH_FRAME.test(text)) markNumbered(texts, at + 1, shown);
    else if (PANEL.from.test(text)) markPanel(texts, at + 1, shown);
    else if (PYTEST_FRAME.test(text)) markTest(texts, at + 1, shown);
  }
  return shown;
}

function markIndented(
  texts: readonly string[],
  { from, column }: { from: number; column: number },
  shown: Map<number, Shown>,
): void {
  for (let at = from; at < texts.length; at += 1) {
    const text = texts[at] as string;
    const indent = text.slice(0, column + 1);
    if (text.trim() === '' || !/^[\s|]*$/.test(indent) || indent.length <= column) return;
    shown.set(at, OF_NAMES.test(text) ? 'value' : 'executed');
  }
}

function markNumbered(texts: readonly string[], from: number, shown: Map<number, Shown>): void {
  for (let at = from; at < texts.length; at += 1) {
    const text = texts[at] as string;
    if (NUMBERED.test(text)) shown.set(at, text.includes('❱') ? 'executed' : 'source');
    else if (text.trim() !== '') return;
  }
}

/** The longest panel that is looked through for its end. */
const LONGEST_PANEL = 400;

function markPanel(texts: readonly string[], from: number, shown: Map<number, Shown>): void {
  const end = texts.slice(from, from + LONGEST_PANEL).findIndex((text) => PANEL.to.test(text));
  for (let at = from; at < from + end; at += 1) shown.set(at, 'value');
}

function markTest(texts: readonly string[], from: number, shown: Map<number, Shown>): void {
  for (let at = from; at < texts.length; at += 1) {
    const text = texts[at] as string;
    if (PYTEST_END.test(text) || PYTEST_FRAME.test(text)) return;
    if (PYTEST_MESSAGE.test(text)) continue;
    if (PYTEST_VALUES.test(text)) shown.set(at, 'value');
    else if (PYTEST_SOURCE.test(text)) shown.set(at, text.startsWith('>') ? 'executed' : 'source');
  }
}
