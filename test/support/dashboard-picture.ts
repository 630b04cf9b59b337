import { type Html, html } from '../../src/report/reporters/html/template.ts';

/** A panel of docs/grafana-dashboard.json. */
export interface Panel {
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
  fieldConfig?: { defaults: { mappings?: { options: Record<string, { text: string }> }[] } };
}

/** A series as Prometheus answers `query_range`: seconds and values. */
export interface Series {
  metric: Record<string, string>;
  values: [number, string][];
}

const CELL = { width: 48, height: 34 };
const COLORS = ['#1f6fb4', '#b3541e', '#2c7a3f', '#7a3fa0', '#8a6d00', '#a02c50'];

/** The panels of the dashboard with the answers of a Prometheus, drawn as one page. Each kind of panel has the shape that Grafana gives it. */
export function dashboardPage(drawn: { panel: Panel; series: Series[] }[]): Html {
  const height = Math.max(...drawn.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h)) * CELL.height;
  return html`<!doctype html><meta charset="utf-8"><title>Dashboard</title><style>
body { margin: 0; font: 13px sans-serif; color: #222; background: #f4f5f5 }
main { position: relative; width: ${24 * CELL.width}px; height: ${height}px }
section { position: absolute; box-sizing: border-box; border: 4px solid #f4f5f5; background: #fff; padding: 6px 10px; overflow: hidden }
h2 { font-size: 13px; margin: 0 0 6px } table { border-collapse: collapse } td { padding: 2px 10px 2px 0 } b { font-size: 20px }
</style><main>${drawn.map(panelHtml)}</main>`;
}

function panelHtml({ panel, series }: { panel: Panel; series: Series[] }): Html {
  const { title, type, gridPos } = panel;
  const [left, top, width, height] = [
    gridPos.x * CELL.width,
    gridPos.y * CELL.height,
    gridPos.w * CELL.width,
    gridPos.h * CELL.height,
  ];
  const content =
    type === 'timeseries' ? lines(series, width - 30, height - 90) : type === 'table' ? rows(series) : stats(series, panel);
  return html`<section style="left:${left}px;top:${top}px;width:${width}px;height:${height}px"><h2>${title}</h2>${content}</section>`;
}

const nameOf = ({ metric }: Series) => ['target', 'layer', 'kind'].flatMap((label) => metric[label] ?? []).join(', ') || 'value';

const lastOf = ({ values }: Series) => Number(values.at(-1)?.[1]);

function stats(series: Series[], { fieldConfig }: Panel): Html {
  const texts = fieldConfig?.defaults.mappings?.[0]?.options ?? {};
  const shown = (one: Series) => texts[String(lastOf(one))]?.text ?? lastOf(one).toFixed(1);
  return html`${series.map((one) => html`<p>${nameOf(one)} <b>${shown(one)}</b></p>`)}`;
}

function rows(series: Series[]): Html {
  const cells = ({ metric }: Series) => ['target', 'finding', 'severity'].map((label) => html`<td>${metric[label] ?? ''}</td>`);
  return html`<table>${series.map((one) => html`<tr>${cells(one)}</tr>`)}</table>`;
}

function lines(series: Series[], width: number, height: number): Html {
  const all = series.flatMap(({ values }) => values);
  const [start, end] = [Math.min(...all.map(([at]) => at)), Math.max(...all.map(([at]) => at))];
  const most = Math.max(...all.map(([, value]) => Number(value)), Number.EPSILON);
  const point = ([at, value]: [number, string]) =>
    `${(((at - start) / Math.max(1, end - start)) * width).toFixed(1)},${(height - (Number(value) / most) * height).toFixed(1)}`;
  const color = (index: number) => COLORS[index % COLORS.length] ?? '#222';
  const drawn = series.map(
    ({ values }, index) =>
      html`<polyline fill="none" stroke="${color(index)}" stroke-width="2" points="${values.map(point).join(' ')}"/>`,
  );
  const legend = series.map(
    (one, index) => html`<span style="color:${color(index)}">${nameOf(one)} ${lastOf(one).toPrecision(2)}</span> `,
  );
  return html`<svg width="${width}" height="${height}">${drawn}</svg><p>0 to ${most.toPrecision(2)}, ${Math.round(end - start)} s. ${legend}</p>`;
}
