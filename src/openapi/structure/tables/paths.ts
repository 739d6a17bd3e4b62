import {
  anything,
  flag,
  list,
  literal,
  map,
  may,
  must,
  object,
  text,
  token,
  type ObjectSpec,
} from '../field.ts';
import type { ObjectKind } from '../kinds.ts';

const operationField = may(object('operation'));
const laterOperationField = may(object('operation'), { from: '3.0' });
const mimeTypes = list(text, { unique: true });

const paths: ObjectSpec = {
  title: 'Paths Object',
  fields: {},
  patterned: [{ names: /^\//, what: 'a path that starts with "/"', type: object('pathItem') }],
};

const pathItem: ObjectSpec = {
  title: 'Path Item Object',
  reference: {},
  fields: {
    $ref: may(text),
    summary: may(text, { from: '3.0' }),
    description: may(text, { from: '3.0' }),
    get: operationField,
    put: operationField,
    post: operationField,
    delete: operationField,
    options: operationField,
    head: operationField,
    patch: operationField,
    trace: laterOperationField,
    query: may(object('operation'), { from: '3.2' }),
    additionalOperations: may(map(object('operation'), token), { from: '3.2' }),
    servers: may(list(object('server')), { from: '3.0' }),
    parameters: may(list(object('parameter'))),
  },
};

const operation: ObjectSpec = {
  title: 'Operation Object',
  fields: {
    tags: [may(list(text, { unique: true }), { to: '2.0' }), may(list(text), { from: '3.0' })],
    summary: may(text),
    description: may(text),
    externalDocs: may(object('externalDocs')),
    operationId: may(text),
    consumes: may(mimeTypes, { to: '2.0' }),
    produces: may(mimeTypes, { to: '2.0' }),
    parameters: may(list(object('parameter'))),
    requestBody: may(object('requestBody'), { from: '3.0' }),
    responses: must(object('responses'), {}, { to: '3.0' }),
    callbacks: may(map(object('callback')), { from: '3.0' }),
    schemes: may(list(literal('http', 'https', 'ws', 'wss'), { unique: true }), { to: '2.0' }),
    deprecated: may(flag),
    security: may(list(object('securityRequirement'))),
    servers: may(list(object('server')), { from: '3.0' }),
  },
};

const callback: ObjectSpec = {
  title: 'Callback Object',
  reference: { from: '3.0' },
  fields: {},
  patterned: [{ names: /(?:)/, what: 'a runtime expression', type: object('pathItem') }],
};

const link: ObjectSpec = {
  title: 'Link Object',
  reference: { from: '3.0' },
  fields: {
    // The specification's own examples have the braces of path templates in it, unescaped.
    operationRef: may(text),
    operationId: may(text),
    parameters: may(map(anything)),
    requestBody: may(anything),
    description: may(text),
    server: may(object('server')),
  },
};

/** Paths, and the operations under them. */
export const pathTables = { paths, pathItem, operation, callback, link } satisfies Partial<
  Record<ObjectKind, ObjectSpec>
>;
