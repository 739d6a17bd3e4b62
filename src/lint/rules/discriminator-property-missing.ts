import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, stringChild, textIn, valueIn } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { inPlace, refTarget } from '../../schema/in-place.ts';
import { defineLintRule } from '../rule.ts';

/** Where so many alternatives and more than half lack the same, that is no slip in each. */
const many = 5;

/** How the alternatives of a discriminator are read. */
interface Union {
  /** Whether keywords beside a `$ref` count. */
  readonly siblings: boolean;
  /** Whether a message may do without the tag. */
  readonly optional: boolean;
}

export default defineLintRule({
  code: 'discriminator-property-missing',
  severity: 'warning',
  summary: 'Declare and require the property that a discriminator names, in every alternative.',
  why: 'Without the tag nobody can tell which alternative a message is: generated clients fail to read what the server was allowed to send.',
  fix: 'Add the property to the alternative and to its `required`.',
  aliases: [
    'discriminator-property-required',
    'oas2-discriminator',
    'spec-discriminator-defaultMapping',
    'ibm-discriminator-property',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: {
    undeclared: '{name} has no property "{property}", by which the alternatives are told apart',
    optional: '{name} does not require "{property}", by which the alternatives are told apart',
    allUndeclared:
      'none of the {count} alternatives has a property "{property}", by which to tell them apart',
    mostUndeclared:
      '{lacking} of {count} alternatives have no property "{property}", by which to tell them apart',
    mostOptional:
      '{lacking} of {count} alternatives do not require "{property}", by which to tell them apart',
    allOptional: 'none of the {count} alternatives requires "{property}", by which to tell them apart',
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

    /** What an alternative lacks; undefined for nothing, or where that cannot be told. */
    const lack = (
      schema: Node,
      property: string,
      { siblings, optional }: Union,
    ): 'optional' | 'undeclared' | undefined => {
      const parts = inPlace(documents, schema, siblings);
      // Where alternatives hold alternatives, or a reference fails, the property may be anywhere.
      if (parts.some((part) => isOpaque(part))) return undefined;
      const declared = parts.some((part) => {
        const properties = child(part, 'properties');
        return properties !== undefined && child(properties, property) !== undefined;
      });
      const required = parts.some((part) =>
        items(child(part, 'required')).some(({ value }) => value === property),
      );
      if (required || (declared && optional)) return undefined;
      return declared ? 'optional' : 'undeclared';
    };
    /** The schema is told of once, in however many unions it stands. */
    const isNew = ({ document, pointer }: Node, property: string): boolean => {
      const key = `${document.uri}#${pointer} ${property}`;
      return !told.has(key) && told.add(key).size > 0;
    };

    const checkAll = (holder: Node, branches: readonly Node[], property: string, union: Union) => {
      const discriminator = child(holder, 'discriminator') ?? holder;
      const objects = branches.flatMap((use) => {
        const schema = refTarget(documents, use) ?? use;
        return isObjectNode(schema) && !isNoObject(schema)
          ? { use, schema, lacks: lack(schema, property, union) }
          : [];
      });
      // What the union requires, its alternatives need not: where most lack it, that is one place to mend.
      const folded = (['optional', 'undeclared'] as const).filter((kind) => {
        const lacking = objects.filter(({ lacks }) => lacks === kind);
        const all = lacking.length === objects.length;
        if (lacking.length < (all ? 2 : many) || lacking.length * 2 <= objects.length) return false;
        const fresh = lacking.filter(({ schema }) => isNew(schema, property));
        const params = { count: objects.length, property };
        const place = { at: discriminator, part: 'key' as const };
        if (fresh.length === 0) return true;
        if (all) report({ message: kind === 'optional' ? 'allOptional' : 'allUndeclared', params, ...place });
        else {
          const message = kind === 'optional' ? 'mostOptional' : 'mostUndeclared';
          report({ message, params: { ...params, lacking: lacking.length }, ...place });
        }
        return true;
      });
      for (const { use, schema, lacks } of objects) {
        if (!lacks || folded.includes(lacks) || !isNew(schema, property)) continue;
        const inline = schema.value === use.value;
        report({
          message: lacks,
          params: { name: nameOf(schema), property },
          at: stringChild(use, '$ref') ?? use,
          related: [
            inline
              ? { message: 'the discriminator', at: discriminator }
              : { message: 'the schema', at: schema },
          ],
        });
      }
    };

    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = child(node, 'discriminator');
        if (!discriminator) return;
        const old = dialect === 'openapi-2.0';
        const property = old ? discriminator.value : textIn(discriminator, 'propertyName');
        if (typeof property !== 'string') return;
        const union = {
          siblings: !old && dialect !== 'openapi-3.0',
          // From 3.2 on, a message without the tag is what `defaultMapping` says.
          optional: child(discriminator, 'defaultMapping') !== undefined,
        };
        const branches = [...items(child(node, 'oneOf')), ...items(child(node, 'anyOf'))];
        if (branches.length === 0) {
          const lacks = lack(node, property, union);
          const params = { name: 'this schema', property };
          if (lacks && isNew(node, property)) report({ message: lacks, params, at: discriminator });
          return;
        }
        const own = inPlace(documents, node, union.siblings);
        const required = own.some((part) =>
          items(child(part, 'required')).some(({ value }) => value === property),
        );
        if (!required) checkAll(node, branches, property, union);
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
