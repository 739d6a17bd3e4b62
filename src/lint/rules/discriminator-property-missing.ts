import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, stringChild, textIn, valueIn } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { inPlace, refTarget } from '../../schema/in-place.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-property-missing',
  severity: 'warning',
  summary: 'Declare and require the property that a discriminator names, in every alternative.',
  why: 'Without the tag nobody can tell which alternative a message is: generated clients fail to read what the server was allowed to send.',
  fix: 'Add the property to the alternative and to its `required`.',
  aliases: ['discriminator-property-required', 'oas2-discriminator', 'spec-discriminator-defaultMapping'],
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: {
    undeclared: '{name} has no property "{property}", by which the alternatives are told apart',
    optional: '{name} does not require "{property}", by which the alternatives are told apart',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - $ref: '#/components/schemas/Map'
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
          map: '#/components/schemas/Map'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
    Map:
      type: object
      properties:
        kind: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - $ref: '#/components/schemas/Map'
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
          map: '#/components/schemas/Map'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
`,
  create(report, { api }) {
    const { documents } = api;
    const told = new Set<string>();

    const check = (use: Node, property: string, holder: Node, siblings: boolean, optional: boolean) => {
      const schema = refTarget(documents, use) ?? use;
      if (!isObjectNode(schema) || (use !== holder && isNoObject(schema))) return;
      const parts = inPlace(documents, schema, siblings);
      // Where alternatives hold alternatives, or a reference fails, the property may be anywhere.
      if (parts.some((part) => isOpaque(part))) return;
      const declared = parts.some((part) => {
        const properties = child(part, 'properties');
        return properties !== undefined && child(properties, property) !== undefined;
      });
      const required = parts.some((part) =>
        items(child(part, 'required')).some(({ value }) => value === property),
      );
      if (required || (declared && optional)) return;
      const key = `${schema.document.uri}#${schema.pointer} ${property}`;
      if (told.has(key)) return;
      told.add(key);
      report({
        message: declared ? 'optional' : 'undeclared',
        params: { name: use === holder ? 'this schema' : nameOf(schema), property },
        at: use === holder ? (child(holder, 'discriminator') ?? holder) : (stringChild(use, '$ref') ?? use),
        ...(use !== holder && {
          related: [
            schema.value === use.value
              ? { message: 'the discriminator', at: child(holder, 'discriminator') ?? holder }
              : { message: 'the schema', at: schema },
          ],
        }),
      });
    };

    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = child(node, 'discriminator');
        if (!discriminator) return;
        const old = dialect === 'openapi-2.0';
        const property = old ? discriminator.value : textIn(discriminator, 'propertyName');
        if (typeof property !== 'string') return;
        const siblings = !old && dialect !== 'openapi-3.0';
        // From 3.2 on, a message without the tag is what `defaultMapping` says.
        const optional = child(discriminator, 'defaultMapping') !== undefined;
        const branches = [...items(child(node, 'oneOf')), ...items(child(node, 'anyOf'))];
        if (branches.length === 0) return check(node, property, node, siblings, optional);
        // What the union itself requires, its branches need not.
        const own = inPlace(documents, node, siblings);
        const required = own.some((part) =>
          items(child(part, 'required')).some(({ value }) => value === property),
        );
        if (required) return;
        for (const branch of branches) check(branch, property, node, siblings, optional);
      },
    };

    function isOpaque(part: Node): boolean {
      return (
        ['oneOf', 'anyOf', 'if', '$dynamicRef', '$recursiveRef'].some(
          (keyword) => child(part, keyword) !== undefined,
        ) || [part, ...items(child(part, 'allOf'))].some((each) => refTarget(documents, each) === undefined)
      );
    }
  },
});

/** Whether a schema is for values without properties, as `type: 'null'` is. */
function isNoObject(schema: Node): boolean {
  const types = valueIn(schema, 'type');
  return types !== undefined && !(Array.isArray(types) ? (types as unknown[]) : [types]).includes('object');
}

function nameOf({ pointer }: Node): string {
  const keys = pointerKeys(pointer);
  const last = keys.at(-1) ?? '';
  return /^\d+$/.test(last) ? `alternative ${Number(last) + 1}` : `"${last}"`;
}
