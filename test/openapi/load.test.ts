import { describe, expect, test } from 'vitest';
import { rootPointer } from '../../src/document/pointer.ts';
import { loadApi } from '../../src/openapi/load.ts';
import { description, documentOf, inShort, load, storeOf, withSchema } from './support.ts';

describe('version', () => {
  const info = { title: 'A', version: '1' };
  test.each([
    [{ swagger: '2.0' }, '2.0', []],
    [{ swagger: 2 }, '2.0', ['field-type-mismatch /swagger']],
    [{ openapi: '3.0.3' }, '3.0', []],
    [{ openapi: '3.1.0-rc1' }, '3.1', []],
    [{ openapi: '3.1' }, '3.1', ['field-value-invalid /openapi']],
    [{ openapi: 3.1 }, '3.1', ['field-type-mismatch /openapi']],
    [{ openapi: '3.2.0' }, '3.2', []],
  ] as const)('%j', async (opening, version, problems) => {
    const loaded = await load({ ...opening, info, paths: {} });
    expect(loaded.api.version).toBe(version);
    expect(inShort(loaded)).toEqual(problems);
  });

  test.each([
    [null],
    [[]],
    ['text'],
    [{}],
    [{ openapi: '4.0.0' }],
    [{ openapi: '3.3.0' }],
    [{ swagger: '1.2' }],
    [{ openapi: null }],
  ])('not OpenAPI: %j', async (value) => {
    const loaded = await loadApi(documentOf(value), [], storeOf());
    expect(loaded.kind).toBe('not-openapi');
    expect(loaded.kind === 'not-openapi' && loaded.reason.length).toBeGreaterThan(10);
  });
});

test('a text of which nothing could be read: why', async () => {
  const message = 'more than 1000 collections inside one another';
  const start = { line: 7, column: 1 };
  const location = { uri: 'api.yaml', pointer: rootPointer, range: { start, end: start } };
  const problems = [{ code: 'document-limit', message, location }] as const;
  const loaded = await loadApi(documentOf(null), problems, storeOf());
  expect(loaded).toEqual({ kind: 'not-openapi', reason: `${message} (line 7)` });
});

describe('references', () => {
  const problems = async (value: unknown, others = {}) => {
    const { api } = await load(value, others);
    return api.referenceProblems.map(({ code, node }) => `${code} ${node.document.uri}#${node.pointer}`);
  };
  const path = (item: unknown) => description('3.1.1', { paths: { '/a': item } });

  test('every one that leads nowhere', async () => {
    expect(
      await problems(
        withSchema('3.0.3', { allOf: [{ $ref: '#/components/schemas/T' }, { $ref: 'no.yaml' }] }),
      ),
    ).toEqual([
      'ref-unresolved api.yaml#/components/schemas/S/allOf/0/$ref',
      'ref-unresolved api.yaml#/components/schemas/S/allOf/1/$ref',
    ]);
  });

  test('one per ring of references', async () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas = {
      A: ref('B'),
      B: ref('C'),
      C: ref('B'),
      D: ref('D'),
      E: { properties: { e: ref('E') } },
    };
    const { api } = await load(description('3.0.3', { components: { schemas } }));
    expect(api.referenceProblems.map(({ node, message }) => `${node.pointer}: ${message}`)).toEqual([
      '/components/schemas/B/$ref: the $ref leads only back to itself: #/components/schemas/C -> #/components/schemas/B',
      '/components/schemas/D/$ref: "#/components/schemas/D" leads back to itself',
    ]);
  });

  test('no reference where none can stand', async () => {
    const no = { $ref: 'no.yaml' };
    const schema = { example: no, default: no, enum: [no], 'x-a': no };
    const store = storeOf();
    const value = withSchema('3.0.3', schema);
    await loadApi(documentOf(value), [], store);
    expect(store.read).toEqual([]);
  });

  test('documents behind documents, relative to each, once', async () => {
    const store = storeOf({
      'd/item.yaml': { get: { responses: { 200: { $ref: '../r.yaml#/Ok' } } } },
      'r.yaml': { Ok: { description: 'ok', nonsense: 1 }, Unused: { $ref: 'never.yaml' } },
    });
    const value = description('3.1.1', {
      paths: { '/a': { $ref: 'd/item.yaml' }, '/b': { $ref: 'd/item.yaml' } },
    });
    const loaded = await loadApi(documentOf(value), [], store);
    expect(store.read).toEqual(['d/item.yaml', 'r.yaml']);
    if (loaded.kind !== 'api') throw new Error(loaded.reason);
    expect(loaded.api.operations.map(({ key }) => key)).toEqual(['GET /a', 'GET /b']);
    expect(loaded.structure.map(({ node }) => `${node.document.uri}#${node.pointer}`)).toEqual([
      'r.yaml#/Ok/nonsense',
    ]);
    expect(loaded.api.operations[0]?.responses.get('200')?.description?.value).toBe('ok');
  });

  test('identifiers of JSON Schema, declared after and in other documents', async () => {
    const schemas = {
      A: { $ref: 'https://a.test/b' },
      B: { $id: 'https://a.test/b', $defs: { c: { $anchor: 'c' } }, items: { $ref: '#c' } },
      D: { $ref: 'other.yaml' },
      E: { $ref: 'https://a.test/other' },
    };
    const others = { 'other.yaml': { $id: 'https://a.test/other' } };
    expect(await problems(description('3.1.1', { components: { schemas } }), others)).toEqual([]);
  });

  test('a reference to something else', async () => {
    const value = description('3.0.3', {
      components: {
        schemas: {
          A: { $ref: '#/components/parameters/P' },
          B: { $ref: '#/info/title' },
          C: { $ref: '#/components/schemas' },
        },
        parameters: { P: { name: 'a', in: 'query', schema: {} } },
      },
    });
    expect(inShort(await load(value))).toEqual([
      'ref-kind-mismatch /components/schemas/A/$ref',
      'ref-kind-mismatch /components/schemas/B/$ref',
      'ref-kind-mismatch /components/schemas/C/$ref',
    ]);
  });

  test('maps behind a reference are followed, and said to be none', async () => {
    const value = description('3.0.3', { paths: { $ref: 'paths.yaml' } });
    const others = { 'paths.yaml': { '/a': { get: { responses: { 200: { description: 'ok' } } } } } };
    const loaded = await load(value, others);
    expect(inShort(loaded)).toEqual(['ref-misplaced /paths/$ref']);
    expect(loaded.api.operations.map(({ key }) => key)).toEqual(['GET /a']);
  });

  test('deep nesting', async () => {
    let schema: Record<string, unknown> = {};
    for (let depth = 0; depth < 5_000; depth++) schema = { items: schema };
    const loaded = await load(withSchema('3.1.1', schema));
    expect(loaded.visits.length).toBeGreaterThan(5_000);
    expect(await problems(path({}))).toEqual([]);
  });

  test('dialects', async () => {
    const schemas = {
      A: { $schema: 'http://json-schema.org/draft-07/schema#', items: {} },
      B: {},
      C: { $schema: 'urn:own' },
    };
    const value = description('3.1.1', {
      jsonSchemaDialect: 'https://json-schema.org/draft/2019-09/schema',
      components: { schemas },
    });
    const { visits } = await load(value);
    const found = visits.flatMap((visit) =>
      visit.type === 'object' && visit.dialect ? [visit.dialect] : [],
    );
    expect(found).toEqual(['json-schema-draft-07', 'json-schema-draft-07', 'json-schema-2019-09', 'unknown']);
  });
});
