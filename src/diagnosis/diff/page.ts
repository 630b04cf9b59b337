import { pageOf } from '../../report/reporters/html/page.ts';
import { type Ids, stepList } from '../../report/reporters/html/parts.ts';
import { type Html, html } from '../../report/reporters/html/template.ts';
import type { Comparison, Head } from './compare.ts';
import type { Names } from './text.ts';

/** The comparison as a page: the two reports side by side, what can explain the outcome marked. */
export function comparisonPage(comparison: Comparison, names: Names): string {
  const { a, b, summary, remarks, firstDifference, differences, steps } = comparison;
  const ids: Ids = { next: 0 };
  const rows = differences.map(({ text, a: here, b: there, explains }) => row({ text, here, there, isMarked: explains }));
  const first = firstDifference
    ? [
        row({
          text: `First difference: ${firstDifference.probe}`,
          here: firstDifference.a,
          there: firstDifference.b,
          isMarked: true,
        }),
      ]
    : [];
  const body = html`<main>
<h1>${summary}</h1>
${remarks.map((remark) => html`<p class="warn">${remark}</p>`)}
<table class="compare"><thead><tr><th scope="col">Difference</th><th scope="col">A: ${names.a}</th><th scope="col">B: ${names.b}</th></tr></thead>
<tbody>${outcomeRow(a, b)}${first}${rows}</tbody></table>
<p class="soft">${differences.some(({ explains }) => explains) ? 'Marked (▸): can explain the different outcome, most likely first.' : 'No recorded difference explains a different outcome.'}</p>
${steps.length > 0 && html`<h2>How to fix it on ${b.verdict === 'failing' ? 'B' : 'A'}</h2>${stepList(steps, ids)}`}
</main>`;
  return pageOf({ title: `${summary} (api-doctor diff)`, body });
}

function outcomeRow(a: Head, b: Head): Html {
  return html`<tr><th scope="row">Outcome</th><td data-side="A">${outcome(a)}</td><td data-side="B">${outcome(b)}</td></tr>\n`;
}

function outcome({ verdict, title, rootCause, baseUrl, startedAt }: Head): Html {
  const state = { healthy: 'pass', degraded: 'warn', failing: 'fail', unknown: 'warn' }[verdict];
  return html`<strong class="${state}">${verdict}</strong>${title && `: ${title}`}${rootCause && ` (${rootCause})`}<br>
<span class="soft">${[baseUrl, startedAt].filter(Boolean).join(', ')}</span>`;
}

function row(of: { text: string; here: string; there: string; isMarked: boolean }): Html {
  const mark = of.isMarked && html`<span class="fail">▸</span> `;
  return html`<tr${of.isMarked ? html` class="differs"` : ''}><th scope="row">${mark}${of.text}</th><td data-side="A">${of.here || 'nothing'}</td><td data-side="B">${of.there || 'nothing'}</td></tr>\n`;
}
