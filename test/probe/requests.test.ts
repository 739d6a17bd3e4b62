import { describe, expect, it, test } from 'vitest';
import { probeText } from './support.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Takes an operation of a description and a request to it; gives what is said of it. */
async function messages(
  opening: Fields,
  operation: Fields,
  request: Fields,
  status = 200,
): Promise<string[]> {
  const post = { responses: { 200: { description: 'It.' }, 400: { description: 'No.' } }, ...operation };
  const description = { ...opening, info: { title: 'A', version: '1' }, paths: { '/it': { post } } };
  const exchange = { name: 'a', request: { method: 'POST', path: '/it', ...request }, response: { status } };
  const { findings } = await probeText(
    JSON.stringify(description),
    JSON.stringify({ apicheck: 1, exchanges: [exchange] }),
  );
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

describe('forms of 2.0', () => {
  const operation = {
    consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    parameters: [
      { name: 'name', in: 'formData', type: 'string', required: true },
      { name: 'count', in: 'formData', type: 'integer' },
      { name: 'tags', in: 'formData', type: 'array', items: { type: 'integer' }, collectionFormat: 'multi' },
      { name: 'ids', in: 'formData', type: 'array', items: { type: 'integer' }, collectionFormat: 'pipes' },
    ],
  };
  const file = { name: 'file', in: 'formData', type: 'file' };
  const part = (name: string, text: string, more = '') =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`;
  test.each([
    ['application/x-www-form-urlencoded', 'name=a&count=1&tags=1&tags=2&ids=1|2', []],
    ['application/x-www-form-urlencoded', 'name=a&count=x', ['/count must be an integer, is a string: "x"']],
    [
      'application/x-www-form-urlencoded',
      'name=a&tags=1&tags=y',
      ['/tags/1 must be an integer, is a string: "y"'],
    ],
    ['application/x-www-form-urlencoded', 'name=a&ids=1|z', ['/ids/1 must be an integer, is a string: "z"']],
    ['application/x-www-form-urlencoded', 'count=1', [' must have property name']],
    [
      'multipart/form-data; boundary=x',
      `${part('name', 'a')}${part('tags', '1')}${part('tags', '2')}${part('file', '\u0000', '; filename="a.bin"')}--x--\r\n`,
      [],
    ],
    [
      'multipart/form-data; boundary=x',
      `${part('name', 'a')}${part('count', 'x')}--x--\r\n`,
      ['/count must be an integer, is a string: "x"'],
    ],
  ])('%s: %s', async (type, bodyText, expected) => {
    const parameters = type.startsWith('multipart') ? [...operation.parameters, file] : operation.parameters;
    const found = await messages(
      { swagger: '2.0' },
      { ...operation, parameters },
      {
        headers: { 'content-type': type },
        bodyText,
      },
    );
    expect(found).toEqual(expected.map((each) => `request-body-invalid: request body ${each.trim()}`));
  });
});

describe('bodies of requests', () => {
  const opening = { openapi: '3.1.0' };
  const json = { 'application/json': { schema: { type: 'object', required: ['a'] } } };
  const one = (required: boolean, content: Fields = json) => ({ requestBody: { required, content } });
  const typed = (type: string, bodyText: string) => ({ headers: { 'content-type': type }, bodyText });

  test.each([
    ['that are there', one(true), typed('application/json', '{"a":1}'), []],
    [
      'that are not what is asked for',
      one(true),
      typed('application/json', '{}'),
      ['request-body-invalid: request body must have property a'],
    ],
    [
      'that are missing',
      one(true),
      {},
      ['request-body-missing: POST /it requires a body, and the request has none'],
    ],
    ['that need not be there', one(false), {}, []],
    [
      'that are empty',
      one(true),
      typed('application/json', ''),
      ['request-body-missing: POST /it requires a body, and the request has none'],
    ],
    [
      'that are of no type that is taken',
      one(true),
      typed('text/plain', 'a'),
      ['request-media-type-undocumented: POST /it takes no text/plain, only application/json'],
    ],
    [
      'that nobody asked for',
      {},
      typed('text/plain', 'a'),
      ['request-media-type-undocumented: POST /it takes no body'],
    ],
    [
      'that are cut short',
      one(true),
      typed('application/json', '{"a":'),
      ['request-body-malformed: the request body is not application/json: expected a value after the colon'],
    ],
    [
      'without a type, where there is one',
      one(true),
      { bodyText: '{}' },
      ['request-body-invalid: request body must have property a'],
    ],
  ])('%s', async (_, operation, request, expected) => {
    expect(await messages(opening, operation, request)).toEqual(expected);
  });

  it('count for nothing where the provider refuses them', async () => {
    expect(await messages(opening, one(true), typed('application/json', '{}'), 400)).toEqual([]);
  });

  it('may lack what only responses have', async () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
    };
    const operation = one(true, { 'application/json': { schema } });
    expect(await messages(opening, operation, typed('application/json', '{"name":"a"}'))).toEqual([]);
  });
});

describe('what is hostile', () => {
  const schema = {
    type: 'object',
    additionalProperties: { type: 'string' },
    properties: { a: { type: 'string', pattern: '^(a+)+$' } },
  };
  const content = Object.fromEntries(
    ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'].map(
      (range) => [range, { schema }],
    ),
  );
  const operation = { requestBody: { content } };
  const judge = (type: string, bodyText: string, headers: Fields = {}) =>
    messages({ openapi: '3.1.0' }, operation, { headers: { 'content-type': type, ...headers }, bodyText });
  test.each([
    ['application/json', '{"__proto__":"x","constructor":"y"}'],
    ['application/x-www-form-urlencoded', '__proto__=x&constructor=y&a[__proto__]=z'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n__proto__: z\r\n\r\ny\r\n--x--\r\n',
    ],
    ['application/xml', '<r><__proto__>x</__proto__><constructor>y</constructor></r>'],
  ])('names in %s pollute nothing', async (type, body) => {
    expect(await judge(type, body, { 'content-encoding': 'constructor, __proto__' })).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(({} as Fields)['y']).toBe(undefined);
  });
  it('patterns are given up', async () => {
    expect(await judge('application/json', JSON.stringify({ a: `${'a'.repeat(60)}!` }))).toEqual([
      'exchange-unjudged: not judged by this schema: matching 61 characters against ^(a+)+$ takes too long; --limit patternTime=N allows more',
    ]);
  });
  it('JSON nests without end', async () => {
    const deep = 900;
    expect(await judge('application/json', `{"b":${'['.repeat(deep)}${']'.repeat(deep)}}`)).toEqual([
      'request-body-invalid: request body /b must be a string, is an array: [[["…"]]]',
    ]);
    const [message] = await judge('application/json', '['.repeat(1e5));
    expect(message).toMatch(/^request-body-malformed: /);
  });
});
