import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from '../lab/lab.ts';

/** A text that users can see, and where it is. */
export interface VisibleText {
  place: string;
  text: string;
}

/** Source files without texts of their own: they quote or match the words of other programs. */
const FOREIGN =
  /^src\/(?:explain\/read|knowledge\/(?:answer|clients\/messages)|catalogue\/command)\/|^src\/knowledge\/\w+\/entry\.ts$/;

/** Properties whose strings are matched, not shown. */
const MATCHED = ['says', 'near', 'pattern', 'source', 'page', 'headers', 'recognition', 'word', 'aliases'];

/** The texts of the sources: string literals and template literals that hold more than one word. */
export function sourceTexts(): VisibleText[] {
  return filesBelow('src', '.ts')
    .filter((file) => !FOREIGN.test(file))
    .flatMap((file) => textsIn(file).map((text) => ({ place: file, text })));
}

/** Made from the sources, which are read themselves. */
const GENERATED = 'docs/findings.md';

/** The lines of the documentation, without code. */
export function documentationTexts(): VisibleText[] {
  return ['README.md', ...filesBelow('docs', '.md').filter((file) => file !== GENERATED)].flatMap((file) =>
    withoutCode(readFileSync(join(root, file), 'utf8')).map((text) => ({ place: file, text })),
  );
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function textsIn(file: string): string[] {
  const { program, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return stringsIn(program).filter((text) => /[A-Za-z]\S* \S/.test(text));
}

type Node = { [name: string]: unknown };

/** Literals at any depth, except in types, imports, and properties that are matched. */
function stringsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(stringsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, quasis, expressions, key, ...rest } = node as Node;
  if (typeof type === 'string' && /^(?:TS|Import|ExportAll)/.test(type) && !/^TS(?:As|Satisfies|NonNull)Expression$/.test(type))
    return [];
  if (type === 'Literal') return typeof value === 'string' ? [value] : [];
  if (type === 'Property' && MATCHED.includes((key as Node).name as string)) return [];
  if (type === 'TemplateLiteral') {
    const parts = (quasis as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked);
    return [parts.join('…'), ...stringsIn(expressions)];
  }
  return [...stringsIn(value), ...Object.values(rest).flatMap(stringsIn)];
}

function withoutCode(markdown: string): string[] {
  return markdown
    .replace(/^(`{3,}).*?^\1/gms, '')
    .replace(/`[^`]*`/g, 'CODE')
    .split('\n');
}
