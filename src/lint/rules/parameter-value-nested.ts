import { defineLintRule } from '../rule.ts';
import type { Node } from '../../document/document.ts';
import { child, isObjectNode, members } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { inPlace } from '../../schema/in-place.ts';
import { typesOf } from '../../schema/types.ts';

export default defineLintRule({
  code: 'parameter-value-nested',
  severity: 'info',
  summary: 'Put no arrays or objects inside the value of a parameter.',
  why: 'No style says how they become text: clients and servers each make up their own, and do not understand each other.',
  fix: 'Make it several parameters, or give the parameter a `content` such as application/json instead of a schema.',
  section: 'https://spec.openapis.org/oas/v3.1.1#style-values',
  messages: {
    items: 'items of parameter "{name}" are {type}s, and no style says how they are written',
    property:
      '"{property}" of parameter "{name}" is an {type}, and style {style} does not say how it is written',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema:
            type: object
            properties:
              author:
                type: object
                properties:
                  name: { type: string }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema:
            type: object
            properties:
              author: { type: string }
      responses:
        '200': { description: OK }
`,
  create: (report, { api }) => ({
    parameter({ name, style, schema, node }) {
      if (!schema || api.version === '2.0') return;
      const at = child(node, 'name') ?? node;
      const nested = (inner: Node) => nestedType(api.documents, { ...schema, node: inner });
      const parts = inPlace(api.documents, schema.node, schema.dialect !== 'openapi-3.0');
      for (const part of parts) {
        const each = child(part, 'items');
        // An array under deepObject is a mistake of its own.
        const type = isObjectNode(each) && style !== 'deepObject' ? nested(each) : undefined;
        if (type !== undefined) return report({ message: 'items', params: { name, type }, at });
        for (const [property, value] of members(child(part, 'properties'))) {
          const inner = nested(value);
          if (inner === undefined) continue;
          return report({ message: 'property', params: { name, property, type: inner, style }, at });
        }
      }
    },
  }),
});

/** Of a schema whose values are arrays or objects in any case, which of them; undefined of any other. */
function nestedType(
  documents: Parameters<typeof typesOf>[0],
  site: Pick<SchemaSite, 'node' | 'dialect'>,
): 'array' | 'object' | undefined {
  const types = [...typesOf(documents, site)].filter((type) => type !== 'null');
  if (types.length === 0 || types.some((type) => type !== 'array' && type !== 'object')) return undefined;
  return types.includes('object') ? 'object' : 'array';
}
