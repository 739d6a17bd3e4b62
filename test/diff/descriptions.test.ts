import { describe, expect, it } from 'vitest';
import { compareTexts, toldOfOperation } from './compared.ts';

const start = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";

describe('what is said in words', () => {
  it.each([
    [
      'description: Old',
      'description: New',
      'description-changed: the operation: the description was reworded',
    ],
    ['', 'summary: All', 'description-changed: the operation: the summary was added'],
    [
      'externalDocs: { url: "https://a.example" }',
      '',
      'external-docs-changed: the operation: the link to more documentation was removed',
    ],
    ['x-owner: me', 'x-owner: you', 'extension-changed: the operation: x-owner changed'],
    ['tags: [a]', 'tags: [b]', 'tags-changed: no longer has the tag "a"'],
    ['operationId: a', '', 'operation-id-changed: operationId "a" was removed'],
    ['', 'deprecated: true', 'operation-deprecated: GET /books was deprecated'],
    ['x-stability-level: beta', '', 'stability-changed: the operation was beta, is now stable'],
  ])('%s, then %s', async (before, after, told) => {
    expect(await toldOfOperation(before, after)).toContain(told);
  });

  it('takes blanks and the wrapping of lines for no change', async () => {
    expect(await toldOfOperation('description: One  line', 'description: "One\\nline\\n"')).toEqual([]);
  });

  it('calls for a patch alone', async () => {
    const { section } = await compareTexts(
      start,
      start.replace('title: A', 'title: B').replace("'1'", "'2'"),
    );
    expect(section.semver).toBe('patch');
    expect(section.changes.map(({ message }) => message)).toEqual([
      'the API: the title was reworded',
      'the version of the API changed from 1 to 2',
    ]);
  });

  it('tells once of a definition that many use', async () => {
    const list = (text: string) => `${start.replace('paths: {}', '')}paths:
  /a: { get: &op { parameters: [{ $ref: '#/components/parameters/Limit' }], responses: { '200': { description: A } } } }
  /b: { get: *op }
components:
  parameters: { Limit: { name: limit, in: query, description: ${text}, schema: { type: integer } } }
`;
    expect((await compareTexts(list('Old'), list('New'))).section.changes).toHaveLength(1);
  });
});

describe('parameters, headers and schemas', () => {
  const query = (more: string) => `parameters: [{ name: q, in: query, ${more} }]`;

  it.each([
    [
      'schema: { type: integer, default: 10 }',
      'schema: { type: integer, default: 20 }',
      'default-changed: query parameter "q": the default changed from 10 to 20',
    ],
    [
      'schema: { type: integer }',
      'deprecated: true, schema: { type: integer }',
      'parameter-deprecated: query parameter "q" was deprecated',
    ],
    [
      'schema: { type: integer }',
      "deprecated: true, x-sunset: '2030-01-01', schema: { type: integer }",
      'sunset-changed: query parameter "q" will work until 2030-01-01',
    ],
    [
      "x-sunset: '2030-01-01', schema: { type: integer }",
      "x-sunset: '2029-01-01', schema: { type: integer }",
      'sunset-changed!: query parameter "q" will work only until 2029-01-01, was 2030-01-01',
    ],
    [
      'schema: { type: string, examples: [a] }',
      'schema: { type: string, examples: [b] }',
      'example-changed: query parameter "q": the examples changed',
    ],
    [
      'schema: { type: string, contentEncoding: base64 }',
      'schema: { type: string, contentEncoding: base64url }',
      'schema-content-changed: query parameter "q" is now encoded as base64url, was base64',
    ],
    ['schema: {}', 'schema: { type: integer }', 'schema-type-changed!'],
    [
      '',
      'schema: { type: integer }',
      'schema-presence-changed: query parameter "q" has a schema now, where anything was allowed',
    ],
  ])('%s, then %s', async (before, after, told) => {
    expect((await toldOfOperation(query(before), query(after))).some((line) => line.startsWith(told))).toBe(
      true,
    );
  });

  it('tells of what stands below, by its name', async () => {
    const body = (more: string, media = 'application/json') =>
      `requestBody: { content: { '${media}': { schema: { type: object, properties: { id: { type: string, ${more} } } } } } }`;
    expect(await toldOfOperation(body(''), body('readOnly: true'))).toContain(
      'property-access-changed: "id" became read-only',
    );
    expect(await toldOfOperation(body(''), body('deprecated: true'))).toEqual([
      'property-deprecated: "id" was deprecated',
    ]);
    expect(await toldOfOperation(body('xml: { name: a }'), body('xml: { name: b }'))).toEqual([]);
    const xml = 'application/xml';
    expect(await toldOfOperation(body('xml: { name: a }', xml), body('xml: { name: b }', xml))).toEqual([
      'schema-xml-changed: "id": name in XML changed from a to b',
    ]);
  });
});

describe('links', () => {
  const link = (more: string) => `
operationId: getBooks
responses:
  '200':
    description: A
    links: { next: { ${more} } }`;

  it('takes an operation by its id and by its place for the same', async () => {
    expect(
      await toldOfOperation(link('operationId: getBooks'), link("operationRef: '#/paths/~1books/get'")),
    ).toEqual([]);
  });

  it('tells where it leads and what it sends', async () => {
    expect(
      await toldOfOperation(
        link('operationId: getBooks, parameters: { a: 1, b: 2 }'),
        link('operationId: other, parameters: { a: 1, b: 3 }'),
      ),
    ).toEqual([
      'link-changed: response 200, link "next" now leads to other, led to GET /books',
      'link-changed: response 200, link "next" now sends other parameters: b',
    ]);
  });
});

describe('fields of forms', () => {
  const form = (encoding: string, field = 'type: array', more = '') =>
    `requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { f: { ${field} } ${more} } }, encoding: { ${encoding} } } } }`;

  it.each([
    ['f: { style: form, explode: true }', ''],
    ['f: { contentType: text/plain }', 'f: { contentType: "text/plain, text/csv" }'],
  ])('takes %s and %s for no break', async (before, after) => {
    const told = await toldOfOperation(form(before), form(after));
    expect(told.filter((line) => line.includes('!'))).toEqual([]);
  });

  it.each([
    [
      'f: { style: form, explode: true }',
      'f: { style: form, explode: false }',
      'encoding-changed!: request body multipart/form-data, "f" is now written in style form, was in style form, exploded',
    ],
    [
      'f: { contentType: "image/png, image/jpeg" }',
      'f: { contentType: image/png }',
      'encoding-changed!: request body multipart/form-data, "f" may no longer be image/jpeg',
    ],
    [
      'f: { headers: { X-Id: { schema: { type: string } } } }',
      'f: { headers: { X-Id: { required: true, schema: { type: string } } } }',
      'encoding-changed!: request body multipart/form-data, "f" must now have the header "X-Id"',
    ],
  ])('tells that %s is not %s', async (before, after, told) => {
    expect(await toldOfOperation(form(before), form(after))).toEqual([told]);
  });

  it('leaves a field that one version lacks to its schema', async () => {
    const told = await toldOfOperation(
      form(''),
      form('g: { style: deepObject, explode: true }', 'type: array', ', g: { type: object }'),
    );
    expect(told).toEqual(['property-added: property "g" was added (request body multipart/form-data)']);
  });
});

describe('components', () => {
  const components = (more: string) => `${start}components: { schemas: { ${more} } }\n`;

  it('tells of those that come, go and are renamed', async () => {
    expect(
      (
        await compareTexts(
          components("A: { type: string }, B: { properties: { b: { $ref: '#/components/schemas/B' } } }"),
          components("C: { type: integer }, D: { properties: { b: { $ref: '#/components/schemas/D' } } }"),
          ['component-added', 'component-removed'],
        )
      ).told,
    ).toEqual([
      'component-added: schema "C" was added to the components',
      'component-removed: schema "A" was removed from the components',
      'component-removed: schema "B" is now called "D"',
    ]);
  });
});

describe('what is in a text', () => {
  const events = (name: string, type: string) => `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      responses:
        '200':
          description: A
          content:
            text/event-stream: { schema: { type: string, contentSchema: { $ref: '#/components/schemas/${name}' } } }
components: { schemas: { ${name}: { type: object, required: [id], properties: { id: { type: ${type} } } } } }
`;

  it('is compared as any schema, whatever that is called', async () => {
    expect((await compareTexts(events('A', 'string'), events('B', 'string'))).told).toEqual([]);
    const { told } = await compareTexts(events('A', 'string'), events('A', 'integer'));
    expect(told).toEqual([
      'schema-type-changed!: "id": type changed from "string" to "integer" (the text of response 200 text/event-stream)',
    ]);
  });
});
