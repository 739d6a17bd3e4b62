import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { objectChild, textIn, valueIn } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { dialectRules } from '../dialects.ts';
import { inPlace } from '../in-place.ts';

/** What the XML Object of a schema says (OpenAPI 3.0 to 3.2, XML Object). */
export interface XmlName {
  /** Where it is written; undefined where the schema has none. */
  readonly node: Node | undefined;
  readonly name: string | undefined;
  /** The namespace that it has to be in; undefined for any. */
  readonly uri: string | undefined;
  /** What the schema is in XML. `none`: its parts stand where it would. */
  readonly kind: 'element' | 'attribute' | 'text' | 'none';
  /** Of an array: whether there is an element around its items. */
  readonly wrapped: boolean;
  /** The names of the named schemas that it refers to, which 3.2 calls elements by. */
  readonly components: readonly string[];
}

const unnamed: XmlName = {
  node: undefined,
  name: undefined,
  uri: undefined,
  kind: 'element',
  wrapped: false,
  components: [],
};

/** Takes a schema; gives how it is called in XML, through `$ref` and `allOf`: what is written nearest counts. */
export function xmlName(documents: Documents, schema: SchemaSite | undefined): XmlName {
  if (!schema) return unnamed;
  const parts = inPlace(documents, schema.node, dialectRules(schema.dialect)?.refSiblings ?? true);
  const components = parts.flatMap(
    ({ pointer }) => /^\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(pointer)?.[1] ?? [],
  );
  const node = parts.map((part) => objectChild(part, 'xml')).find((xml) => xml !== undefined);
  if (!node) return { ...unnamed, components };
  const type = textIn(node, 'nodeType');
  const attribute = valueIn(node, 'attribute') === true;
  return {
    node,
    // A prefix is whatever the document makes it.
    name: textIn(node, 'name')?.replace(/^.*:/, ''),
    uri: textIn(node, 'namespace'),
    kind:
      type === 'attribute' || type === 'none'
        ? type
        : type === 'text' || type === 'cdata'
          ? 'text'
          : attribute
            ? 'attribute'
            : 'element',
    wrapped: type === 'element' || valueIn(node, 'wrapped') === true,
    components,
  };
}
