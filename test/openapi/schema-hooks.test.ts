import { expect, it } from 'vitest';
import { rootPointer } from '../../src/document/pointer.ts';
import { hooksByKeyword } from '../../src/openapi/schema-hooks.ts';
import type { SchemaVisit, Visitor } from '../../src/openapi/visit.ts';

/** The names of the visitors that are told of a schema, in the order in which they are. */
function told(schema: unknown): string {
  const names: string[] = [];
  const visitor = (name: string, schemasWith?: readonly string[]): Visitor => ({
    ...(schemasWith && { schemasWith }),
    schema: () => void names.push(name),
  });
  const hooksOf = hooksByKeyword([
    visitor('enum', ['enum']),
    visitor('all'),
    visitor('bounds', ['minimum', 'maximum']),
    {},
    visitor('none', []),
  ]);
  const document = { uri: 'a', text: '', format: 'json' } as SchemaVisit['node']['document'];
  const visit: SchemaVisit = {
    node: { value: schema, document, pointer: rootPointer },
    dialect: 'openapi-3.0',
    componentName: undefined,
    nested: false,
    directions: new Set(),
  };
  // What is found once is kept.
  for (const hook of [...hooksOf(schema), ...hooksOf(schema)]) hook(visit);
  return names.join(' ');
}

it('hands a schema to whoever asks for one of its keywords, once, and to whoever asks for all', () => {
  expect(told({ type: 'string' })).toBe('all all');
  expect(told({ maximum: 1, minimum: 0, enum: [1] })).toBe('enum all bounds enum all bounds');
  expect(told({ maximum: 1 })).toBe('all bounds all bounds');
  expect(told(true)).toBe('all all');
  expect(told(['enum'])).toBe('all all');
  expect(told(JSON.parse('{ "__proto__": { "enum": [] } }'))).toBe('all all');
});
