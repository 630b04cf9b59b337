import type { Report } from '../types.ts';
import { github } from './github.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { FormatName } from './names.ts';
import type { Style } from './style.ts';

export type Reporter = (report: Report, style: Style) => string;

export { type FormatName, formatNames } from './names.ts';

/** Every output format. */
export const reporters = { human, json, markdown, junit, github } satisfies Record<FormatName, Reporter>;
