import type { DocumentCollection } from '../../document/collection.ts';
import type { Node } from '../../document/document.ts';
import { isObjectNode, items, members, rootNode, stringChild } from '../../document/node.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { ReferenceProblem } from '../../openapi/model.ts';

/** Members whose own members have free names. */
const maps = new Set(
  `channels operations messages parameters servers schemas properties patternProperties definitions $defs
  dependentSchemas dependencies variables securitySchemes serverVariables correlationIds replies replyAddresses
  operationTraits messageTraits serverBindings channelBindings operationBindings messageBindings`.split(
    /\s+/,
  ),
);
/** Members that hold values, in which nothing is a reference. */
const values = new Set(['examples', 'example', 'default', 'enum', 'const']);

/**
 * Takes the documents of an AsyncAPI description, of which only the first was read, and where to read others; adds those
 * that references lead to. Gives the references that lead nowhere.
 */
export async function followAll(
  documents: DocumentCollection,
  store: DocumentStore,
): Promise<readonly ReferenceProblem[]> {
  const visited = new Set<unknown>();
  const asked = new Set<string>();
  const failed: ReferenceProblem[] = [];
  let starts: Node[] = [rootNode(documents.root)];
  while (starts.length > 0) {
    const references = starts.flatMap((start) => referencesIn(start, documents, visited));
    starts = [];
    for (const reference of references) {
      const uri = documents.external(reference.value, reference);
      if (uri === undefined || asked.has(uri) || documents.all.has(uri)) continue;
      asked.add(uri);
      const opened = await store.openReferenced(uri, reference.document);
      if (opened.kind === 'failed') documents.fail(uri, opened);
      else documents.add(opened.document, opened.problems);
    }
    for (const reference of references) {
      const found = documents.resolve(reference.value, reference);
      if (found.kind === 'found') starts.push(found.node);
      else if (found.refused) failed.push({ code: 'ref-unread', node: reference, message: found.reason });
      else {
        const message = `${JSON.stringify(reference.value)} leads nowhere: ${found.reason}`;
        failed.push({ code: 'ref-unresolved', node: reference, message });
      }
    }
  }
  return failed;
}

/** The values of all `$ref`s below a node that was not visited yet. */
function referencesIn(start: Node, documents: DocumentCollection, visited: Set<unknown>): Node<string>[] {
  const found: Node<string>[] = [];
  const waiting: { readonly node: Node; readonly isMap: boolean }[] = [{ node: start, isMap: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, isMap } = next;
    if (typeof node.value !== 'object' || node.value === null || visited.has(node.value)) continue;
    visited.add(node.value);
    for (const item of items(node)) waiting.push({ node: item, isMap: false });
    if (!isObjectNode(node)) continue;
    if (!isMap) {
      const reference = stringChild(node, '$ref');
      if (reference) found.push(reference);
      if (stringChild(node, '$id') ?? stringChild(node, '$anchor')) documents.declare(node);
    }
    for (const [key, member] of members(node))
      if (isMap || !(values.has(key) || key.startsWith('x-')))
        waiting.push({ node: member, isMap: !isMap && maps.has(key) });
  }
  return found;
}
