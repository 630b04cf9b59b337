import { partsOf } from '../../../catalogue/command/parts.ts';
import { groupedSteps, type Item, VARIANTS_LEAD } from '../step-groups.ts';
import { type Html, html, type Value } from './template.ts';

/** A command longer than this, or at the end of its sentence, gets a block of its own, to be copied. */
const LONGEST_INSIDE = 32;

/** Numbers for the ids of what can be copied on one page. */
export interface Ids {
  next: number;
}

/** Steps in their order, each command whole and with a button that copies it. */
export function stepList(steps: string[], ids: Ids): Html | null {
  return steps.length === 0
    ? null
    : html`<ol>${groupedSteps(steps).map((step) => html`<li>${itemMarkup(step, ids)}</li>\n`)}</ol>`;
}

/** Sentences with the commands in them. */
export function sentences(text: string): Value {
  return partsOf(text).map((part) => (part.isTyped ? html`<code>${part.text}</code>` : part.text));
}

function itemMarkup(item: Item, ids: Ids): Value {
  if (!Array.isArray(item)) return stepMarkup(item, ids);
  const rows = item.map(
    ({ client, command }) => html`<div><dt>${client}</dt><dd>${copied(command, 'command', ids)}</dd></div>\n`,
  );
  return html`${VARIANTS_LEAD}\n<dl class="variants">${rows}</dl>`;
}

function stepMarkup(step: string, ids: Ids): Value {
  const parts = partsOf(step);
  return parts.map((part, at) => {
    if (!part.isTyped) return part.text;
    const isInside = at < parts.length - 1 && part.text.length <= LONGEST_INSIDE;
    return isInside ? html`<code>${part.text}</code>` : copied(part.text, 'command', ids);
  });
}

/** A text in a block, with a button that copies it. */
export function copied(text: string, what: string, ids: Ids): Html {
  ids.next += 1;
  const id = `copy-${ids.next}`;
  return html`<div class="typed"><pre id="${id}">${text}</pre><button type="button" hidden data-copy="${id}">Copy ${what}</button></div>`;
}

/** A part that is folded until it is asked for. */
export function folded(summary: string, content: Value): Html {
  return html`<details><summary>${summary}</summary>\n${content}\n</details>`;
}

/** A link, if it leads to a page on the web. */
export function link(url: string): Html {
  return /^https:\/\/[\w.-]+\//.test(url)
    ? html`<a href="${url}" rel="noreferrer noopener">${url}</a>`
    : html`<code>${url}</code>`;
}
