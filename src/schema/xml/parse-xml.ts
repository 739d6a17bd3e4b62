import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** An element of an XML document. Comments and processing instructions are left out. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** The namespace; '' for none. */
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All text directly in it, CDATA too. */
  readonly text: string;
}

export interface XmlAttribute {
  readonly name: string;
  readonly uri: string;
  readonly value: string;
}

/** What a text came to. `beyond`: it is larger or deeper than what is read. */
export type XmlReading =
  | { readonly kind: 'element'; readonly element: XmlElement }
  | { readonly kind: 'malformed' | 'beyond'; readonly reason: string };

const deepest = 200;
const mostElements = 500_000;

interface Open {
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
}

class Beyond extends Error {}

/**
 * Takes a text; gives the root element of the XML in it (XML 1.0 with namespaces). Entities are those of XML itself:
 * what a document type declares is not read, and so unfolds to nothing.
 */
export function parseXml(text: string): XmlReading {
  const { SaxesParser } = require('saxes') as typeof import('saxes');
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const addText = (more: string): void => {
    const top = open.at(-1);
    if (top) top.element.text += more;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length >= deepest) throw new Beyond(`it nests more than ${deepest} levels deep`);
    if (++elements > mostElements) throw new Beyond(`it has more than ${mostElements} elements`);
    const found = Object.values(attributes).flatMap((attribute) =>
      attribute.prefix === 'xmlns' || attribute.name === 'xmlns'
        ? []
        : [{ name: attribute.local, uri: attribute.uri, value: attribute.value }],
    );
    const element = { name: local, uri, attributes: found, children: [], text: '' };
    open.at(-1)?.element.children.push(element);
    root ??= element;
    open.push({ element });
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close();
  } catch (error) {
    if (error instanceof Beyond) return { kind: 'beyond', reason: error.message };
    return { kind: 'malformed', reason: inWords(error) };
  }
  return root ? { kind: 'element', element: root } : { kind: 'malformed', reason: 'it has no element' };
}

function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, line, column, reason = message] = /^(?:undefined:)?(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  return line === undefined ? reason : `line ${line}, column ${column}: ${reason.replace(/\.$/, '')}`;
}
