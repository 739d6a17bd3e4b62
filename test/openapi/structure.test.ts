import { describe, expect, test } from 'vitest';
import { description, inShort, load, withOperation, withSchema, type Version } from './support.ts';

const ok = { description: 'ok' };
const get = (operation: object) => (version: Version) =>
  withOperation(version, operation as Record<string, unknown>);
const root = (fields: object) => (version: Version) =>
  description(version, fields as Record<string, unknown>);
const schema = (value: unknown) => (version: Version) => withSchema(version, value);
const parameter = (value: object) => get({ parameters: [value] });
const at = '/paths/~1a/get';
const p0 = `${at}/parameters/0`;

/** Description, versions that accept it, and per other version what is wrong. */
const cases: [name: string, make: (version: Version) => unknown, Partial<Record<Version, string[]>>][] = [
  ['the least description', root({}), { '2.0': [], '3.0.3': [], '3.1.1': [], '3.2.0': [] }],
  [
    'null for paths',
    root({ paths: null }),
    {
      '3.1.1': ['field-type-mismatch /paths'],
    },
  ],
  ['webhooks', root({ webhooks: {} }), { '3.0.3': ['field-misplaced /webhooks'], '3.1.1': [], '3.2.0': [] }],
  ['$self', root({ $self: 'https://a.test/x' }), { '3.1.1': ['field-misplaced /$self'], '3.2.0': [] }],
  [
    'summary of info',
    root({ info: { title: 'A', version: '1', summary: 's' } }),
    {
      '2.0': ['field-misplaced /info/summary'],
      '3.0.3': ['field-misplaced /info/summary'],
      '3.1.1': [],
    },
  ],
  [
    'a misspelt required field',
    root({ info: { titel: 'A', version: '1' } }),
    { '3.0.3': ['field-unknown /info/titel'] },
  ],
  [
    'a missing field',
    root({ info: { title: 'A' } }),
    { '2.0': ['field-missing /info'], '3.2.0': ['field-missing /info'] },
  ],
  [
    'a number for a string',
    root({ info: { title: 'A', version: 1 } }),
    { '3.0.3': ['field-type-mismatch /info/version'] },
  ],
  ['an extension', root({ 'x-a': { $ref: '#/no' } }), { '2.0': [], '3.0.3': [], '3.1.1': [], '3.2.0': [] }],
  [
    'licence with both',
    root({
      info: { title: 'A', version: '1', license: { name: 'M', identifier: 'MIT', url: 'https://a.test' } },
    }),
    {
      '3.0.3': ['field-misplaced /info/license/identifier'],
      '3.1.1': ['field-conflict /info/license/url'],
    },
  ],
  [
    'name of a server',
    root({ servers: [{ url: '/', name: 'n' }] }),
    { '3.1.1': ['field-misplaced /servers/0/name'], '3.2.0': [] },
  ],
  ['servers in 2.0', root({ servers: [] }), { '2.0': ['field-misplaced /servers'] }],
  [
    'tag fields',
    root({ tags: [{ name: 't', parent: 'u', kind: 'nav', summary: 's' }] }),
    {
      '3.2.0': [],
      '3.1.1': ['field-misplaced /tags/0/parent'],
    },
  ],
  [
    'component names',
    root({ components: { schemas: { 'a b': {} } } }),
    {
      '3.0.3': ['field-value-invalid /components/schemas/a b'],
    },
  ],
  [
    'media types as components',
    root({ components: { mediaTypes: { A: {} } } }),
    {
      '3.1.1': ['field-misplaced /components/mediaTypes'],
      '3.2.0': [],
    },
  ],
  ['a path without slash', root({ paths: { a: {} } }), { '3.0.3': ['field-unknown /paths/a'] }],
  [
    'the query method',
    root({ paths: { '/a': { query: { responses: { 200: ok } } } } }),
    {
      '3.1.1': ['field-misplaced /paths/~1a/query'],
      '3.2.0': [],
    },
  ],
  [
    'additionalOperations',
    root({ paths: { '/a': { additionalOperations: { LINK: { responses: { 200: ok } } } } } }),
    {
      '3.1.1': ['field-misplaced /paths/~1a/additionalOperations'],
      '3.2.0': [],
    },
  ],
  [
    'no response at all',
    get({ responses: {} }),
    { '2.0': [`field-missing ${at}/responses`], '3.1.1': [`field-missing ${at}/responses`] },
  ],
  [
    'a response without description',
    get({ responses: { 200: {} } }),
    {
      '2.0': [`field-missing ${at}/responses/200`],
      '3.1.1': [`field-missing ${at}/responses/200`],
      '3.2.0': [],
    },
  ],
  [
    'a status in lower case',
    get({ responses: { '2xx': ok } }),
    { '3.0.3': [`field-unknown ${at}/responses/2xx`] },
  ],
  [
    'a status range in 2.0',
    get({ responses: { '2XX': ok } }),
    { '2.0': [`field-unknown ${at}/responses/2XX`], '3.0.3': [] },
  ],
  [
    'a response of 2.0',
    get({ responses: { 200: { ...ok, schema: {} } } }),
    {
      '2.0': [],
      '3.0.3': [`field-misplaced ${at}/responses/200/schema`],
    },
  ],
  [
    'a parameter of 2.0',
    parameter({ name: 'a', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'csv' }),
    {
      '2.0': [],
      '3.0.3': [`field-misplaced ${p0}/type`, `field-misplaced ${p0}/collectionFormat`],
    },
  ],
  [
    'a parameter of 3.x',
    parameter({ name: 'a', in: 'query', schema: {} }),
    { '2.0': [`field-misplaced ${p0}/schema`], '3.0.3': [] },
  ],
  [
    'neither schema nor content',
    parameter({ name: 'a', in: 'query' }),
    { '3.0.3': [`field-missing ${p0}`], '2.0': [`field-missing ${p0}`] },
  ],
  [
    'schema and content',
    parameter({ name: 'a', in: 'query', schema: {}, content: { 'text/plain': {} } }),
    {
      '3.0.3': [`field-conflict ${p0}/content`],
    },
  ],
  [
    'two media types',
    parameter({ name: 'a', in: 'query', content: { 'text/plain': {}, 'text/html': {} } }),
    {
      '3.1.1': [`field-value-invalid ${p0}/content`],
    },
  ],
  [
    'an optional path parameter',
    parameter({ name: 'a', in: 'path', schema: {} }),
    { '3.0.3': [`field-missing ${p0}`] },
  ],
  [
    'a parameter in the body',
    parameter({ name: 'a', in: 'body', schema: {} }),
    { '2.0': [], '3.0.3': [`field-value-invalid ${p0}/in`] },
  ],
  [
    'querystring',
    parameter({ name: 'a', in: 'querystring', content: { 'application/json': {} } }),
    {
      '3.1.1': [`field-value-invalid ${p0}/in`],
      '3.2.0': [],
    },
  ],
  [
    'the style cookie',
    parameter({ name: 'a', in: 'cookie', style: 'cookie', schema: {} }),
    {
      '3.1.1': [`field-value-invalid ${p0}/style`],
      '3.2.0': [],
    },
  ],
  [
    'a style elsewhere',
    parameter({ name: 'a', in: 'header', style: 'form', schema: {} }),
    { '3.0.3': [`field-value-invalid ${p0}/style`] },
  ],
  [
    'multi in a path',
    parameter({
      name: 'a',
      in: 'path',
      required: true,
      type: 'array',
      items: { type: 'string' },
      collectionFormat: 'multi',
    }),
    {
      '2.0': [`field-value-invalid ${p0}/collectionFormat`],
    },
  ],
  [
    'example and examples',
    parameter({ name: 'a', in: 'query', schema: {}, example: 1, examples: {} }),
    {
      '3.0.3': [`field-conflict ${p0}/examples`],
    },
  ],
  [
    'sequential media',
    get({ responses: { 200: { ...ok, content: { 'application/jsonl': { itemSchema: {} } } } } }),
    {
      '3.1.1': [`field-misplaced ${at}/responses/200/content/application~1jsonl/itemSchema`],
      '3.2.0': [],
    },
  ],
  [
    'encoding by name and position',
    get({ requestBody: { content: { 'multipart/mixed': { encoding: {}, itemEncoding: {} } } } }),
    {
      '3.2.0': [`field-conflict ${at}/requestBody/content/multipart~1mixed/itemEncoding`],
    },
  ],
  [
    'a media type by reference',
    get({ requestBody: { content: { 'a/b': { $ref: '#/components/mediaTypes/X' } } } }),
    {
      '3.1.1': [`ref-misplaced ${at}/requestBody/content/a~1b/$ref`],
      '3.2.0': [],
    },
  ],
  [
    'a link to nothing',
    get({ responses: { 200: { ...ok, links: { l: {} } } } }),
    { '3.0.3': [`field-missing ${at}/responses/200/links/l`] },
  ],
  [
    'values of examples',
    root({
      components: {
        examples: { e: { value: 1, externalValue: 'x' }, f: { dataValue: 1, serializedValue: '1' } },
      },
    }),
    {
      '3.1.1': [
        'field-conflict /components/examples/e/externalValue',
        'field-misplaced /components/examples/f/dataValue',
      ],
      '3.2.0': ['field-conflict /components/examples/e/externalValue'],
    },
  ],
  [
    'nullable',
    schema({ type: 'string', nullable: true }),
    {
      '2.0': ['field-misplaced /definitions/S/nullable'],
      '3.0.3': [],
      '3.1.1': ['keyword-unknown /components/schemas/S/nullable'],
    },
  ],
  [
    'nullable that is off',
    schema({ type: 'string', nullable: false }),
    { '2.0': ['field-misplaced /definitions/S/nullable'], '3.0.3': [], '3.1.1': [] },
  ],
  [
    'several types',
    schema({ type: ['string', 'null'] }),
    { '3.0.3': ['field-type-mismatch /components/schemas/S/type'], '3.1.1': [] },
  ],
  [
    'a boolean schema',
    schema(true),
    {
      '2.0': ['field-type-mismatch /definitions/S'],
      '3.0.3': ['field-type-mismatch /components/schemas/S'],
      '3.1.1': [],
    },
  ],
  ['const', schema({ const: 1 }), { '3.0.3': ['field-misplaced /components/schemas/S/const'], '3.1.1': [] }],
  ['oneOf', schema({ oneOf: [{}] }), { '2.0': ['field-misplaced /definitions/S/oneOf'], '3.0.3': [] }],
  [
    'a near miss',
    schema({ minItem: 1 }),
    {
      '3.0.3': ['field-unknown /components/schemas/S/minItem'],
      '3.1.1': ['keyword-unknown /components/schemas/S/minItem'],
    },
  ],
  [
    'a keyword of its own',
    schema({ tableName: 1 }),
    { '3.0.3': ['field-unknown /components/schemas/S/tableName'], '3.1.1': [] },
  ],
  [
    'exclusive bounds',
    schema({ exclusiveMinimum: true }),
    { '2.0': [], '3.0.3': [], '3.1.1': ['field-type-mismatch /components/schemas/S/exclusiveMinimum'] },
  ],
  [
    'an array of anything',
    schema({ type: 'array' }),
    { '2.0': [], '3.0.3': ['field-missing /components/schemas/S'], '3.1.1': [] },
  ],
  [
    'discriminator',
    schema({ discriminator: 'kind' }),
    { '2.0': [], '3.0.3': ['field-type-mismatch /components/schemas/S/discriminator'] },
  ],
  [
    'defaultMapping',
    schema({ discriminator: { propertyName: 'a', defaultMapping: 'S' } }),
    {
      '3.1.1': ['field-misplaced /components/schemas/S/discriminator/defaultMapping'],
      '3.2.0': [],
    },
  ],
  [
    'nodeType',
    schema({ xml: { nodeType: 'text' } }),
    { '3.1.1': ['field-misplaced /components/schemas/S/xml/nodeType'], '3.2.0': [] },
  ],
  [
    'wrong things in examples',
    schema({ example: { $ref: '#/no', type: 5 }, default: { $ref: 1 }, enum: [{ $ref: '#/no' }] }),
    { '2.0': [], '3.0.3': [], '3.1.1': [] },
  ],
  [
    'a property called $ref',
    schema({ properties: { $ref: { type: 'string' } } }),
    { '2.0': [], '3.0.3': [], '3.1.1': [] },
  ],
  [
    'a property called __proto__',
    schema(JSON.parse('{"properties":{"__proto__":{"type":"strin"}}}')),
    {
      '3.0.3': ['field-value-invalid /components/schemas/S/properties/__proto__/type'],
    },
  ],
  [
    'an API key',
    root({ components: { securitySchemes: { a: { type: 'apiKey', in: 'header' } } } }),
    { '3.0.3': ['field-missing /components/securitySchemes/a'] },
  ],
  [
    'mutual TLS',
    root({ components: { securitySchemes: { a: { type: 'mutualTLS' } } } }),
    { '3.0.3': ['field-value-invalid /components/securitySchemes/a/type'], '3.1.1': [] },
  ],
  [
    'the device flow',
    root({
      components: {
        securitySchemes: {
          a: {
            type: 'oauth2',
            deprecated: true,
            oauth2MetadataUrl: 'https://a.test',
            flows: {
              deviceAuthorization: {
                deviceAuthorizationUrl: 'https://a.test',
                tokenUrl: 'https://a.test',
                scopes: {},
              },
            },
          },
        },
      },
    }),
    {
      '3.2.0': [],
      '3.1.1': [
        'field-misplaced /components/securitySchemes/a/deprecated',
        'field-misplaced /components/securitySchemes/a/flows/deviceAuthorization',
      ],
    },
  ],
  [
    'a flow without URL',
    root({ components: { securitySchemes: { a: { type: 'oauth2', flows: { implicit: { scopes: {} } } } } } }),
    {
      '3.0.3': ['field-missing /components/securitySchemes/a/flows/implicit'],
    },
  ],
  [
    'OAuth of 2.0',
    root({
      securityDefinitions: {
        a: { type: 'oauth2', flow: 'accessCode', tokenUrl: 'https://a.test', scopes: {} },
      },
    }),
    {
      '2.0': ['field-missing /securityDefinitions/a'],
    },
  ],
];

describe('structure', () => {
  for (const [name, make, expected] of cases) {
    for (const [version, problems] of Object.entries(expected)) {
      test(`${name} in ${version}`, async () => {
        const loaded = await load(make(version as Version));
        expect(inShort(loaded)).toEqual(problems);
      });
    }
  }

  test('paths may be left out since 3.1, where there is something else', async () => {
    const info = { title: 'A', version: '1' };
    expect(inShort(await load({ openapi: '3.0.3', info }))).toEqual(['field-missing ']);
    expect(inShort(await load({ openapi: '3.1.1', info }))).toEqual(['field-missing ']);
    expect(inShort(await load({ openapi: '3.1.1', info, components: {} }))).toEqual([]);
  });

  test('one problem for fields that share a cause', async () => {
    const loaded = await load(
      withOperation('3.0.3', {
        parameters: [{ name: 'a', in: 'query', type: 'string', format: 'uuid', pattern: 'a' }],
      }),
    );
    expect(loaded.structure.map(({ message }) => message)).toEqual([
      '"type", "format" and "pattern" belong to OpenAPI 2.0, not 3.0: write them inside "schema"',
    ]);
  });

  test('suggestions stand beside messages', async () => {
    const loaded = await load(withSchema('3.0.3', { type: 'strin', minItem: 1 }));
    expect(loaded.structure.map(({ suggestion }) => suggestion)).toEqual(['string', 'minItems']);
  });
});
