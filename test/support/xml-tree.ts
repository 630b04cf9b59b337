import { SaxesParser } from 'saxes';

/** An element as a conforming XML 1.0 parser reads it. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** Parses a document and throws at the first thing that is not well-formed. */
export function parseXml(text: string): Node {
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser({ fileName: 'report.xml' });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes } as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (piece) => {
    const node = open.at(-1);
    if (node) node.text += piece;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return top.children[0] as Node;
}

/** Names alone: what stays the same whatever the texts hold. */
export function shapeOf({ name, attributes, children }: Node): unknown {
  return [name, Object.keys(attributes), children.map(shapeOf)];
}

/** Every element of a name, at any depth. */
export function all(node: Node, name: string): Node[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}
