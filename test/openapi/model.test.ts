import { describe, expect, test } from 'vitest';
import { rootNode } from '../../src/document/node.ts';
import { follow } from '../../src/openapi/follow.ts';
import { operationName } from '../../src/openapi/names.ts';
import type { Visitor } from '../../src/openapi/visit.ts';
import { visit } from '../../src/openapi/walk.ts';
import { description, documentOf, load, withOperation } from './support.ts';

const ok = { 200: { description: 'ok' } };

async function only(value: unknown) {
  const { api } = await load(value);
  const [operation] = api.operations;
  if (!operation) throw new Error('no operation');
  return operation;
}

describe('3.x', () => {
  test('parameters are merged by name and location, headers without case', async () => {
    const text = (name: string, at: string, more = {}) => ({ name, in: at, schema: {}, ...more });
    const operation = await only(
      description('3.0.3', {
        paths: {
          '/a': {
            parameters: [text('X-A', 'header'), text('q', 'query'), text('k', 'query')],
            get: {
              responses: ok,
              parameters: [
                text('x-a', 'header', { required: true }),
                text('q', 'query', { style: 'deepObject' }),
              ],
            },
          },
        },
      }),
    );
    expect(
      operation.parameters.map(({ name, origin, style, explode, required }) => [
        name,
        origin,
        style,
        explode,
        required,
      ]),
    ).toEqual([
      ['x-a', 'operation', 'simple', false, true],
      ['q', 'operation', 'deepObject', false, false],
      ['k', 'path-item', 'form', true, false],
    ]);
  });

  test('3.2: querystring, cookie, query and additional methods', async () => {
    const { api } = await load(
      description('3.2.0', {
        paths: {
          '/a': {
            query: { responses: ok },
            additionalOperations: {
              LINK: {
                responses: ok,
                parameters: [
                  { name: 'all', in: 'querystring', content: { 'application/json': {} } },
                  { name: 'c', in: 'cookie', style: 'cookie', schema: {} },
                ],
              },
            },
          },
        },
      }),
    );
    expect(api.operations.map(operationName)).toEqual([
      { method: 'query', path: '/a' },
      { method: 'link', path: '/a' },
    ]);
    const parameters = api.operations[1]?.parameters ?? [];
    expect(parameters.map((each) => [each.in, each.style, each.explode, each.content?.range])).toEqual([
      ['querystring', 'form', true, 'application/json'],
      ['cookie', 'cookie', true, undefined],
    ]);
  });

  test('security: what holds, and none at all', async () => {
    const { api } = await load(
      description('3.0.3', {
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
        paths: {
          '/a': {
            get: { responses: ok },
            put: { responses: ok, security: [] },
            post: { responses: ok, security: [{ no: ['s'] }] },
          },
        },
      }),
    );
    const held = api.operations.map(({ security }) =>
      security?.alternatives.map(({ schemes }) =>
        schemes.map(({ name, scheme }) => [name, scheme?.parameterName]),
      ),
    );
    expect(held).toEqual([[[['key', 'X-Key']]], [], [[['no', undefined]]]]);
  });

  test('schemas keep their place and direction', async () => {
    const operation = await only(
      withOperation('3.1.1', {
        requestBody: { content: { 'application/json': { schema: true } } },
        responses: {
          '2XX': {
            description: 'ok',
            headers: { 'X-A': { schema: {} } },
            content: { 'x-a/b': { schema: { type: 'string' } } },
          },
        },
      }),
    );
    expect(operation.requestBody?.content.get('application/json')?.schema).toMatchObject({
      direction: 'request',
      dialect: 'json-schema-2020-12',
    });
    const response = operation.responses.get('2XX');
    expect(response?.headers.get('x-a')?.schema?.direction).toBe('response');
    expect(response?.content.get('x-a/b')?.schema?.node.pointer).toBe(
      '/paths/~1a/get/responses/2XX/content/x-a~1b/schema',
    );
  });
});

describe('2.0', () => {
  test('bodies, media types and servers', async () => {
    const { api } = await load(
      description('2.0', {
        host: 'a.test',
        basePath: '/v1',
        schemes: ['https', 'http'],
        consumes: ['text/a'],
        produces: ['text/b', 'text/c'],
        paths: {
          '/a': {
            post: {
              consumes: ['application/xml'],
              parameters: [
                { name: 'b', in: 'body', required: true, schema: {} },
                { name: 'q', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'tsv' },
              ],
              responses: { 200: { description: 'ok', schema: {}, examples: { 'text/c': 'x' } } },
            },
          },
        },
      }),
    );
    const [operation] = api.operations;
    expect(api.servers.map(({ url }) => url)).toEqual(['https://a.test/v1', 'http://a.test/v1']);
    expect(operation?.requestBody).toMatchObject({ required: true });
    expect([...(operation?.requestBody?.content.keys() ?? [])]).toEqual(['application/xml']);
    expect(operation?.parameters.map(({ name, style }) => [name, style])).toEqual([['q', 'tabDelimited']]);
    const content = operation?.responses.get('200')?.content;
    expect([...(content ?? [])].map(([range, { examples }]) => [range, examples.length])).toEqual([
      ['text/b', 0],
      ['text/c', 1],
    ]);
  });

  test('forms', async () => {
    const field = (name: string, more: object) => ({ name, in: 'formData', type: 'string', ...more });
    const form = async (fields: unknown[]) =>
      (await only(withOperation('2.0', { parameters: fields }))).requestBody;
    const plain = await form([
      field('a', { required: true }),
      field('__proto__', { type: 'array', items: { type: 'string' }, collectionFormat: 'multi' }),
    ]);
    const media = plain?.content.get('application/x-www-form-urlencoded');
    const schema = media?.schema?.node.value as { properties: object; required: string[] };
    expect([Object.keys(schema.properties), schema.required]).toEqual([['a', '__proto__'], ['a']]);
    expect(media?.encoding.get('__proto__')).toMatchObject({ style: 'form', explode: true, styled: true });
    expect([...((await form([field('f', { type: 'file' })]))?.content.keys() ?? [])]).toEqual([
      'multipart/form-data',
    ]);
  });

  test('security', async () => {
    const { api } = await load(
      description('2.0', {
        securityDefinitions: {
          b: { type: 'basic' },
          o: { type: 'oauth2', flow: 'application', tokenUrl: 'https://a.test', scopes: { s: 'S' } },
        },
      }),
    );
    expect(api.securitySchemes.get('b')).toMatchObject({ type: 'http', httpScheme: 'basic' });
    expect(api.securitySchemes.get('o')?.flows.get('clientCredentials')?.tokenUrl?.value).toBe(
      'https://a.test',
    );
  });
});

describe('the walk', () => {
  const value = description('3.1.1', {
    paths: {
      '/a': { $ref: '#/components/pathItems/I' },
      '/b': { $ref: '#/components/pathItems/I' },
      '/c': {
        get: {
          responses: { 200: { $ref: '#/components/responses/R' } },
          callbacks: {
            k: {
              '{$url}': {
                post: { requestBody: { content: { 'a/b': { schema: { $ref: '#/components/schemas/S' } } } } },
              },
            },
          },
        },
      },
    },
    components: {
      pathItems: { I: { get: { responses: { 200: { $ref: '#/components/responses/R' } } } } },
      responses: {
        R: {
          description: 'r',
          content: { 'a/b': { schema: { $ref: '#/components/schemas/S' }, example: 1 } },
        },
      },
      schemas: {
        S: { items: { type: 'string' } },
        Unused: {},
        P: { discriminator: { propertyName: 'p' } },
        C: { allOf: [{ $ref: '#/components/schemas/P' }] },
      },
    },
  });

  test('each definition once, operations for each path, directions', async () => {
    const seen: string[] = [];
    const visitor: Visitor = {
      pathItem: ({ name, kind }) => void seen.push(`${kind} ${name}`),
      operation: ({ key }) => void seen.push(key),
      response: ({ status }) => void seen.push(`response ${status}`),
      mediaType: ({ range }, owner) => void seen.push(`${owner} ${range}`),
      example: ({ name }) => void seen.push(`example ${name ?? ''}`),
      callback: ({ name }) => void seen.push(`callback ${name}`),
      schema: ({ componentName, nested, directions }) =>
        void seen.push(
          `schema ${componentName ?? ''}${nested ? 'nested ' : ' '}${[...directions].join('+')}`,
        ),
    };
    visit(await load(value), [visitor]);
    expect(seen).toEqual([
      'path /a',
      'path /b',
      'path /c',
      'GET /c',
      'callback k',
      'callback {$url}',
      'POST {$url}',
      'request a/b',
      'GET /a',
      'GET /b',
      'response R',
      'response a/b',
      'example ',
      'schema S request+response',
      'schema nested request+response',
      'schema Unused ',
      'schema P ',
      'schema C ',
    ]);
  });

  test('references, and those that a discriminator implies', async () => {
    const seen: string[] = [];
    visit(await load(value), [
      { reference: ({ node, target }) => void seen.push(`${node.pointer} ${target?.pointer ?? ''}`) },
    ]);
    expect(seen.slice(-2)).toEqual([
      '/components/schemas/C/allOf/0/$ref /components/schemas/P',
      '/components/schemas/P/discriminator /components/schemas/C',
    ]);
  });

  test('twice the same', async () => {
    const run = async () => {
      const seen: string[] = [];
      visit(await load(value), [{ object: (node, kind) => void seen.push(`${kind} ${node.pointer}`) }]);
      return seen;
    };
    expect(await run()).toEqual(await run());
  });
});

test('following', async () => {
  const { api } = await load(
    description('3.0.3', {
      'x-a': { $ref: '#/x-b' },
      'x-b': { $ref: '#/x-c' },
      'x-c': 1,
      'x-d': { $ref: '#/x-d' },
      'x-e': { $ref: '#/x-f' },
    }),
  );
  const root = rootNode(api.documents.root);
  const to = (name: string) => follow(api.documents, { ...root, value: { $ref: `#/${name}` } });
  expect(to('x-a')).toMatchObject({ kind: 'found', node: { value: 1 } });
  expect(to('x-d').kind).toBe('circular');
  expect(to('x-e')).toMatchObject({ kind: 'unresolved', at: { pointer: '/x-e/$ref' } });
  expect(documentOf(1).value).toBe(1);
});
