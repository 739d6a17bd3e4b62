import type { Document, Node, Part } from '../../document/document.ts';
import { items, members, nodeAt, rootNode } from '../../document/node.ts';
import { appendKey, parentPointer, type Pointer } from '../../document/pointer.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import type { ReferenceVisit } from '../../openapi/visits.ts';
import { currentNode } from './latest.ts';
import { nameAt, usesIn, type Use } from './named.ts';

/** Takes a document and an offset into its text; gives the innermost member there, and whether that is on its key. */
export function nodeAtOffset(
  document: Document,
  offset: number,
): { readonly node: Node; readonly part: Part } {
  let node = rootNode(document);
  for (;;) {
    let inner: Node | undefined;
    for (const each of Array.isArray(node.value) ? items(node) : members(node).map(([, member]) => member)) {
      const key = document.span(each.pointer, 'key');
      if (key.start <= offset && offset <= key.end && !Array.isArray(node.value))
        return { node: each, part: 'key' };
      const value = document.span(each.pointer, 'value');
      if (value.start <= offset && offset <= value.end) inner = each;
      if (inner) break;
    }
    if (inner === undefined) return { node, part: 'value' };
    node = inner;
  }
}

/** Takes a description and a node; gives the reference that the node is the value of, if any. */
export function referenceAt({ visits }: LoadedApi, { document, pointer }: Node): ReferenceVisit | undefined {
  for (const visit of visits)
    if (
      visit.type === 'reference' &&
      visit.node.pointer === pointer &&
      visit.node.document.uri === document.uri
    )
      return visit;
  return undefined;
}

/**
 * Takes a description, a node and whether it is about its key; gives what it names, one step: the target of a
 * reference, or what is called so.
 */
export function targetAt(loaded: LoadedApi, node: Node, part: Part): Node | undefined {
  return (part === 'value' ? referencedAt(loaded, node) : undefined) ?? nameAt(loaded, node, part)?.target;
}

function referencedAt(loaded: LoadedApi, node: Node): Node | undefined {
  const known = referenceAt(loaded, node);
  // In an older state of the text, something else may have stood there.
  const target = known && known.node.value === node.value ? known.target : undefined;
  const found = target && currentNode(loaded, target);
  if (found || typeof node.value !== 'string') return found;
  // In what no reference leads to, nothing was followed.
  if (!node.pointer.endsWith('/$ref')) return undefined;
  const resolution = loaded.api.documents.resolve(node.value, node);
  return resolution.kind === 'found' ? resolution.node : undefined;
}

/**
 * Takes a description and a node; gives the references to it, or, where there are none, to the innermost definition
 * around it that has some.
 */
export function referencesTo(
  loaded: LoadedApi,
  { document, pointer }: Node,
): { readonly definition: Node; readonly references: readonly Use[] } | undefined {
  const around = new Map<Pointer, Use[]>();
  for (let at: Pointer | undefined = pointer; at !== undefined; at = parentPointer(at)) around.set(at, []);
  for (const use of usesIn(loaded)) {
    if (use.target.document.uri !== document.uri) continue;
    const known = around.get(use.target.pointer);
    const node = known && currentNode(loaded, use.node);
    if (node) known.push({ ...use, node });
  }
  for (const [at, references] of around) {
    const definition = nodeAt(document, at);
    if (definition && references.length > 0) return { definition, references };
  }
  return undefined;
}

/** The pointers of definitions in components, of all versions: the part between is the kind's section. */
const sections = /^\/(components\/[A-Za-z]+|definitions|parameters|responses|securityDefinitions)$/;

/** Whether a node is a definition in components, of any version. */
export function isDefinition({ pointer }: Node): boolean {
  return sections.test(parentPointer(pointer) ?? '');
}

/** Takes a document; gives the definitions in its components, each with its section. */
export function definitionsIn(document: Document): { readonly section: string; readonly node: Node }[] {
  const root = rootNode(document);
  const holders = members(root).flatMap(([name, node]) =>
    name === 'components' ? members(node).map(([, inner]) => inner) : [node],
  );
  return holders
    .filter(({ pointer }) => sections.test(pointer))
    .flatMap((holder) =>
      members(holder).map(([name, { value }]) => ({
        section: holder.pointer.slice(1),
        node: { value, document, pointer: appendKey(holder.pointer, name) },
      })),
    );
}
