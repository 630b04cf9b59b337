/** A command as GitHub's runner takes it out of a line of the log (ActionCommand.cs of github.com/actions/runner). */
export interface Command {
  name: string;
  properties: Record<string, string>;
  data: string;
}

const REGISTERED =
  /^(?:error|warning|notice|debug|group|endgroup|echo|add-mask|add-matcher|remove-matcher|save-state|set-output|set-env|add-path|stop-commands|internal-set-repo-path)$/;

/** All commands of a job's output, line by line as the runner reads it. */
export function commandsIn(output: string): Command[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => oneCommand(line) ?? oldCommand(line) ?? []);
}

/** `::name key=value,…::data`, behind any white space. */
export function oneCommand(line: string): Command | null {
  const text = line.replace(/^[\s\x1c-\x1f\x85]+/, '');
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end < 0) return null;
  const { name, pairs } = headOf(text.slice(2, end), ',');
  if (!REGISTERED.test(name)) return null;
  const unescaped = pairs.map(([key, value]) => [key, fromEscapes(value.replaceAll('%3A', ':').replaceAll('%2C', ','))]);
  return { name, properties: Object.fromEntries(unescaped), data: fromEscapes(text.slice(end + 2)) };
}

/** `##[name key=value;…]data`, anywhere in a line. */
function oldCommand(line: string): Command | null {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return null;
  const { name, pairs } = headOf(line.slice(start + 3, end), ';');
  return REGISTERED.test(name) ? { name, properties: Object.fromEntries(pairs), data: line.slice(end + 1) } : null;
}

function headOf(head: string, separator: string): { name: string; pairs: [string, string][] } {
  const space = head.indexOf(' ');
  const name = space < 0 ? head : head.slice(0, space);
  const properties =
    space < 0
      ? []
      : head
          .slice(space + 1)
          .trim()
          .split(separator)
          .filter(Boolean);
  const pairs = properties.flatMap((property): [string, string][] => {
    const [key = '', value = ''] = [property.slice(0, property.indexOf('=')), property.slice(property.indexOf('=') + 1)];
    return key === '' || value === '' ? [] : [[key, value]];
  });
  return { name, pairs };
}

function fromEscapes(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
