const info = {
  title: 'A',
  version: '1',
  description: 'd',
  contact: { name: 'n', url: 'https://a.test', email: 'a@a.test' },
  license: { name: 'MIT', url: 'https://a.test' },
};

const schema = {
  type: 'object',
  title: 't',
  required: ['a'],
  properties: {
    a: { type: 'string', minLength: 1, pattern: 'a', example: 'a' },
    b: { type: 'integer', multipleOf: 2 },
  },
  additionalProperties: false,
  xml: { name: 'x', attribute: true },
  externalDocs: { url: 'https://a.test' },
};

/** A description of 2.0 that has most of its objects. */
const swagger = {
  swagger: '2.0',
  info,
  host: 'a.test',
  basePath: '/v1',
  schemes: ['https'],
  consumes: ['application/json'],
  paths: {
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
      get: {
        tags: ['t'],
        operationId: 'g',
        deprecated: true,
        parameters: [
          {
            name: 'q',
            in: 'query',
            type: 'array',
            items: { type: 'integer', minimum: 1 },
            collectionFormat: 'multi',
          },
        ],
        responses: {
          200: {
            description: 'ok',
            schema: { $ref: '#/definitions/S' },
            headers: { 'X-A': { type: 'string' } },
          },
        },
        security: [{ o: ['s'] }],
      },
    },
  },
  definitions: { S: schema },
  securityDefinitions: {
    o: { type: 'oauth2', flow: 'implicit', authorizationUrl: 'https://a.test', scopes: { s: 'S' } },
    k: { type: 'apiKey', in: 'header', name: 'X-K' },
  },
  tags: [{ name: 't', description: 'd' }],
};

const openapi = {
  info,
  servers: [{ url: 'https://{h}.test', variables: { h: { default: 'a', enum: ['a'] } } }],
  paths: {
    '/a/{id}': {
      summary: 's',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      post: {
        operationId: 'p',
        parameters: [
          {
            name: 'q',
            in: 'query',
            style: 'form',
            explode: false,
            schema: {},
            examples: { e: { value: 1 } },
          },
        ],
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: {}, encoding: { a: { contentType: 'text/plain' } } } },
        },
        responses: {
          200: {
            description: 'ok',
            headers: { 'X-A': { required: true, schema: {} } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/S' }, example: {} } },
            links: { l: { operationId: 'p', parameters: { id: '$response.body#/a' } } },
          },
        },
        callbacks: { c: { '{$url}': { post: { responses: { default: { description: 'ok' } } } } } },
        security: [{ o: ['s'] }, {}],
      },
    },
  },
  components: {
    schemas: { S: schema },
    securitySchemes: {
      o: { type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://a.test', scopes: { s: 'S' } } } },
      k: { type: 'apiKey', in: 'cookie', name: 'K' },
      h: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      i: { type: 'openIdConnect', openIdConnectUrl: 'https://a.test' },
    },
  },
  tags: [{ name: 't', externalDocs: { url: 'https://a.test' } }],
};

const schema31 = {
  $id: 'https://a.test/s',
  $comment: 'c',
  $defs: { d: { type: ['string', 'null'], minLength: 1, maxLength: 2, pattern: 'a', format: 'f' } },
  type: 'object',
  required: ['a'],
  properties: {
    a: { $ref: '#/$defs/d', default: 'a', examples: ['a'], deprecated: true, readOnly: true },
    b: { type: 'array', prefixItems: [{}], items: false, minItems: 1, maxItems: 2, uniqueItems: true },
    c: { exclusiveMinimum: 1, exclusiveMaximum: 3, multipleOf: 2 },
    d: { contains: {}, minContains: 0, maxContains: 2, unevaluatedItems: {} },
    e: { contentEncoding: 'base64', contentMediaType: 'a/b', contentSchema: {} },
    f: { anyOf: [{ const: 1 }], oneOf: [{ enum: [1] }], not: {}, if: {}, then: {}, else: true },
  },
  patternProperties: { '^x': {} },
  additionalProperties: false,
  propertyNames: {},
  minProperties: 1,
  maxProperties: 9,
  dependentRequired: { a: ['b'] },
  dependentSchemas: { a: {} },
  unevaluatedProperties: true,
  allOf: [{ $anchor: 'a' }, { $dynamicRef: '#a' }],
};

const components31 = {
  ...openapi.components,
  schemas: { S: schema31 },
  pathItems: { p: { description: 'd', get: { deprecated: true } } },
  securitySchemes: { ...openapi.components.securitySchemes, m: { type: 'mutualTLS' } },
};

const device = { deviceAuthorizationUrl: 'https://a.test', tokenUrl: 'https://a.test', scopes: { s: 'S' } };
const querystring = { name: 's', in: 'querystring', content: { 'application/json': { schema: {} } } };
const parts = {
  description: 'd',
  itemSchema: {},
  prefixEncoding: [{ contentType: 'text/plain', headers: { 'X-P': { schema: {} } } }],
  itemEncoding: { encoding: { a: { style: 'form', explode: true, allowReserved: true } } },
};

/** What 3.2 has beside. */
const openapi32 = {
  info: { title: 'A', version: '1' },
  $self: 'https://a.test/api',
  jsonSchemaDialect: 'https://a.test/dialect',
  servers: [{ url: '/', name: 'n' }],
  tags: [
    { name: 't', summary: 's', parent: 'u', kind: 'nav' },
    { name: 'u', externalDocs: { url: 'https://a.test' } },
  ],
  paths: {
    '/b': {
      query: {
        parameters: [
          querystring,
          { name: 'c', in: 'cookie', style: 'cookie', schema: {} },
          { name: 'f', in: 'cookie', allowReserved: true, schema: {} },
          { name: 'X-H', in: 'header', style: 'simple', schema: {} },
        ],
        requestBody: { content: { 'multipart/mixed': parts } },
        responses: {
          200: { summary: 's', content: { 'application/jsonl': { $ref: '#/components/mediaTypes/M' } } },
          '4XX': { headers: { 'X-A': { content: { 'text/plain': {} } } } },
        },
      },
      additionalOperations: { COPY: { responses: { 204: {} } } },
    },
  },
  components: {
    mediaTypes: { M: { itemSchema: {} } },
    examples: {
      d: { dataValue: 1, serializedValue: '1' },
      e: { externalValue: 'https://a.test', summary: 's' },
    },
    securitySchemes: {
      d: {
        type: 'oauth2',
        deprecated: true,
        oauth2MetadataUrl: 'https://a.test',
        flows: { deviceAuthorization: device },
      },
    },
  },
  webhooks: { w: { post: { requestBody: { content: { 'application/json': { examples: {} } } } } } },
};

/** Valid descriptions, by the name of their official schema. */
export const samples = {
  'v2.0': swagger,
  'v3.0': { openapi: '3.0.3', ...openapi },
  'v3.1': { openapi: '3.1.0', ...openapi, webhooks: {}, components: components31 },
  'v3.2': { openapi: '3.2.0', ...openapi32 },
} as const;
