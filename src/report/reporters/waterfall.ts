import type { Report, ReportProbe } from '../../model/report.ts';
import { measured } from './layers.ts';

/** Steps over time. A bar begins when the step began; its solid part is the time that the step's own summary states. */
export interface Bar {
  name: string;
  status: ReportProbe['status'];
  startMs: number;
  /** The network's part. */
  solidMs: number;
  /** The whole step. */
  durationMs: number;
}

/** One bar per step that ran, in the order in which they began. */
export function barsOf({ probes, target }: Report): Bar[] {
  return probes
    .filter(({ status }) => status !== 'skip')
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((probe) => ({
      name: probe.route === target.route ? probe.id : `${probe.id} (${probe.route})`,
      status: probe.status,
      startMs: probe.startMs,
      solidMs: Math.min(Math.round(measured(probe).ms ?? probe.durationMs), probe.durationMs),
      durationMs: probe.durationMs,
    }));
}
