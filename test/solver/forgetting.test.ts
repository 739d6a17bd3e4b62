import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { rootNode } from '../../src/document/node.ts';
import { parseText } from '../../src/document/parse.ts';
import type { Schema } from '../../src/schema/solver/algebra.ts';
import { evaluate } from '../../src/schema/solver/evaluate.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Of a document of its own, as each state of a text that is edited is one. */
function schemaOf(id: number): Schema {
  const { document } = parseText('a.json', '{ "type": "string" }');
  const node = rootNode(document);
  const names = new Set<string>();
  return {
    id,
    node,
    dialect: 'openapi-3.0',
    direction: 'request',
    textual: false,
    whole: true,
    atoms: [],
    names,
    open: false,
  };
}

it('keeps no schema for what was found out about a value that lives on', async () => {
  const values = ['a', 5, null, { shared: true }];
  const schemas = Array.from({ length: 20 }, (_, id) => {
    const schema = schemaOf(id);
    for (const value of values) expect(evaluate(schema, value)).toBe(true);
    return new WeakRef(schema);
  });
  // What a WeakRef gives lives until the turn is over.
  await new Promise((done) => setTimeout(done, 0));
  collectGarbage();
  expect(schemas.filter((schema) => schema.deref() !== undefined)).toEqual([]);
  // The value that is shared by all lives on.
  expect(values).toHaveLength(4);
});
