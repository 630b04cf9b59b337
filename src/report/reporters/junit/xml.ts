import { wellFormed } from '../../../secrets/redact/clean.ts';

/** An XML element. Its content is a text or elements, never both. */
export interface Element {
  name: string;
  attributes: Record<string, string | number>;
  content: string | Element[];
}

/** Characters that XML 1.0 cannot represent, not even as a reference (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A whole document. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}\n`;
}

function render({ name, attributes, content }: Element, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  const start = `${indent}<${name}${pairs.join('')}`;
  if (content.length === 0) return `${start}/>`;
  if (typeof content === 'string') return `${start}>${escapeText(content)}</${name}>`;
  return `${start}>\n${content.map((child) => render(child, `${indent}  `)).join('\n')}\n${indent}</${name}>`;
}

/** Jenkins and GitLab take `[[ATTACHMENT|path]]` in a text for a file of the job to keep and to show. */
const ATTACHMENT = /\[(?=\[\s*attachment)/gi;

/** Escapes a text between tags. A parser normalizes a bare carriage return to a line feed. */
export function escapeText(text: string): string {
  return wellFormed(text)
    .replace(FORBIDDEN, '\ufffd')
    .replace(ATTACHMENT, '[ ')
    .replace(/[&<>"']/g, (sign) => NAMES[sign] as string)
    .replaceAll('\r', '&#13;');
}

/** Escapes an attribute value, in which a parser normalizes line breaks and tabs to spaces. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
