import type { Report } from '../types.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import type { Style } from './style.ts';

export type Reporter = (report: Report, style: Style) => string;

/** Every output format. Help and error texts list the names from here. */
export const reporters = { human, json } satisfies Record<string, Reporter>;

export type FormatName = keyof typeof reporters;

export const formatNames = Object.keys(reporters) as FormatName[];
