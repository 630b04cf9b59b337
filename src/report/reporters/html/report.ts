import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { costText, edgeText } from '../account.ts';
import { documentedErrorOf, headlineOf, routeWord, sdkErrorOf } from '../headline.ts';
import { layersOf, milliseconds } from '../layers.ts';
import { markdown } from '../markdown/markdown.ts';
import { healthOf, isFromLog, outcomeOf } from '../outcome.ts';
import { pageOf } from './page.ts';
import { copied, folded, type Ids, link, sentences, stepList } from './parts.ts';
import { pathSvg, waterfallSvg } from './pictures.ts';
import { type Html, html, type Value } from './template.ts';

const STATES = { healthy: 'pass', degraded: 'warn', failing: 'fail', unknown: 'warn' } as const;
const SIGNS = { pass: '✓', warn: '!', fail: '✗', skip: '–', unreached: '–' } as const;
const RESULTS = { pass: 'passed', warn: 'warning', fail: 'failed', skip: 'not checked', unreached: 'not reached' } as const;

/** The report as a page of one file, for whoever reads it in a browser. */
export function html5(report: Report): string {
  const cause = report.findings.find(({ id }) => id === report.rootCause);
  const headline = cause ? headlineOf(cause, report) : outcomeHeadline(report);
  const ids: Ids = { next: 0 };
  const others = report.findings.filter((finding) => finding !== cause);
  const body = html`<main>
${verdict(headline, cause, report)}
${pathSvg(report)}
${cause ? explained(cause) : html`<p>${sentences(outcomeText(report))}</p>`}
${cause && fix(cause, ids)}
${!cause && others.map((finding) => findingPart(finding, ids))}
<h2>Evidence</h2>
${cause && evidence(cause)}
${layers(report)}
${cause && others.length > 0 && html`<h2>Also found</h2>${others.map((finding) => findingPart(finding, ids))}`}
${timing(report)}
${folded('Support ticket (Markdown)', copied(markdown(report), 'ticket', ids))}
</main>
${footer(report)}`;
  return pageOf({ title: `${headline} (${report.tool.name})`, body });
}

function verdict(headline: string, cause: Finding | undefined, report: Report): Html {
  const state = STATES[report.verdict];
  const facts = [report.target.baseUrl, routeWord(report), milliseconds(report.durationMs), report.startedAt];
  const account = [edgeText(report) && `answered at ${edgeText(report)}`, costText(report)].filter(Boolean);
  return html`<div class="verdict ${state}"><h1><span class="${state}" aria-hidden="true">${SIGNS[state]}</span> ${headline}</h1>
<p class="soft">${cause ? html`<code>${cause.id}</code>, ` : ''}${report.verdict}, exit status ${report.exitCode}</p>
<p class="soft">${[...facts, ...account].filter(Boolean).join(' · ')}</p></div>`;
}

function outcomeHeadline(report: Report): string {
  return isFromLog(report) || outcomeOf(report).title === 'Interrupted' ? outcomeOf(report).title : healthOf(report).text;
}

function outcomeText(report: Report): string {
  return isFromLog(report) || outcomeOf(report).title === 'Interrupted' ? outcomeOf(report).text : healthOf(report).untested;
}

function explained(cause: Finding): Html {
  const names: [string, string | null][] = [
    ['SDK error', sdkErrorOf(cause)],
    ['API error', documentedErrorOf(cause)],
  ];
  return html`${names.map(([name, text]) => text && html`<p class="soft">${name}: ${text}</p>`)}
<p>${sentences(cause.explanation)}</p>`;
}

function fix(cause: Finding, ids: Ids): Html | null {
  const steps = stepList(cause.steps, ids);
  return steps && html`<h2>How to fix it</h2>\n${steps}`;
}

function evidence({ evidence: lines, docs }: Finding): Html {
  return html`${lines.length > 0 && html`<ul>${lines.map((line) => html`<li><code>${line}</code></li>`)}</ul>`}
<p>Documentation: ${link(docs)}</p>`;
}

function layers(report: Report): Html | null {
  const rows = layersOf(report).map(
    ({
      name,
      state,
      text,
      ms,
    }) => html`<tr><th scope="row">${name}</th><td class="${state}">${SIGNS[state]} ${RESULTS[state]}</td>
<td>${state === 'unreached' ? '' : text}</td><td class="time">${ms !== null && state !== 'unreached' && name !== 'config' && milliseconds(Math.round(ms))}</td></tr>
`,
  );
  const head = html`<thead><tr><th scope="col">Layer</th><th scope="col">Result</th><th scope="col">Details</th><th scope="col">Time</th></tr></thead>`;
  return rows.length === 0 ? null : folded('Layers', html`<table>${head}<tbody>${rows}</tbody></table>`);
}

function findingPart({ severity, id, title, explanation, evidence: lines, steps }: Finding, ids: Ids): Html {
  const content: Value = html`<p class="soft">${severity}: <code>${id}</code></p><p>${sentences(explanation)}</p>
${lines.length > 0 && html`<ul>${lines.map((line) => html`<li><code>${line}</code></li>`)}</ul>`}${stepList(steps, ids)}`;
  return folded(title, content);
}

function timing(report: Report): Html | null {
  const picture = waterfallSvg(report);
  return (
    picture && folded('Steps over time', html`<p class="soft">Dark: measured time. Light: the rest of the step.</p>${picture}`)
  );
}

function footer({ tool, startedAt }: Report): Html {
  return html`<footer class="soft">Created by ${tool.name} ${tool.version} from a run started at ${startedAt}. Keys, passwords, cookies, and authorization headers are masked.</footer>`;
}
