/** Markup that is safe to put into a page. Only `html` makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template takes: markup as it is, text escaped, lists of both; nothing where a value is missing. */
export type Value = Html | string | number | null | undefined | false | Value[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * The one way to write markup: the template's own text stays, and every value is escaped, for elements and quoted attributes alike (HTML
 * Standard, section 13.3). Values belong between tags or in quotes, never into a tag name, a script, a style, or a URL.
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((all, part, at) => all + markupOf(values[at - 1]) + part));
}

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  if (value === null || value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
}
