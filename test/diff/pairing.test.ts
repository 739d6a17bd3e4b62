import { describe, expect, it } from 'vitest';
import { compareTexts, toldOfOperation } from './compared.ts';

function responses(...written: readonly string[]): string {
  return ['responses:', ...written.map((each) => `  ${each}`)].join('\n');
}

const book = 'content: { application/json: { schema: { type: object, required: [id] } } }';
const loose = 'content: { application/json: { schema: { type: object } } }';
const error = 'content: { application/json: { schema: { type: object, required: [code] } } }';

describe('statuses and their ranges', () => {
  it.each([
    [
      'a status moved to its range',
      `'200': { description: A, ${book} }`,
      `2XX: { description: A, ${book} }`,
      ['response-added: response 2XX took the place of 200'],
    ],
    [
      'a range split into its statuses',
      `2XX: { description: A, ${book} }`,
      `'200': { description: A, ${book} }`,
      ['response-removed: response 2XX was narrowed to 200'],
    ],
    [
      'a success moved from default',
      `default: { description: A, ${book} }`,
      `'200': { description: A, ${book} }`,
      ['response-removed: response default was narrowed to 200'],
    ],
  ])('%s is no break', async (_, before, after, told) => {
    expect([...(await toldOfOperation(responses(before), responses(after)))].sort()).toEqual(
      [...told].sort(),
    );
  });

  it('compares what moved with what covered it before', async () => {
    const told = await toldOfOperation(
      responses(`'200': { description: A, ${book} }`),
      responses(`2XX: { description: A, ${loose} }`),
    );
    expect(told.filter((line) => line.includes('!'))).toEqual([
      'property-optional!: property "id" is no longer always there (response 200 application/json)',
    ]);
  });

  it('takes default for failures where a success is described apart', async () => {
    const ok = `'200': { description: A, ${book} }`;
    const told = await toldOfOperation(
      responses(ok, `default: { description: E, ${error} }`),
      responses(ok, `'201': { description: A, ${book} }`, `default: { description: E, ${error} }`),
    );
    expect(told).toEqual(['response-added: response 201 was added']);
    const failure = await toldOfOperation(
      responses(ok, `default: { description: E, ${error} }`),
      responses(ok, `'404': { description: E, ${loose} }`, `default: { description: E, ${error} }`),
    );
    expect(failure).toContain(
      'property-optional!: property "code" is no longer always there (response 404 application/json)',
    );
  });
});

function body(...ranges: readonly string[]): string {
  return `requestBody: { content: { ${ranges.map((range) => `'${range}': { schema: { type: string } }`).join(', ')} } }`;
}

function answer(...ranges: readonly string[]): string {
  return responses(
    `'200': { description: A, content: { ${ranges.map((range) => `'${range}': { schema: { type: string } }`).join(', ')} } }`,
  );
}

describe('media types and their ranges', () => {
  it('takes a request body of a wider range for what it was', async () => {
    expect(await toldOfOperation(body('text/plain'), body('text/*'))).toEqual([
      'media-type-range-changed: request body text/* took the place of text/plain',
    ]);
  });

  it('tells of a narrower one as a break', async () => {
    expect(await toldOfOperation(body('text/*'), body('text/plain', 'text/csv'))).toEqual([
      'media-type-range-changed!: request body text/* was narrowed to text/plain, text/csv',
    ]);
  });

  it('warns of a wider response, and not of a narrower one', async () => {
    const wider = await compareTexts(
      `{ openapi: 3.1.0, info: { title: A, version: '1' }, paths: { /a: { get: { ${answer('text/plain').replace('responses:\n', 'responses: { ')} } } } } }`,
      `{ openapi: 3.1.0, info: { title: A, version: '1' }, paths: { /a: { get: { ${answer('*/*').replace('responses:\n', 'responses: { ')} } } } } }`,
    );
    expect(wider.findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: response 200 */* took the place of text/plain',
    ]);
    expect(await toldOfOperation(answer('*/*'), answer('text/plain'))).toEqual([
      'media-type-range-changed: response 200 */* was narrowed to text/plain',
    ]);
  });

  it.each([
    ['a charset', 'application/json', 'application/json; charset=utf-8'],
    ['case and blanks', 'Application/JSON;Version=1', 'application/json; version=1'],
    ['the order of parameters', 'text/plain; a=1; b=2', 'text/plain;b=2;a=1'],
  ])('takes %s for no change', async (_, before, after) => {
    expect(await toldOfOperation(answer(before), answer(after))).toEqual([]);
  });

  it('tells one version of a type from another', async () => {
    const told = await toldOfOperation(answer('application/json;v=1'), answer('application/json;v=2'));
    expect(told).toContain('media-type-removed!: response 200 application/json;v=1 was removed');
  });
});

describe('parameters', () => {
  const query = (more: string) => `parameters: [{ name: q, in: query, ${more} }]`;

  it.each([
    ['explode of a single value', 'schema: { type: string }', 'explode: false, schema: { type: string }'],
    ['explode of an array in simple style', '', ''],
    [
      'exploded arrays of other delimiters',
      'style: pipeDelimited, explode: true, schema: { type: array }',
      'style: form, explode: true, schema: { type: array }',
    ],
    [
      'a default written out',
      'schema: { type: array }',
      'style: form, explode: true, schema: { type: array }',
    ],
  ])('takes %s for no change', async (_, before, after) => {
    expect(await toldOfOperation(query(before), query(after))).toEqual([]);
  });

  it.each([
    [
      'schema: { type: array }',
      'explode: false, schema: { type: array }',
      'query parameter "q" is now written in style form, was in style form, exploded',
    ],
    [
      'schema: { type: object }',
      'style: deepObject, schema: { type: object }',
      'query parameter "q" is now written in style deepObject, was in style form, exploded',
    ],
    [
      'schema: { type: object }',
      'content: { application/json: { schema: { type: object } } }',
      'query parameter "q" is now written as application/json, was in style form, exploded',
    ],
  ])('tells that %s is not %s', async (before, after, message) => {
    expect(await toldOfOperation(query(before), query(after))).toEqual([
      `parameter-serialization-changed!: ${message}`,
    ]);
  });

  it('tells once of one that moved', async () => {
    const told = await toldOfOperation(
      'parameters: [{ name: token, in: query, schema: { type: string } }]',
      'parameters: [{ name: Token, in: header, schema: { type: string } }]',
    );
    expect(told).toEqual(['parameter-location-changed!: query parameter "token" is now sent in the header']);
  });

  it('takes the same at the path item and at the operation, under another name in the path', async () => {
    const before = `
openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: A } } }`;
    const after = `
openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a/{key}:
    get:
      parameters: [{ name: key, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A } }`;
    expect((await compareTexts(before, after)).told).toEqual([]);
  });

  it('passes over headers that are no parameters', async () => {
    const told = await toldOfOperation(
      '',
      'parameters: [{ name: Authorization, in: header, required: true, schema: { type: string } }]',
    );
    expect(told).toEqual([]);
  });
});

function described(more: string): string {
  return `openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n${more}`;
}

async function told(before: string, after: string): Promise<readonly string[]> {
  return (await compareTexts(described(before), described(after))).told;
}

describe('servers', () => {
  it.each([
    [
      'a slash at the end',
      "servers: [{ url: 'https://a.example/v1' }]",
      "servers: [{ url: 'https://A.example/v1/' }]",
    ],
    ['the place of the description', '', "servers: [{ url: '/' }]"],
    [
      'a variable with its values, and each written out',
      "servers: [{ url: 'https://{env}.example', variables: { env: { default: a, enum: [a, b] } } }]",
      "servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }]",
    ],
    [
      'the name of a variable',
      "servers: [{ url: 'https://{env}.example', variables: { env: { default: a } } }]",
      "servers: [{ url: 'https://{stage}.example', variables: { stage: { default: a } } }]",
    ],
  ])('takes %s for no change', async (_, before, after) => {
    expect(await told(before, after)).toEqual([]);
    expect(await told(after, before)).toEqual([]);
  });

  it('tells what happened to a variable', async () => {
    const server = (variable: string) =>
      `servers: [{ url: 'https://{env}.example', variables: { env: { ${variable} } } }]`;
    expect(await told(server('default: a, enum: [a, b]'), server('default: c, enum: [a, c]'))).toEqual([
      'server-variable-changed: server https://{env}.example: env gained "c"',
      'server-variable-changed: server https://{env}.example: env lost "b"',
      'server-variable-changed: server https://{env}.example: the default of env changed from "a" to "c"',
    ]);
  });

  it('tells of the servers of an operation there alone, and of the root once', async () => {
    const own = await toldOfOperation(
      "servers: [{ url: 'https://a.example' }]",
      "servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }]",
    );
    expect(own).toEqual(['server-added: server https://b.example was added']);
  });
});

describe('security schemes', () => {
  const scheme = (name: string, more: string) =>
    `security: [{ ${name}: [] }]\ncomponents: { securitySchemes: { ${name}: { ${more} } } }`;
  const paths = "paths: { /a: { get: { responses: { '200': { description: A } } } } }";

  async function compared(before: string, after: string): Promise<readonly string[]> {
    const full = (more: string) => described(more).replace('paths: {}', paths);
    return (await compareTexts(full(before), full(after))).told;
  }

  it('takes another name for no break', async () => {
    const key = 'type: apiKey, in: header, name: X-Key';
    expect(await compared(scheme('key', key), scheme('apiKey', key))).toEqual([
      'security-scheme-removed: security scheme "key" is now called "apiKey"',
    ]);
  });

  it('tells of another way to send credentials', async () => {
    expect(
      await compared(
        scheme('key', 'type: apiKey, in: header, name: X-Key'),
        scheme('key', 'type: apiKey, in: query, name: key'),
      ),
    ).toEqual([
      'security-scheme-changed!: security scheme "key" was an API key in header "X-Key", is now an API key in query "key"',
    ]);
  });

  it('tells of flows, addresses and scopes', async () => {
    const flow = (url: string, scopes: string) =>
      `{ authorizationUrl: 'https://id.example/a', tokenUrl: '${url}', scopes: { ${scopes} } }`;
    const before = scheme(
      'login',
      `type: oauth2, flows: { authorizationCode: ${flow('https://id.example/t', 'read: R, write: W')}, implicit: { authorizationUrl: 'https://id.example/a', scopes: {} } }`,
    );
    const after = scheme(
      'login',
      `type: oauth2, flows: { authorizationCode: ${flow('https://id.example/t2', 'read: R, admin: A')} }`,
    );
    expect([...(await compared(before, after))].sort()).toEqual([
      'security-scheme-changed!: security scheme "login" lost the flow implicit',
      'security-scheme-changed: security scheme "login", flow authorizationCode: the scope "admin" was added',
      'security-scheme-changed: security scheme "login", flow authorizationCode: the scope "write" was removed',
      'security-scheme-changed: security scheme "login": tokenUrl changed from https://id.example/t to https://id.example/t2',
    ]);
  });
});

it('tells of a range beside what it covers as one more', async () => {
  expect(await toldOfOperation(answer('text/plain'), answer('text/plain', '*/*'))).toEqual([
    'media-type-added: response 200 */* was added',
  ]);
});

it('knows what security schemes of 3.2 have more', async () => {
  const scheme = (more: string) => `openapi: 3.2.0
info: { title: A, version: '1' }
paths: {}
components:
  securitySchemes:
    login:
      type: oauth2
${more}
`;
  const before = scheme(
    '      flows: { deviceAuthorization: { deviceAuthorizationUrl: https://a.example/d, tokenUrl: https://a.example/t, scopes: {} } }',
  );
  const after = scheme(
    '      deprecated: true\n      flows: { deviceAuthorization: { deviceAuthorizationUrl: https://a.example/e, tokenUrl: https://a.example/t, scopes: {} } }',
  );
  expect([...(await compareTexts(before, after)).told].sort()).toEqual([
    'security-scheme-changed: security scheme "login" was deprecated',
    'security-scheme-changed: security scheme "login": deviceAuthorizationUrl changed from https://a.example/d to https://a.example/e',
  ]);
});
