import { expect, test } from 'vitest';
import { normalizeUri, resolveUri, uriKind } from '../../src/document/uri.ts';

test.each([
  ['contracts/api.yaml', '../x.yaml', 'x.yaml'],
  ['api.yaml', '../x.yaml', '../x.yaml'],
  ['api.yaml', './schemas/a%20b.yaml', 'schemas/a b.yaml'],
  ['api.yaml', '100%.yaml', '100%.yaml'],
  ['api.yaml', '', 'api.yaml'],
  ['a/api.yaml', '/abs/x.yaml', '/abs/x.yaml'],
  ['a/api.yaml', 'file:///abs/x%20y.yaml', '/abs/x y.yaml'],
  ['a/api.yaml', 'https://example.com/x.yaml#/a', 'https://example.com/x.yaml'],
  ['https://example.com/v1/api.yaml', '../x.yaml', 'https://example.com/x.yaml'],
  ['https://example.com/v1/api.yaml', '//other.com/x', 'https://other.com/x'],
  ['main:api/openapi.yaml', '../common.yaml', 'main:common.yaml'],
  ['origin/main:openapi.yaml', 'x.yaml', 'origin/main:x.yaml'],
  ['main:./api/openapi.yaml', 'x.yaml', 'main:./api/x.yaml'],
  ['main:./openapi.yaml', '../x.yaml', 'main:../x.yaml'],
  ['-', 'x.yaml', 'x.yaml'],
  ['C:\\specs\\api.yaml', 'x.yaml', 'C:/specs/x.yaml'],
  ['C:/specs/api.yaml', '../x.yaml', 'C:/x.yaml'],
  ['api.yaml', 'urn:isbn:0', 'urn:isbn:0'],
  ['api.yaml', 'x.yaml?version=1', 'x.yaml'],
])('from %s, %s is %s', (base, reference, resolved) => {
  expect(resolveUri(base, reference)).toBe(resolved);
});

test.each([
  ['-', 'stdin'],
  ['HTTP://example.com', 'url'],
  ['v1.2.0:api/openapi.yaml', 'git'],
  ['HEAD~1:x', 'git'],
  ['C:\\x.yaml', 'file'],
  ['C:/x.yaml', 'file'],
  ['./odd:name.yaml', 'file'],
  ['contracts/a.yaml', 'file'],
])('%s is to be had by %s', (uri, kind) => {
  expect(uriKind(uri)).toBe(kind);
});

test('a path is normalised as a report prints it', () => {
  expect(normalizeUri('./contracts/../x.yaml')).toBe('x.yaml');
});
