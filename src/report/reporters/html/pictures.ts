import { endpoint } from '../../../model/endpoint.ts';
import type { Report } from '../../../model/report.ts';
import { type LayerView, milliseconds } from '../layers.ts';
import { hopsOf } from '../path.ts';
import { barsOf } from '../waterfall.ts';
import { type Html, html } from './template.ts';

const STEP = 86;
const LEFT = 22;
const TOP = 24;

const STATE_SIGNS: Record<LayerView['state'], string> = { pass: '✓', warn: '!', fail: '✗', skip: '–', unreached: '–' };
const WORDS: Record<LayerView['state'], string> = {
  pass: 'passed',
  warn: 'passed with a warning',
  fail: 'failed',
  skip: 'not checked',
  unreached: 'not reached',
};

/** The layers of a call as a line of stations, with the same in words for those who cannot see it; null where nothing was sent. */
export function pathSvg(report: Report): Html | null {
  const hops = hopsOf(report);
  if (hops.length === 0) return null;
  const { host, port } = report.target;
  const target = host === null || port === null ? '' : endpoint(host, port);
  const words = hops.map((hop) => `${hop.hop} ${WORDS[hop.state]}${timeOf(hop) && ` in ${timeOf(hop)}`}`).join(', ');
  const width = LEFT + hops.length * STEP + STEP / 2;
  return html`<div class="picture">
<svg viewBox="0 0 ${width} 84" role="img" aria-labelledby="path-title path-words">
<title id="path-title">Path from here to ${target}</title><desc id="path-words">${words}</desc>
<text x="0" y="${TOP + 5}">you</text>
${hops.map((hop, at) => station(hop, LEFT + (at + 1) * STEP - 10))}
</svg></div>`;
}

function station(hop: LayerView, x: number): Html {
  const isBroken = hop.state === 'unreached';
  return html`<line class="line${isBroken && ' broken'}" x1="${x - STEP + 19}" y1="${TOP}" x2="${x - 19}" y2="${TOP}"/>
<circle class="hop ${hop.state}" cx="${x}" cy="${TOP}" r="16"/>
<text class="${isBroken ? 'soft' : 'mark'}" x="${x}" y="${TOP + 5}" text-anchor="middle">${STATE_SIGNS[hop.state]}</text>
<text x="${x}" y="${TOP + 36}" text-anchor="middle">${hop.hop}</text>
<text class="small" x="${x}" y="${TOP + 53}" text-anchor="middle">${timeOf(hop)}</text>
`;
}

function timeOf({ ms, state }: LayerView): string {
  return ms === null || state === 'unreached' ? '' : milliseconds(Math.round(ms));
}

const ROW = 24;
const NAMES = 190;
const SCALE = 520;
const TIMES = 70;

/** The steps of a run over time, true to scale; null where nothing ran. */
export function waterfallSvg(report: Report): Html | null {
  const bars = barsOf(report);
  if (bars.length === 0) return null;
  const total = Math.max(1, ...bars.map(({ startMs, durationMs }) => startMs + durationMs));
  const x = (ms: number) => NAMES + (ms / total) * SCALE;
  const words = bars
    .map(({ name, startMs, solidMs }) => `${name} from ${milliseconds(startMs)}, ${milliseconds(solidMs)}`)
    .join('; ');
  return html`<div class="picture wide" tabindex="0" role="region" aria-label="Steps over time">
<svg viewBox="0 0 ${NAMES + SCALE + TIMES} ${bars.length * ROW + 20}" role="img" aria-labelledby="time-title time-words">
<title id="time-title">Steps over ${milliseconds(total)}</title><desc id="time-words">${words}</desc>
${bars.map(({ name, status, startMs, solidMs, durationMs }, at) => {
  const y = at * ROW;
  const solid = Math.max(2, x(startMs + solidMs) - x(startMs));
  return html`<text class="small" x="0" y="${y + 16}">${name}</text>
<rect class="light ${status}" x="${x(startMs).toFixed(1)}" y="${y + 5}" width="${Math.max(solid, x(startMs + durationMs) - x(startMs)).toFixed(1)}" height="14"/>
<rect class="${status}" x="${x(startMs).toFixed(1)}" y="${y + 5}" width="${solid.toFixed(1)}" height="14"/>
<text class="small" x="${NAMES + SCALE + TIMES}" y="${y + 16}" text-anchor="end">${milliseconds(solidMs)}</text>
`;
})}</svg></div>`;
}
