import { api, withBody, withText, type Files } from './support.ts';

/** Two versions that say the same. */
export interface Refactoring {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
}

const pair = (name: string, before: object, after: object): Refactoring => ({
  name,
  before: { 'openapi.json': before },
  after: { 'openapi.json': after },
});
/** A schema written in two ways, as a body in both directions. */
const body = (
  name: string,
  before: unknown,
  after: unknown,
  more: { readonly version?: '3.0.3' | '3.1.0'; readonly old?: object; readonly fresh?: object } = {},
): Refactoring => {
  const { version = '3.1.0', old = {}, fresh = old } = more;
  return pair(name, withBody(version, before, old), withBody(version, after, fresh));
};
const text = (name: string, before: unknown, after: unknown, version: '3.0.3' | '3.1.0' = '3.1.0') =>
  pair(name, withText(version, before), withText(version, after));

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const string = { type: 'string' };
const integer = { type: 'integer' };
const author = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 }, born: { type: 'string', format: 'date' } },
};
const book = { type: 'object', required: ['title'], properties: { title: string, author } };
const cat = { type: 'object', required: ['kind'], properties: { kind: { const: 'cat' }, lives: integer } };
const dog = { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' }, name: string } };
const ok = { 200: { description: 'Found' } };
const id = { name: 'id', in: 'path', required: true, schema: string };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } };
const found = (schema: unknown) => ({ description: 'Found', content: { 'application/json': { schema } } });
const books = (item: object) => api('3.1.0', { paths: { '/books/{id}': item } });

const schemas: readonly Refactoring[] = [
  body('an inline schema becomes a component', book, ref('Book'), { fresh: { Book: book } }),
  body('a component is written inline', ref('Book'), book, { old: { Book: book }, fresh: {} }),
  body(
    'a nested schema becomes a component',
    book,
    { ...book, properties: { title: string, author: ref('Author') } },
    {
      fresh: { Author: author },
    },
  ),
  body('a component is renamed', ref('Book'), ref('Title'), { old: { Book: book }, fresh: { Title: book } }),
  body('a component that refers to itself is renamed', ref('Tree'), ref('Branch'), {
    old: { Tree: { type: 'object', properties: { kids: { type: 'array', items: ref('Tree') } } } },
    fresh: { Branch: { type: 'object', properties: { kids: { type: 'array', items: ref('Branch') } } } },
  }),
  body('a chain of references', ref('A'), ref('C'), {
    old: { A: ref('B'), B: ref('C'), C: book },
    fresh: { C: book },
  }),
  body('two components that say the same become one', { anyOf: [ref('A'), ref('B')] }, ref('A'), {
    old: { A: book, B: book },
    fresh: { A: book },
  }),
  body(
    'a recursive schema is unrolled once',
    ref('Tree'),
    {
      type: 'object',
      properties: { kids: { type: 'array', items: ref('Tree') } },
    },
    { old: { Tree: { type: 'object', properties: { kids: { type: 'array', items: ref('Tree') } } } } },
  ),
  body('two schemas that recur through each other become one', ref('Even'), ref('Node'), {
    old: {
      Even: { type: 'object', properties: { next: ref('Odd') } },
      Odd: { type: 'object', properties: { next: ref('Even') } },
    },
    fresh: { Node: { type: 'object', properties: { next: ref('Node') } } },
  }),
  body(
    'allOf is flattened',
    { allOf: [{ type: 'object', properties: { title: string } }, { required: ['title'] }] },
    {
      type: 'object',
      required: ['title'],
      properties: { title: string },
    },
  ),
  body('an object is split over allOf', book, {
    allOf: [
      { type: 'object', properties: { title: string }, required: ['title'] },
      { type: 'object', properties: { author } },
    ],
  }),
  body(
    'allOf in another order',
    { allOf: [{ required: ['title'] }, book] },
    { allOf: [book, { required: ['title'] }] },
  ),
  body(
    'a base schema is drawn out into allOf',
    { ...book, properties: { ...book.properties, id: string } },
    {
      allOf: [ref('Entity'), book],
    },
    { fresh: { Entity: { type: 'object', properties: { id: string } } } },
  ),
  body('allOf of one', { allOf: [book] }, book),
  body('anyOf of one', { anyOf: [book] }, book),
  body('oneOf of one', { oneOf: [book] }, book),
  body(
    'allOf within allOf',
    { allOf: [{ allOf: [string, { minLength: 1 }] }, { maxLength: 5 }] },
    {
      ...string,
      minLength: 1,
      maxLength: 5,
    },
  ),
  body(
    'a bound said twice',
    { allOf: [{ type: 'integer', minimum: 1 }, { minimum: 3 }] },
    {
      type: 'integer',
      minimum: 3,
    },
  ),
  body('oneOf in another order', { oneOf: [cat, dog] }, { oneOf: [dog, cat] }),
  body('anyOf in another order', { anyOf: [cat, dog, string] }, { anyOf: [string, dog, cat] }),
  body(
    'anyOf within anyOf',
    { anyOf: [{ anyOf: [string, integer] }, cat] },
    { anyOf: [string, integer, cat] },
  ),
  body('the same branch twice in anyOf', { anyOf: [string, integer, string] }, { anyOf: [string, integer] }),
  body('anyOf of disjoint types as oneOf', { anyOf: [string, integer] }, { oneOf: [string, integer] }),
  body('oneOf of tagged objects as anyOf', { oneOf: [cat, dog] }, { anyOf: [cat, dog] }),
  body(
    'branches become components',
    { oneOf: [cat, dog] },
    { oneOf: [ref('Cat'), ref('Dog')] },
    {
      fresh: { Cat: cat, Dog: dog },
    },
  ),
  body('a union of types as anyOf', { type: ['string', 'integer'] }, { anyOf: [string, integer] }),
  body('types in another order', { type: ['null', 'string'] }, { type: ['string', 'null'] }),
  body('a list of one type', { type: ['string'] }, string),
  body('number and integer', { type: ['number', 'integer'] }, { type: 'number' }),
  body('const and enum of one', { const: 'a' }, { enum: ['a'] }),
  body('enum in another order', { enum: ['a', 'b', 'c'] }, { enum: ['c', 'a', 'b'] }),
  body('enum as anyOf of constants', { enum: ['a', 'b'] }, { anyOf: [{ const: 'a' }, { const: 'b' }] }),
  body(
    'enum as oneOf of constants',
    { enum: ['a', 'b'] },
    {
      oneOf: [
        { const: 'a', title: 'A' },
        { const: 'b', title: 'B' },
      ],
    },
  ),
  body('a type that the enum says already', { type: 'string', enum: ['a', 'b'] }, { enum: ['a', 'b'] }),
  body('boolean as an enum', { type: 'boolean' }, { enum: [true, false] }),
  body('null as an enum', { type: 'null' }, { enum: [null] }),
  body('null as a constant in anyOf', { anyOf: [string, { const: null }] }, { type: ['string', 'null'] }),
  body(
    'a nullable reference',
    { anyOf: [ref('Book'), { type: 'null' }] },
    {
      oneOf: [{ type: 'null' }, ref('Book')],
    },
    { old: { Book: book } },
  ),
  body(
    'nullable and a branch of null',
    { ...string, nullable: true },
    {
      anyOf: [string, { nullable: true, enum: [null] }],
    },
    { version: '3.0.3' },
  ),
  body(
    'nullable beside a reference in allOf',
    { nullable: true, allOf: [ref('Book')] },
    { ...book, nullable: true },
    {
      version: '3.0.3',
      old: { Book: book },
    },
  ),
  body('nullable: false', { ...string, nullable: false }, string, { version: '3.0.3' }),
  body(
    'integer bounds in the other notation',
    { type: 'integer', minimum: 1, maximum: 9 },
    {
      type: 'integer',
      exclusiveMinimum: 0,
      exclusiveMaximum: 10,
    },
  ),
  body(
    'an exclusive bound of an integer by a flag',
    { type: 'integer', minimum: 0, exclusiveMinimum: true },
    {
      type: 'integer',
      minimum: 1,
    },
    { version: '3.0.3' },
  ),
  body(
    'bounds between integers',
    { type: 'integer', minimum: 0.5, maximum: 9.5 },
    {
      type: 'integer',
      minimum: 1,
      maximum: 9,
    },
  ),
  body('an integer range as an enum', { type: 'integer', minimum: 1, maximum: 3 }, { enum: [1, 2, 3] }),
  body('integer as a multiple of one', { type: 'integer' }, { type: 'number', multipleOf: 1 }),
  body(
    'a multiple of both',
    { type: 'integer', multipleOf: 6 },
    {
      allOf: [{ type: 'integer', multipleOf: 2 }, { multipleOf: 3 }],
    },
  ),
  body(
    'a length as a pattern',
    { ...string, minLength: 2, maxLength: 3, pattern: '^[a-z]*$' },
    {
      ...string,
      pattern: '^[a-z]{2,3}$',
    },
  ),
  body(
    'a pattern in another notation',
    { ...string, pattern: '^\\d+$' },
    { ...string, pattern: '^[0-9][0-9]*$' },
  ),
  body('a pattern as an enum', { ...string, pattern: '^(asc|desc)$' }, { enum: ['asc', 'desc'] }),
  body(
    'a pattern that a format implies',
    { ...string, format: 'uuid' },
    {
      ...string,
      format: 'uuid',
      pattern: '^[0-9a-fA-F-]+$',
    },
  ),
  body(
    'a length that a format implies',
    { ...string, format: 'date' },
    {
      ...string,
      format: 'date',
      minLength: 10,
      maxLength: 10,
    },
  ),
  body('minLength 0', { ...string, minLength: 0 }, string),
  body(
    'minItems 0 and uniqueItems false',
    { type: 'array', items: string, minItems: 0, uniqueItems: false },
    {
      type: 'array',
      items: string,
    },
  ),
  body('minProperties that required implies', { ...author, minProperties: 1 }, author),
  body(
    'maxProperties that a closed object implies',
    { ...author, additionalProperties: false, maxProperties: 2 },
    {
      ...author,
      additionalProperties: false,
    },
  ),
  body(
    'required twice and in another order',
    { ...book, required: ['title', 'author', 'title'] },
    {
      ...book,
      required: ['author', 'title'],
    },
  ),
  body(
    'an empty list of required properties',
    { type: 'object', properties: { a: string }, required: [] },
    {
      type: 'object',
      properties: { a: string },
    },
    { version: '3.1.0' },
  ),
  body(
    'properties in another order',
    { type: 'object', properties: { a: string, b: integer } },
    {
      type: 'object',
      properties: { b: integer, a: string },
    },
  ),
  body(
    'additionalProperties as an empty schema',
    { type: 'object', additionalProperties: true },
    {
      type: 'object',
      additionalProperties: {},
    },
  ),
  body(
    'a closed object by unevaluatedProperties',
    { ...author, additionalProperties: false },
    {
      ...author,
      unevaluatedProperties: false,
    },
  ),
  body(
    'a closed object over allOf',
    { ...author, additionalProperties: false },
    {
      allOf: [author],
      unevaluatedProperties: false,
    },
  ),
  body(
    'a pattern of names as propertyNames',
    {
      type: 'object',
      patternProperties: { '^x-': string },
      additionalProperties: false,
    },
    { type: 'object', additionalProperties: string, propertyNames: { pattern: '^x-' } },
  ),
  body(
    'dependentRequired as an implication',
    {
      type: 'object',
      properties: { a: string, b: string },
      dependentRequired: { a: ['b'] },
    },
    {
      type: 'object',
      properties: { a: string, b: string },
      if: { required: ['a'] },
      then: { required: ['b'] },
    },
  ),
  body(
    'dependentRequired as a dependent schema',
    {
      type: 'object',
      properties: { a: string, b: string },
      dependentRequired: { a: ['b'] },
    },
    {
      type: 'object',
      properties: { a: string, b: string },
      dependentSchemas: { a: { required: ['b'] } },
    },
  ),
  body(
    'if as anyOf',
    { if: { type: 'string' }, then: { maxLength: 3 }, else: { type: 'integer' } },
    {
      anyOf: [{ type: 'string', maxLength: 3 }, { type: 'integer' }],
    },
  ),
  body('double negation', { ...string, maxLength: 5 }, { not: { not: { ...string, maxLength: 5 } } }),
  body(
    'not of a type',
    { not: { type: 'null' } },
    {
      type: ['boolean', 'number', 'string', 'array', 'object'],
    },
  ),
  body(
    'a list as a tuple with the same rest',
    { type: 'array', items: string },
    {
      type: 'array',
      prefixItems: [string],
      items: string,
    },
  ),
  body(
    'contains as a negation',
    { type: 'array', contains: { const: 1 } },
    {
      type: 'array',
      not: { items: { not: { const: 1 } } },
    },
  ),
  body('contains of anything as minItems', { type: 'array', contains: true }, { type: 'array', minItems: 1 }),
  body('an impossible branch is dropped', { anyOf: [string, false] }, string),
  body('a branch within another is dropped', { anyOf: [string, { type: 'string', maxLength: 3 }] }, string),
  body('true and the empty schema', true, {}),
  body(
    'words about a schema',
    { ...string, description: 'A', examples: ['a'] },
    {
      ...string,
      description: 'B',
      title: 'T',
      examples: ['b'],
    },
  ),
  body(
    'readOnly behind a reference',
    { type: 'object', properties: { id: { ...string, readOnly: true } } },
    {
      type: 'object',
      properties: { id: ref('Id') },
    },
    { fresh: { Id: { ...string, readOnly: true } } },
  ),
  body(
    'a discriminator that names what is so already',
    { oneOf: [ref('cat'), ref('dog')], discriminator: { propertyName: 'kind' } },
    {
      oneOf: [ref('cat'), ref('dog')],
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: '#/components/schemas/cat', dog: '#/components/schemas/dog' },
      },
    },
    { old: { cat, dog } },
  ),
  text('a parameter’s enum in another order', { enum: ['b', 'a'] }, { enum: ['a', 'b'] }),
  text(
    'a parameter’s number as text',
    { type: 'string', pattern: '^(0|[1-9][0-9]*)$' },
    {
      type: 'string',
      pattern: '^(?:[1-9][0-9]*|0)$',
    },
  ),
  text(
    'a parameter’s bounds by flags',
    { type: 'integer', minimum: 0, exclusiveMinimum: true },
    { type: 'integer', minimum: 1 },
    '3.0.3',
  ),
];

const messages: readonly Refactoring[] = [
  pair(
    'a parameter moves to the path',
    books({ get: { parameters: [id, limit], responses: ok } }),
    books({ parameters: [id], get: { parameters: [limit], responses: ok } }),
  ),
  pair(
    'a parameter moves to the operations',
    books({ parameters: [id, limit], get: { responses: ok }, head: { responses: ok } }),
    books({
      parameters: [id],
      get: { parameters: [limit], responses: ok },
      head: { parameters: [limit], responses: ok },
    }),
  ),
  pair(
    'parameters in another order',
    books({ parameters: [id, limit], get: { responses: ok } }),
    books({ parameters: [limit, id], get: { responses: ok } }),
  ),
  pair(
    'a path parameter is renamed',
    books({ parameters: [id], get: { responses: ok } }),
    api('3.1.0', {
      paths: { '/books/{isbn}': { parameters: [{ ...id, name: 'isbn' }], get: { responses: ok } } },
    }),
  ),
  pair('a parameter becomes a component', books({ parameters: [id], get: { responses: ok } }), {
    ...books({ parameters: [{ $ref: '#/components/parameters/Id' }], get: { responses: ok } }),
    components: { parameters: { Id: id } },
  }),
  pair(
    'the defaults of a parameter are written out',
    books({ parameters: [id, limit], get: { responses: ok } }),
    books({
      parameters: [
        { ...id, style: 'simple', explode: false },
        { ...limit, required: false, style: 'form', explode: true },
      ],
      get: { responses: ok },
    }),
  ),
  pair(
    'a response becomes a component',
    books({ parameters: [id], get: { responses: { 200: found(book) } } }),
    {
      ...books({ parameters: [id], get: { responses: { 200: { $ref: '#/components/responses/Found' } } } }),
      components: { responses: { Found: found(book) } },
    },
  ),
  pair(
    'a request body becomes a component',
    books({ parameters: [id], put: { requestBody: found(book), responses: ok } }),
    {
      ...books({
        parameters: [id],
        put: { requestBody: { $ref: '#/components/requestBodies/Book' }, responses: ok },
      }),
      components: { requestBodies: { Book: found(book) } },
    },
  ),
  pair(
    'a header’s name in other case',
    books({
      parameters: [id],
      get: { responses: { 200: { ...ok[200], headers: { 'x-total': { schema: integer } } } } },
    }),
    books({
      parameters: [id],
      get: { responses: { 200: { ...ok[200], headers: { 'X-Total': { schema: integer } } } } },
    }),
  ),
  pair(
    'a media type in other case',
    books({
      parameters: [id],
      get: { responses: { 200: { ...ok[200], content: { 'application/JSON': { schema: book } } } } },
    }),
    books({ parameters: [id], get: { responses: { 200: found(book) } } }),
  ),
  pair(
    'the root’s security is written at the operation',
    {
      ...books({ parameters: [id], get: { responses: ok } }),
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
    {
      ...books({ parameters: [id], get: { responses: ok, security: [{ key: [] }] } }),
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
  ),
  pair(
    'paths and statuses in another order',
    api('3.1.0', {
      paths: {
        '/a': { get: { responses: ok } },
        '/b': { get: { responses: { 404: { description: 'No' }, 200: ok[200] } } },
      },
    }),
    api('3.1.0', {
      paths: {
        '/b': { get: { responses: { 200: ok[200], 404: { description: 'No' } } } },
        '/a': { get: { responses: ok } },
      },
    }),
  ),
  pair(
    'a webhook’s body becomes a component',
    api('3.1.0', { webhooks: { sold: { post: { requestBody: found(book), responses: ok } } } }),
    api('3.1.0', {
      webhooks: { sold: { post: { requestBody: found(ref('Book')), responses: ok } } },
      components: { schemas: { Book: book } },
    }),
  ),
  pair(
    'a callback’s body is split over allOf',
    books({
      parameters: [id],
      post: {
        responses: ok,
        callbacks: {
          done: { '{$request.body#/url}': { post: { requestBody: found(book), responses: ok } } },
        },
      },
    }),
    books({
      parameters: [id],
      post: {
        responses: ok,
        callbacks: {
          done: {
            '{$request.body#/url}': {
              post: {
                requestBody: found({
                  allOf: [
                    { type: 'object', properties: { title: string } },
                    { required: ['title'], properties: { author } },
                  ],
                }),
                responses: ok,
              },
            },
          },
        },
      },
    }),
  ),
];

const cat30 = { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['cat'] } } };
const versions: readonly Refactoring[] = [
  pair(
    '3.0 is upgraded to 3.1',
    withBody(
      '3.0.3',
      {
        type: 'object',
        properties: {
          a: { ...string, nullable: true },
          b: { type: 'integer', minimum: 0, exclusiveMinimum: true },
          c: { nullable: true, allOf: [ref('Cat')] },
          d: { type: 'string', enum: ['x', null], nullable: true, example: 'x' },
          e: { type: 'number', maximum: 5, exclusiveMaximum: true },
        },
      },
      { Cat: cat30 },
    ),
    withBody(
      '3.1.0',
      {
        type: 'object',
        properties: {
          a: { type: ['string', 'null'] },
          b: { type: 'integer', exclusiveMinimum: 0 },
          c: { anyOf: [ref('Cat'), { type: 'null' }] },
          d: { type: ['string', 'null'], enum: ['x', null], examples: ['x'] },
          e: { type: 'number', exclusiveMaximum: 5 },
        },
      },
      { Cat: { ...cat30, properties: { kind: { const: 'cat' } } } },
    ),
  ),
  pair(
    'a 3.0 reference with siblings that do not count is upgraded',
    withBody('3.0.3', { ...ref('Cat'), description: 'A cat', maxProperties: 1 }, { Cat: cat30 }),
    withBody('3.1.0', { ...ref('Cat'), description: 'A cat' }, { Cat: cat30 }),
  ),
  pair('3.1 is upgraded to 3.2', withBody('3.1.0', book), withBody('3.2.0', book)),
  pair(
    '2.0 is upgraded to 3.0',
    api('2.0', {
      consumes: ['application/json'],
      produces: ['application/json'],
      paths: {
        '/books': {
          post: {
            parameters: [
              { name: 'q', in: 'query', type: 'array', items: string, collectionFormat: 'csv' },
              { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Book' } },
            ],
            responses: { 201: { description: 'Created', schema: { $ref: '#/definitions/Book' } } },
          },
        },
      },
      definitions: { Book: book },
    }),
    api('3.0.3', {
      paths: {
        '/books': {
          post: {
            parameters: [
              { name: 'q', in: 'query', explode: false, schema: { type: 'array', items: string } },
            ],
            requestBody: { ...found(ref('Book')), required: true },
            responses: { 201: { ...found(ref('Book')), description: 'Created' } },
          },
        },
      },
      components: { schemas: { Book: book } },
    }),
  ),
  {
    name: 'a file is split',
    before: { 'openapi.json': withBody('3.1.0', ref('Book'), { Book: book, Author: author }) },
    after: {
      'openapi.json': withBody('3.1.0', { $ref: 'schemas/book.json' }),
      'schemas/book.json': {
        ...book,
        properties: { title: string, author: { $ref: 'people.json#/$defs/author' } },
      },
      'schemas/people.json': { $defs: { author } },
    },
  },
  {
    name: 'files are joined',
    before: {
      'openapi.json': api('3.1.0', { paths: { '/books/{id}': { $ref: 'book.json' } } }),
      'book.json': { parameters: [id], get: { responses: { 200: found({ $ref: 'schema.json' }) } } },
      'schema.json': book,
    },
    after: { 'openapi.json': books({ parameters: [id], get: { responses: { 200: found(book) } } }) },
  },
  {
    name: 'JSON becomes YAML',
    before: { 'openapi.json': withBody('3.1.0', book) },
    after: {
      'openapi.json': withBody('3.1.0', { $ref: 'book.yaml' }),
      'book.yaml': [
        'type: object',
        'required: [title]',
        'properties:',
        '  title: { type: string }',
        '  author:',
        '    type: object',
        '    required: [name]',
        '    properties: { name: { type: string, minLength: 1 }, born: { type: string, format: date } }',
        '',
      ].join('\n'),
    },
  },
];

/** Kinds of changes that change nothing. */
export const refactorings: readonly Refactoring[] = [...schemas, ...messages, ...versions];
