/** What a reader of Markdown makes of a text, by the rules of CommonMark and of GitHub's extensions, and what a browser makes of that. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** One element of the rendered page. */
export interface Look {
  tag: string;
  attributes: { name: string; value: string }[];
  parent: string | null;
  /** Elements of that name inside, at any depth. */
  children(tag: string): Look[];
}

/** HTML that is put through as it is, so that a forged element shows. */
function render(text: string): string {
  return micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** Every element in the order of the page. */
export function elementsOf(text: string): Look[] {
  return looksOf(parseFragment(render(text)).childNodes, null);
}

/** All that is to be read. */
export function textOf(text: string): string {
  return read(parseFragment(render(text)).childNodes);
}

/**
 * The elements without those in which texts may differ: whether one is words, code or a block of code, and the paragraph around that.
 */
export function shapeOf(text: string): string {
  return shape(parseFragment(render(text)).childNodes);
}

const FREE = ['code', 'pre', 'p'];

function shape(nodes: Node[]): string {
  return nodes
    .flatMap((node) => {
      if (!('tagName' in node)) return node.nodeName === '#comment' ? ['comment'] : [];
      const inside = shape(node.childNodes);
      if (FREE.includes(node.tagName)) return inside === '' ? [] : [inside];
      return [inside === '' ? node.tagName : `${node.tagName}(${inside})`];
    })
    .join(' ');
}

function looksOf(nodes: Node[], parent: string | null): Look[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    const inside = looksOf(node.childNodes, node.tagName);
    const look: Look = {
      tag: node.tagName,
      attributes: node.attrs.map(({ name, value }) => ({ name, value })),
      parent,
      children: (tag) => inside.filter((child) => child.tag === tag),
    };
    return [look, ...inside];
  });
}

function read(nodes: Node[]): string {
  return nodes.map((node) => ('value' in node ? node.value : 'childNodes' in node ? read(node.childNodes) : '')).join('');
}
