import type { Report } from '../../model/report.ts';
import { github } from './github/github.ts';
import { human } from './human/human.ts';
import { json } from './json/json.ts';
import { junit } from './junit/junit.ts';
import { markdown } from './markdown/markdown.ts';
import type { FormatName } from './names.ts';
import type { Style } from './style.ts';

export type Reporter = (report: Report, style: Style) => string;

/** The formats that most runs write. */
export const usualReporters = { human, json, markdown, junit, github } satisfies Partial<Record<FormatName, Reporter>>;
