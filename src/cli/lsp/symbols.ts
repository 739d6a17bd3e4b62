import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver/node';
import type { Document, Node } from '../../document/document.ts';
import { isObjectNode, items, members, rootNode, stringChild } from '../../document/node.ts';
import { editorRange } from './diagnostics.ts';

/** What a description has under its root whose members an outline shows. */
const sections: Readonly<Record<string, SymbolKind>> = {
  paths: SymbolKind.Interface,
  webhooks: SymbolKind.Event,
  definitions: SymbolKind.Class,
  parameters: SymbolKind.Variable,
  responses: SymbolKind.Struct,
  securityDefinitions: SymbolKind.Key,
};

/** What a `components` has, whose members an outline shows. */
const components: Readonly<Record<string, SymbolKind>> = {
  schemas: SymbolKind.Class,
  parameters: SymbolKind.Variable,
  responses: SymbolKind.Struct,
  requestBodies: SymbolKind.Struct,
  headers: SymbolKind.Field,
  examples: SymbolKind.Constant,
  securitySchemes: SymbolKind.Key,
  links: SymbolKind.Property,
  callbacks: SymbolKind.Event,
  pathItems: SymbolKind.Interface,
  mediaTypes: SymbolKind.Struct,
};

const methods: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
]);

/**
 * Takes a document; gives what an outline of it shows: of a description its operations, tags, servers and components,
 * of a file that one refers to what it has at its top.
 */
export function symbolsIn(document: Document): DocumentSymbol[] {
  const root = rootNode(document);
  const isRoot = isObjectNode(root) && ('openapi' in root.value || 'swagger' in root.value);
  return members(root).flatMap(([name, node]): DocumentSymbol[] => {
    if (!isRoot) return [symbol(node, name, SymbolKind.Object)];
    if (name === 'components') {
      const inside = members(node).map(([section, holder]) =>
        listed(holder, section, components[section] ?? SymbolKind.Object),
      );
      return [symbol(node, name, SymbolKind.Namespace, inside)];
    }
    if (name === 'paths' || name === 'webhooks') return [withOperations(node, name)];
    if (name === 'tags' || name === 'servers') {
      const field = name === 'tags' ? 'name' : 'url';
      const inside = items(node).flatMap((item) => {
        const called = stringChild(item, field)?.value;
        return called ? [symbol(item, called, SymbolKind.String)] : [];
      });
      return [symbol(node, name, SymbolKind.Array, inside)];
    }
    return [
      sections[name] === undefined
        ? symbol(node, name, SymbolKind.Property)
        : listed(node, name, sections[name]),
    ];
  });
}

function listed(holder: Node, name: string, kind: SymbolKind): DocumentSymbol {
  const inside = members(holder).map(([key, node]) => symbol(node, key, kind));
  return symbol(holder, name, SymbolKind.Namespace, inside);
}

function withOperations(holder: Node, name: string): DocumentSymbol {
  const inside = members(holder).map(([path, item]) => {
    const operations = members(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => symbol(operation, method.toUpperCase(), SymbolKind.Method));
    return symbol(item, path, sections[name] ?? SymbolKind.Interface, operations);
  });
  return symbol(holder, name, SymbolKind.Namespace, inside);
}

/** The range is that of the whole member, as the protocol wants that of the name to be within it. */
function symbol(
  node: Node,
  name: string,
  kind: SymbolKind,
  children: readonly DocumentSymbol[] = [],
): DocumentSymbol {
  const { document, pointer, value } = node;
  const key = editorRange(document.locate(pointer, 'key').range);
  const { end } = editorRange(document.locate(pointer, 'value').range);
  const behind = end.line > key.end.line || (end.line === key.end.line && end.character >= key.end.character);
  const detail = detailOf(node, value);
  return {
    // The protocol allows none that is empty.
    name: name.trim() === '' ? '(empty)' : name,
    kind,
    range: { start: key.start, end: behind ? end : key.end },
    selectionRange: key,
    ...(detail !== undefined && { detail }),
    ...(children.length > 0 && { children: [...children] }),
  };
}

function detailOf(node: Node, value: unknown): string | undefined {
  if (typeof value === 'string') return value.slice(0, 100);
  if (!isObjectNode(node)) return undefined;
  const text = stringChild(node, 'operationId') ?? stringChild(node, 'summary') ?? stringChild(node, 'title');
  return text?.value.slice(0, 100);
}
