import { expect, test } from 'vitest';
import { createCollection } from '../../src/document/collection.ts';
import type { Node } from '../../src/document/document.ts';
import { nodeAt, rootNode } from '../../src/document/node.ts';
import { parseText } from '../../src/document/parse.ts';
import type { Pointer } from '../../src/document/pointer.ts';

const root = parseText(
  'api/openapi.yaml',
  `
paths:
  /titles: {$ref: paths.yaml}
  "/a b/{id}": {get: {}}
components:
  schemas:
    Title: {type: object, required: [a, b]}
    __proto__: {type: string}
    Author:
      $id: https://example.com/author
      $anchor: top
      $defs:
        name: {$anchor: name, type: string}
        born: {$id: born.json, $defs: {y: {$dynamicAnchor: year}}}
`,
  'yaml',
).document;

function at(pointer: string): Node {
  const node = nodeAt(root, pointer as Pointer);
  if (node === undefined) throw new Error(`nothing at ${pointer}`);
  return node;
}

const documents = createCollection(root, []);
const other = parseText('api/x.yaml', 'A: {b: 1}\n', 'yaml');
documents.add(other.document, other.problems);
documents.fail('api/absent.yaml', { reason: 'api/absent.yaml is not found' });
const author = '/components/schemas/Author';
for (const schema of [
  author,
  `${author}/$defs/name`,
  `${author}/$defs/born`,
  `${author}/$defs/born/$defs/y`,
]) {
  documents.declare(at(schema));
}

function resolve(reference: string, from = ''): string {
  const result = documents.resolve(reference, at(from));
  return result.kind === 'found' ? `${result.node.document.uri}#${result.node.pointer}` : result.reason;
}

const here = 'api/openapi.yaml#';

test.each([
  ['#/components/schemas/Title', '', `${here}/components/schemas/Title`],
  ['openapi.yaml#/components/schemas/Title', '', `${here}/components/schemas/Title`],
  ['#/components/schemas/__proto__', '', `${here}/components/schemas/__proto__`],
  ['#/paths/~1a%20b~1%7Bid%7D/get', '', `${here}/paths/~1a b~1{id}/get`],
  ['#', '', here],
  ['x.yaml#/A', '', 'api/x.yaml#/A'],
  ['./x.yaml', '', 'api/x.yaml#'],
  ['#/components/schemas/Title/required/1', '', `${here}/components/schemas/Title/required/1`],
  ['#top', author, `${here}${author}`],
  ['#name', `${author}/$defs/born`, 'no schema has the $anchor name'],
  ['author#name', `${author}/$defs/born`, `${here}${author}/$defs/name`],
  ['https://example.com/author', '', `${here}${author}`],
  ['https://example.com/born.json#year', '', `${here}${author}/$defs/born/$defs/y`],
  ['#/$defs/y', `${author}/$defs/born/$defs`, `${here}${author}/$defs/born/$defs/y`],
])('%s from %s leads to %s', (reference, from, expected) => {
  expect(resolve(reference, from)).toBe(expected);
});

test.each([
  ['#/components/schemas/Titel', 'components/schemas has no Titel (did you mean Title?)'],
  ['#/components/schemas/constructor', 'components/schemas has no constructor'],
  ['#/component', 'the document has no component (did you mean components?)'],
  ['#/components/schemas/Title/type/x', '/components/schemas/Title/type stops at a string'],
  ['#/components/schemas/Title/required/01', 'components/schemas/Title/required has 2 items, and no 01'],
  ['#/paths/~1titles/get', 'paths/~1titles is itself a reference, to paths.yaml'],
  ['#/paths/~2', '/paths/~2 is not a JSON Pointer: ~ is written ~0, and / in a name ~1'],
  ['#/%zz', '#/%zz is not percent-encoded rightly'],
  ['#tip', 'no schema has the $anchor tip'],
  ['absent.yaml#/a', 'api/absent.yaml is not found'],
  ['unread.yaml', 'api/unread.yaml was not read'],
  ['x.yaml#/B', 'api/x.yaml has no B'],
])('%s does not resolve: %s', (reference, reason) => {
  expect(resolve(reference)).toBe(reason);
});

test('external names the document that is needed, and only then', () => {
  expect(documents.external('paths.yaml#/a', rootNode(root))).toBe('api/paths.yaml');
  expect(documents.external('#/a', rootNode(root))).toBeUndefined();
  expect(documents.external('openapi.yaml', rootNode(root))).toBeUndefined();
  expect(documents.external('born.json#/x', at(author))).toBeUndefined();
  expect(documents.external('other.json', at(author))).toBe('https://example.com/other.json');
  expect(documents.external('#/x', at(author))).toBeUndefined();
});
