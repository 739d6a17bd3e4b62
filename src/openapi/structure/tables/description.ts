import type { ObjectKind } from '../kinds.ts';
import {
  anything,
  list,
  literal,
  map,
  may,
  must,
  object,
  text,
  url,
  type FieldType,
  type NamePattern,
  type ObjectSpec,
} from '../field.ts';

const componentName: NamePattern = {
  names: /^[a-zA-Z0-9._-]+$/,
  of: 'letters, digits, ".", "-" and "_"',
};

function components(kind: ObjectKind): FieldType {
  return map(object(kind), componentName);
}

const schemes = list(literal('http', 'https', 'ws', 'wss'), { unique: true });
const mimeTypes = list(text, { unique: true });

const root: ObjectSpec = {
  title: 'OpenAPI Object',
  fields: {
    swagger: may(anything, { to: '2.0' }),
    openapi: may(anything, { from: '3.0' }),
    $self: may({ is: 'string', format: 'self' }, { from: '3.2' }),
    info: must(object('info')),
    jsonSchemaDialect: may(url, { from: '3.1' }),
    host: may({ is: 'string', format: 'host' }, { to: '2.0' }),
    basePath: may({ is: 'string', format: 'base-path' }, { to: '2.0' }),
    schemes: may(schemes, { to: '2.0' }),
    consumes: may(mimeTypes, { to: '2.0' }),
    produces: may(mimeTypes, { to: '2.0' }),
    servers: may(list(object('server')), { from: '3.0' }),
    paths: must(object('paths'), {}, { to: '3.0' }),
    webhooks: may(map(object('pathItem')), { from: '3.1' }),
    components: may(object('components'), { from: '3.0' }),
    definitions: may(map(object('schema')), { to: '2.0' }),
    parameters: may(map(object('parameter')), { to: '2.0' }),
    responses: may(map(object('response')), { to: '2.0' }),
    securityDefinitions: may(map(object('securityScheme')), { to: '2.0' }),
    security: may(list(object('securityRequirement'))),
    tags: may(list(object('tag'))),
    externalDocs: may(object('externalDocs')),
  },
};

const info: ObjectSpec = {
  title: 'Info Object',
  fields: {
    title: must(text),
    summary: may(text, { from: '3.1' }),
    description: may(text),
    // 2.0 allows any text here.
    termsOfService: [may(text, { to: '2.0' }), may(url, { from: '3.0' })],
    contact: may(object('contact')),
    license: may(object('license')),
    version: must(text),
  },
};

const contact: ObjectSpec = {
  title: 'Contact Object',
  fields: { name: may(text), url: may(url), email: may({ is: 'string', format: 'email' }) },
};

const license: ObjectSpec = {
  title: 'License Object',
  fields: { name: must(text), identifier: may(text, { from: '3.1' }), url: may(url) },
};

const server: ObjectSpec = {
  title: 'Server Object',
  fields: {
    url: must(text),
    description: may(text),
    name: may(text, { from: '3.2' }),
    variables: may(map(object('serverVariable'))),
  },
};

const serverVariable: ObjectSpec = {
  title: 'Server Variable Object',
  fields: {
    enum: [may(list(text), { to: '3.0' }), may(list(text, { min: 1 }), { from: '3.1' })],
    default: must(text),
    description: may(text),
  },
};

const tag: ObjectSpec = {
  title: 'Tag Object',
  fields: {
    name: must(text),
    summary: may(text, { from: '3.2' }),
    description: may(text),
    externalDocs: may(object('externalDocs')),
    parent: may(text, { from: '3.2' }),
    kind: may(text, { from: '3.2' }),
  },
};

const externalDocs: ObjectSpec = {
  title: 'External Documentation Object',
  fields: { description: may(text), url: must(url) },
};

const componentsObject: ObjectSpec = {
  title: 'Components Object',
  fields: {
    schemas: may(components('schema')),
    responses: may(components('response')),
    parameters: may(components('parameter')),
    examples: may(components('example')),
    requestBodies: may(components('requestBody')),
    headers: may(components('header')),
    securitySchemes: may(components('securityScheme')),
    links: may(components('link')),
    callbacks: may(components('callback')),
    pathItems: may(components('pathItem'), { from: '3.1' }),
    mediaTypes: may(components('mediaType'), { from: '3.2' }),
  },
};

/** The OpenAPI Object and what describes an API as a whole. */
export const descriptionTables = {
  root,
  info,
  contact,
  license,
  server,
  serverVariable,
  tag,
  externalDocs,
  components: componentsObject,
} satisfies Partial<Record<ObjectKind, ObjectSpec>>;
