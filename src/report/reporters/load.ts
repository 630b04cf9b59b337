import type { FormatName } from './names.ts';
import { type Reporter, usualReporters } from './usual.ts';

/** The function that writes a format. What few runs write is loaded only where it is asked for. */
export async function reporterFor(format: FormatName): Promise<Reporter> {
  return format in usualReporters
    ? usualReporters[format as keyof typeof usualReporters]
    : (await import('./index.ts')).reporters[format];
}
