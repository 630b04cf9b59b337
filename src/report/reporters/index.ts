import { html5 } from './html/report.ts';
import type { FormatName } from './names.ts';
import { openmetrics } from './openmetrics/openmetrics.ts';
import { type Reporter, usualReporters } from './usual.ts';

export { type FormatName, formatNames } from './names.ts';

/** Every output format. */
export const reporters = { ...usualReporters, html: html5, openmetrics } satisfies Record<FormatName, Reporter>;
