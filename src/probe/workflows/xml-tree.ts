import { createRequire } from 'node:module';
import type { Document } from 'slimdom';
import { parseXml } from '../../schema/xml/parse-xml.ts';

const require = createRequire(import.meta.url);

/** A text of XML as XPath sees it. */
export interface XmlTree {
  readonly document: Document;
  /** By prefix ('' for none) the namespace that is first declared for it, wherever in the text that is. */
  readonly namespaces: ReadonlyMap<string, string>;
}

/** In words why a text is no XML, or XML that is not read. */
export type NoXml = { readonly kind: 'malformed' | 'beyond'; readonly reason: string };

const xmlns = 'http://www.w3.org/2000/xmlns/';

/**
 * Takes a text; gives the tree of the XML in it. Whoever sent it may be a stranger: what is too deep or too large is
 * not read, nor what has a document type, whose entities unfold to any length.
 */
export function readXmlTree(text: string): XmlTree | NoXml {
  const reading = parseXml(text);
  if (reading.kind !== 'element') return reading;
  if (text.includes('<!DOCTYPE')) return { kind: 'beyond', reason: 'it has a document type' };
  const { parseXmlDocument } = require('slimdom') as typeof import('slimdom');
  try {
    const document = parseXmlDocument(text.replace(/^\uFEFF/, ''));
    return { document, namespaces: namespacesOf(document) };
  } catch (error) {
    // The two readers differ at most in what hardly anybody writes.
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { kind: 'malformed', reason: line ?? '' };
  }
}

function namespacesOf(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  const open = document.documentElement ? [document.documentElement] : [];
  for (let element = open.pop(); element; element = open.pop()) {
    for (const { namespaceURI, prefix, localName, value } of element.attributes) {
      if (namespaceURI !== xmlns) continue;
      const name = prefix === null ? '' : localName;
      if (!found.has(name)) found.set(name, value);
    }
    open.push(...element.children.reverse());
  }
  return found;
}

/** Takes a tree and the text that it was read from; gives its text as it is now, with the XML declaration of before. */
export function writeXmlTree(document: Document, before: string): string {
  const { serializeToWellFormedString } = require('slimdom') as typeof import('slimdom');
  const [declaration = ''] = /^\uFEFF?<\?xml\s[^>]*\?>\s*/.exec(before) ?? [];
  return declaration + serializeToWellFormedString(document);
}
