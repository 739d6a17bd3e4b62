import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, members, rootNode } from '../document/node.ts';
import { inPlace } from './in-place.ts';

/** Takes a document's root; gives its named schemas: `components/schemas`, or `definitions` in Swagger 2.0. */
export function namedSchemas(root: Node): Node | undefined {
  const components = child(root, 'components');
  return (components && child(components, 'schemas')) ?? child(root, 'definitions');
}

/** A named schema that extends another through `allOf`. */
export interface Descendant {
  readonly name: string;
  readonly node: Node;
}

/** Which named schemas extend which, of all documents of a description. */
export interface Descendants {
  of(schema: Node): readonly Descendant[];
}

/** Takes the texts of a description; gives who extends whom, worked out when first asked for. */
export function createDescendants(documents: Documents): Descendants {
  const byDocument = new Map<unknown, Map<unknown, Descendant[]>>();

  const read = (root: Node): Map<unknown, Descendant[]> => {
    const found = new Map<unknown, Descendant[]>();
    for (const [name, node] of members(namedSchemas(root))) {
      if (!child(node, 'allOf')) continue;
      for (const part of inPlace(documents, node, false)) {
        if (part.value === node.value) continue;
        const known = found.get(part.value);
        if (known) known.push({ name, node });
        else found.set(part.value, [{ name, node }]);
      }
    }
    return found;
  };

  return {
    of(schema) {
      const { document } = schema;
      let known = byDocument.get(document);
      if (!known) byDocument.set(document, (known = read(rootNode(document))));
      return known.get(schema.value) ?? [];
    },
  };
}
