/** A gauge with its samples. The unit stands at the end of the name. */
export interface Gauge {
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

/** Labels are for grouping, not for reading. */
const LONGEST_LABEL = 200;

/**
 * Gauges as text that both Prometheus' own format 0.0.4 and OpenMetrics 1.0 take: each family once, its help and type first, the mark of the
 * end last. Families without a sample are left out.
 */
export function exposition(gauges: Gauge[]): string {
  const families = gauges.filter(({ samples }) => samples.length > 0).map(familyText);
  return `${families.join('')}# EOF\n`;
}

function familyText({ name, help, samples }: Gauge): string {
  const lines = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}`);
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} gauge`, ...new Set(lines)].join('\n').concat('\n');
}

function labelText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value.slice(0, LONGEST_LABEL))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
