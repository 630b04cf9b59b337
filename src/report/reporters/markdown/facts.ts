import type { Report, ReportProbe } from '../../../model/report.ts';
import { cut } from '../../../secrets/redact/clean.ts';
import { block, code } from './text.ts';

/** A ticket must fit into a GitHub issue, which has at most 65,536 characters. Only the facts can be long. */
const LIMITS = { all: 24_000, probe: 8_000, text: 600, items: 30 };

/** The facts of failed probes as JSON, those of the root cause first; lists what was omitted. Empty where none failed. */
export function factsOfFailures(report: Report): string {
  let room = LIMITS.all;
  const left: string[] = [];
  const blocks: string[] = [];
  for (const probe of failuresOf(report)) {
    const lines = linesOf(probe);
    const size = lines.join('\n').length;
    if (size > room) {
      left.push(probe.id);
      continue;
    }
    room -= size;
    blocks.push(`${code(probe.id)} (${probe.route}):\n\n${block(lines, 'json')}`);
  }
  if (left.length > 0) blocks.push(`Omitted because of their length: ${left.map((id) => code(id)).join(', ')}.`);
  return blocks.join('\n\n');
}

function failuresOf({ probes, findings, rootCause }: Report): ReportProbe[] {
  const causes = findings.find(({ id }) => id === rootCause)?.causes ?? [];
  const named = probes.filter(({ id, status }) => causes.includes(id) && status !== 'skip');
  const others = probes.filter((probe) => probe.status === 'fail' && !named.includes(probe));
  return [...named, ...others].filter(({ facts }) => Object.keys(facts ?? {}).length > 0);
}

function linesOf({ facts }: ReportProbe): string[] {
  const whole = (JSON.stringify(shortened(facts), null, 2) ?? 'null').split('\n');
  const kept: string[] = [];
  let size = 0;
  for (const line of whole) {
    size += line.length + 1;
    if (size > LIMITS.probe) return [...kept, `… (${whole.length - kept.length} more lines)`];
    kept.push(line);
  }
  return kept;
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return cut(value, LIMITS.text);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const more = value.length - LIMITS.items;
    const shown = value.slice(0, LIMITS.items).map(shortened);
    return more > 0 ? [...shown, `… (${more} more)`] : shown;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cut(name, LIMITS.text), shortened(inner)]));
}
