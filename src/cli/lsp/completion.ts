import { definitionSections } from '../../openapi/reference-hint.ts';
import { posix } from 'node:path';
import { CompletionItemKind, type CompletionItem, type Range } from 'vscode-languageserver/node';
import type { Document, Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import { parentPointer } from '../../document/pointer.ts';
import { uriKind } from '../../document/uri.ts';
import { currentNode } from './latest.ts';
import { definitionsIn, nodeAtOffset } from './place.ts';
import type { View } from './workspace.ts';

/** Where a `$ref` is being written. */
export interface WrittenReference {
  /** Of what is written of its value so far, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Of the key. */
  readonly key: number;
  readonly quoted: boolean;
  /** The quote that is not written yet: until it is, all that follows may be taken for the value. Empty if none is. */
  readonly missing: string;
}

/** The most that a line is looked back along: a whole description may stand on one. */
const lookBack = 2_000;

/** Takes a text and an offset; gives the `$ref` whose value is being written there, if one is. */
export function writtenReference(text: string, offset: number): WrittenReference | undefined {
  const before = text.slice(Math.max(0, offset - lookBack), offset);
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const match = /(?:^|[\s{,?])(["']?)\$ref\1[ \t]*:([ \t]*)(["']?)([^"']*)$/.exec(line);
  if (match === null) return undefined;
  const [, , gap = '', quote = '', value = ''] = match;
  if (quote === '' && gap === '') return undefined;
  const start = offset - value.length;
  const behind = /^[^\r\n]*/.exec(text.slice(offset, offset + lookBack))?.[0] ?? '';
  const rest = quote === '' ? (/^[^\s,}]*/.exec(behind)?.[0] ?? '') : (behind.split(quote)[0] ?? '');
  // Without a closing quote, what is behind on the line may be anything.
  const closed = quote === '' || behind.includes(quote);
  const key = text.lastIndexOf('$ref', start);
  return {
    start,
    end: offset + (closed ? rest.length : 0),
    key,
    quoted: quote !== '',
    missing: closed ? '' : quote,
  };
}

/**
 * Takes a file as descriptions read it, where in it a `$ref` is being written, and the range of its value; gives what
 * it may name: definitions in all files of the description, and what other references of its kind lead to.
 */
export function completions(
  views: readonly View[],
  { key, quoted }: WrittenReference,
  range: Range,
): CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const { loaded, document } of views) {
    const holder = parentPointer(nodeAtOffset(document, key).node.pointer);
    const by = loaded.visits.find(
      ({ type, node }) => type === 'object' && node.pointer === holder && node.document.uri === document.uri,
    );
    const kind = by?.type === 'object' ? by.kind : undefined;
    const sections = kind && definitionSections[kind];
    const targets: Node[] = [];
    for (const each of loaded.api.documents.all.values())
      for (const { section, node } of definitionsIn(each))
        if (sections === undefined || sections.includes(section)) targets.push(node);
    for (const visit of loaded.visits)
      if (visit.type === 'reference' && visit.target && visit.kind === kind) {
        const target = currentNode(loaded, visit.target);
        if (target) targets.push(target);
      }
    for (const node of targets) {
      // One that would be a reference to itself.
      if (node.document === document && node.pointer === holder) continue;
      const reference = referenceFrom(document, node);
      if (found.has(reference)) continue;
      // Without quotes, YAML would take what begins with `#` for a comment.
      const text = quoted ? reference : document.format === 'json' ? `"${reference}"` : `'${reference}'`;
      found.set(reference, {
        label: reference,
        kind: CompletionItemKind.Reference,
        filterText: reference,
        sortText: `${node.document === document ? 0 : 1}${reference}`,
        ...summaryOf(node),
        textEdit: { range, newText: text },
      });
    }
  }
  return [...found.values()];
}

/** Takes the document that a reference stands in and what it is to name; gives the reference (RFC 3986, RFC 6901). */
function referenceFrom(from: Document, { document, pointer }: Node): string {
  const fragment = pointer === '' ? '' : `#${encodeURI(pointer).replaceAll('#', '%23')}`;
  if (document === from) return fragment === '' ? '#' : fragment;
  if (uriKind(document.uri) !== 'file' || uriKind(from.uri) !== 'file') return document.uri + fragment;
  const path = posix.relative(posix.dirname(from.uri), document.uri);
  return (path.startsWith('.') ? path : `./${path}`).replace(/[%#? ]/g, encodeURIComponent) + fragment;
}

function summaryOf({ value }: Node): { readonly documentation?: string } {
  if (!isObject(value)) return {};
  const text = ['title', 'summary', 'description']
    .map((name) => (Object.hasOwn(value, name) ? value[name] : undefined))
    .find((each) => typeof each === 'string');
  return typeof text === 'string' ? { documentation: text.slice(0, 300) } : {};
}
