import {
  anything,
  count,
  either,
  flag,
  list,
  literal,
  map,
  may,
  must,
  number,
  object,
  text,
  url,
  type Field,
  type FieldType,
  type ObjectSpec,
} from '../field.ts';
import type { ObjectKind } from '../kinds.ts';

const schema = object('schema');
const schemas = list(schema, { min: 1 });
const simpleTypes = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const jsonTypes = literal(...simpleTypes, 'null');
const jsonSchema = { from: '3.1' } as const;
const closed = { to: '3.0' } as const;

function bound(): readonly Field[] {
  return [may(flag, closed), may(number, jsonSchema)];
}

function since31(type: FieldType): Field {
  return may(type, jsonSchema);
}

/** JSON Schema 2020-12, and what earlier drafts chosen by `$schema` call the same. */
const only31: Readonly<Record<string, Field>> = {
  $id: since31(url),
  $schema: since31(url),
  $anchor: since31(text),
  $dynamicAnchor: since31(text),
  $dynamicRef: since31(text),
  $recursiveRef: since31(text),
  $recursiveAnchor: since31(flag),
  $vocabulary: since31(map(flag)),
  $comment: since31(text),
  $defs: since31(map(schema)),
  definitions: since31(map(schema)),
  const: since31(anything),
  if: since31(schema),
  then: since31(schema),
  else: since31(schema),
  dependentSchemas: since31(map(schema)),
  dependentRequired: since31(map(list(text, { unique: true }))),
  dependencies: since31(map(either(schema, list(text)))),
  prefixItems: since31(schemas),
  additionalItems: since31(schema),
  contains: since31(schema),
  minContains: since31(count),
  maxContains: since31(count),
  patternProperties: since31(map(schema)),
  propertyNames: since31(schema),
  unevaluatedItems: since31(schema),
  unevaluatedProperties: since31(schema),
  contentEncoding: since31(text),
  contentMediaType: since31(text),
  contentSchema: since31(schema),
  examples: since31(list(anything)),
};

const schemaObject: ObjectSpec = {
  title: 'Schema Object',
  reference: {},
  open: jsonSchema,
  fields: {
    $ref: may(text),
    title: may(text),
    description: may(text),
    format: may(text),
    default: may(anything),
    multipleOf: may({ is: 'positive' }),
    maximum: may(number),
    exclusiveMaximum: bound(),
    minimum: may(number),
    exclusiveMinimum: bound(),
    maxLength: may(count),
    minLength: may(count),
    pattern: may(text),
    maxItems: may(count),
    minItems: may(count),
    uniqueItems: may(flag),
    maxProperties: may(count),
    minProperties: may(count),
    required: [
      may(list(text, { min: 1, unique: true }), closed),
      may(list(text, { unique: true }), jsonSchema),
    ],
    enum: [
      may(list(anything, { min: 1, unique: true }), { to: '2.0' }),
      may(list(anything, { min: 1 }), { from: '3.0', to: '3.0' }),
      may(list(anything), jsonSchema),
    ],
    type: [
      // 2.0 takes `type` from JSON Schema as it is; `file` stands in a response only (see the conditions).
      may(either(literal(...simpleTypes, 'null', 'file'), list(jsonTypes, { min: 1, unique: true })), {
        to: '2.0',
      }),
      may(literal(...simpleTypes), { from: '3.0', to: '3.0' }),
      may(either(jsonTypes, list(jsonTypes, { min: 1, unique: true })), jsonSchema),
    ],
    items: [
      may(either(schema, list(schema, { min: 1 })), { to: '2.0' }),
      may(schema, { from: '3.0', to: '3.0' }),
      may(either(schema, list(schema, { min: 1 })), jsonSchema),
    ],
    properties: may(map(schema)),
    additionalProperties: [may(either(flag, schema), closed), may(schema, jsonSchema)],
    allOf: may(schemas),
    anyOf: may(schemas, { from: '3.0' }),
    oneOf: may(schemas, { from: '3.0' }),
    not: may(schema, { from: '3.0' }),
    discriminator: [may(text, { to: '2.0' }), may(object('discriminator'), { from: '3.0' })],
    readOnly: may(flag),
    writeOnly: may(flag, { from: '3.0' }),
    deprecated: may(flag, { from: '3.0' }),
    nullable: may(flag, { from: '3.0', to: '3.0' }),
    xml: may(object('xml')),
    externalDocs: may(object('externalDocs')),
    example: may(anything),
    ...only31,
  },
};

const discriminator: ObjectSpec = {
  title: 'Discriminator Object',
  fields: {
    propertyName: must(text),
    mapping: may(map(text)),
    defaultMapping: may(text, { from: '3.2' }),
  },
};

const xml: ObjectSpec = {
  title: 'XML Object',
  fields: {
    nodeType: may(literal('element', 'attribute', 'text', 'cdata', 'none'), { from: '3.2' }),
    name: may(text),
    namespace: may(text),
    prefix: may(text),
    attribute: may(flag),
    wrapped: may(flag),
  },
};

/** The Schema Object of 2.0 and 3.0, which is closed, and of 3.1 and 3.2, which is JSON Schema. */
export const schemaTables = { schema: schemaObject, discriminator, xml } satisfies Partial<
  Record<ObjectKind, ObjectSpec>
>;
