import { pageOf } from '../../report/reporters/html/page.ts';
import { type Ids, link, stepList } from '../../report/reporters/html/parts.ts';
import { type Html, html } from '../../report/reporters/html/template.ts';
import type { Page } from './page.ts';

/** The page of a term, for a browser. */
export function pageHtml(page: Page): string {
  const ids: Ids = { next: 0 };
  const { title, meaning, steps, causes, findings, product, docs, pythonTypes, nodeTypes, exitStatus } = page;
  const body = html`<main>
<h1>${title}</h1>
<p>${meaning}</p>
${pythonTypes.map((name, at) => html`<p class="soft">SDK error: ${name} (Python), ${nodeTypes[at]} (Node.js)</p>`)}
${section('How to fix it', stepList(steps, ids))}
${section('Common causes', bullets(causes))}
${section('Possible findings', bullets(findings.map(({ id, title, tell }) => `${id}: ${title}${tell ? `. Identified by: ${tell}` : ''}`)))}
${
  product &&
  html`${bullets(product.facts.map(({ name, text }) => `${name}: ${text}`))}
${product.advice.map(({ finding, steps: own }) => section(finding, stepList(own, ids)))}`
}
${exitStatus !== null && exitStatus > 0 && html`<p class="soft">check exits with ${exitStatus} for this finding.</p>`}
<p>Documentation: ${link(docs)}</p>
</main>`;
  return pageOf({ title: `${title} (api-doctor explain)`, body });
}

function section(name: string, content: Html | null): Html | null {
  return content && html`<h2>${name}</h2>\n${content}`;
}

function bullets(items: string[]): Html | null {
  return items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${item.replaceAll('`', '')}</li>`)}</ul>`;
}
