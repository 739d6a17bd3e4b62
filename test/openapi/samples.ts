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

/** Valid descriptions, by the name of their official schema. */
export const samples = {
  'v2.0': swagger,
  'v3.0': { openapi: '3.0.3', ...openapi },
  // The schema of 3.1 leaves Schema Objects to their dialect.
  'v3.1': {
    openapi: '3.1.0',
    ...openapi,
    webhooks: {},
    components: { ...openapi.components, schemas: { S: {} } },
  },
} as const;
