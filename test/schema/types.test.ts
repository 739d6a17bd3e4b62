import { expect, test } from 'vitest';
import { rootNode } from '../../src/document/node.ts';
import type { Dialect } from '../../src/openapi/model.ts';
import { typesOf } from '../../src/schema/types.ts';
import { documentsOf } from './support.ts';

const all = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
const cases: readonly (readonly [schema: unknown, expected: readonly string[], dialect?: Dialect])[] = [
  [{}, all],
  [true, all],
  [false, []],
  [{ type: 'integer' }, ['integer']],
  [{ type: 'number' }, ['integer', 'number']],
  [{ type: ['string', 'null'] }, ['null', 'string']],
  [{ type: 'string', nullable: true }, ['null', 'string'], 'openapi-3.0'],
  [{ type: 'string', nullable: true }, ['string']],
  [{ type: 'file' }, ['string'], 'openapi-2.0'],
  [{ enum: [1, 'a', null] }, ['integer', 'null', 'string']],
  [{ type: ['string', 'integer'], const: 5 }, ['integer']],
  [{ allOf: [{ type: 'number' }, { type: ['integer', 'string'] }] }, ['integer']],
  [
    { anyOf: [{ type: 'string' }, { $ref: '#/$defs/a' }], $defs: { a: { type: 'array' } } },
    ['array', 'string'],
  ],
  [{ $ref: '#/$defs/a', type: 'string', $defs: { a: { type: ['string', 'null'] } } }, ['string']],
  [{ $ref: '#/x', type: 'string', x: { type: 'integer' } }, ['integer'], 'openapi-3.0'],
  [{ allOf: [{ $ref: '#' }], type: 'object' }, ['object']],
  [{ $ref: '#/nowhere' }, all],
];

for (const [schema, expected, dialect = 'json-schema-2020-12'] of cases) {
  test(`${JSON.stringify(schema)} in ${dialect} allows ${expected.join(', ')}`, () => {
    const documents = documentsOf({ 'a.json': schema });
    const types = typesOf(documents, { node: rootNode(documents.root), dialect });
    expect([...types].sort()).toEqual(expected);
  });
}
