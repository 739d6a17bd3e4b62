import { describe, expect, it } from 'vitest';
import { createCollection } from '../../src/document/collection.ts';
import { child, rootNode } from '../../src/document/node.ts';
import { parseText } from '../../src/document/parse.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';

function keywords(schema: object, value: unknown): string[] {
  const { document } = parseText('schema.json', JSON.stringify({ schema }));
  const node = child(rootNode(document), 'schema');
  if (!node) throw new Error('no schema');
  const judged = createSchemas(createCollection(document, [])).judge(
    { node, direction: 'request', dialect: 'json-schema-2020-12' },
    value,
  );
  return judged.kind === 'invalid'
    ? judged.violations.map(({ keyword, instance }) => `${instance} ${keyword}`)
    : [];
}

describe('one mistake of a value', () => {
  it('is told by its type before its enum, pattern and length', () => {
    const schema = { type: 'string', enum: ['a', 'b'], pattern: '^[ab]$', minLength: 1 };
    expect(keywords(schema, null)).toEqual([' type']);
    expect(keywords(schema, 'c')).toEqual([' enum']);
    expect(keywords({ pattern: '^AP', minLength: 34, type: 'string' }, '')).toEqual([' pattern']);
  });

  it('does not hide another part, or another property of the same object', () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { kind: { enum: [1], type: 'integer' }, tags: { type: 'array', maxItems: 1 } },
      additionalProperties: false,
    };
    expect(keywords(schema, { kind: 'x', tags: [1, 2], more: 1 }).sort()).toEqual([
      ' additionalProperties',
      ' required',
      ' required',
      '/kind type',
      '/tags maxItems',
    ]);
    expect(keywords(schema, [])).toEqual([' type']);
  });
});
