import type { Report } from '../../model/report.ts';
import { type LayerView, layersOf } from './layers.ts';
import { isFromLog } from './outcome.ts';

/** The layers of the picture of the path: those that were tried, and those that would have followed. */
export function hopsOf(report: Report): LayerView[] {
  return isFromLog(report) ? [] : layersOf(report).filter(({ hop, state }) => hop !== null && state !== 'skip');
}
