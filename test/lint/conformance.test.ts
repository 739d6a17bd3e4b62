import { describe, expect, test } from 'vitest';
import { inShort, lintText } from './support.ts';

/**
 * What the OpenAPI Initiative's own tests of its schemas hold, each fact in a small document of ours: what is
 * invalid has exactly the errors named, as `line code`; what is valid has none. Line 1 is the version, line 2 the
 * `info`; the text starts in line 3. Versions that are not named say nothing of the fact.
 */
type Expected = Readonly<Partial<Record<'3.0' | '3.1' | '3.2', readonly string[]>>>;

const both = (...errors: readonly string[]): Expected => ({ '3.1': errors, '3.2': errors });
const valid: Expected = { '3.1': [], '3.2': [] };

async function errors(version: string, text: string, info = 'info: { title: A, version: 1.0.0 }') {
  const findings = await lintText(`openapi: ${version}.0\n${info}\n${text}`);
  return inShort(findings.filter(({ severity }) => severity === 'error'));
}

const mismatch = 'field-type-mismatch';
const querystring = '{ name: q, in: querystring, content: { application/json: {} } }';

const documents: readonly [fact: string, text: string, Expected][] = [
  ['nothing to describe', '', { ...both('1 field-missing'), '3.0': ['1 field-missing'] }],
  ['only components', 'components: {}', { ...valid, '3.0': ['1 field-missing'] }],
  ['only webhooks', 'webhooks: {}', { ...valid, '3.0': ['1 field-missing', '3 field-misplaced'] }],
  ['only paths', 'paths: {}', { ...valid, '3.0': [] }],
  ['an extension of the root', 'paths: {}\nx-tended: { $ref: nowhere }', { ...valid, '3.0': [] }],
  ['an unknown field of the root', 'paths: {}\noverlay: {}', both('4 field-unknown')],
  ['webhooks as an array', 'webhooks: []', both(`3 ${mismatch}`)],
  ['paths as an array', 'paths: []', both(`3 ${mismatch}`)],
  ['components as an array', 'components: []', both(`3 ${mismatch}`)],
  ['security as an object', 'security: {}\npaths: {}', both(`3 ${mismatch}`)],
  ['servers as an object', 'servers: { url: / }\npaths: {}', both(`3 ${mismatch}`)],
  ['tags as an object', 'tags: {}\npaths: {}', both(`3 ${mismatch}`)],
  ['a dialect that is no string', 'jsonSchemaDialect: true\npaths: {}', both(`3 ${mismatch}`)],
  [
    'the dialect of OpenAPI',
    'jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\npaths: {}',
    valid,
  ],
  [
    '$self that is no string',
    '$self: 4\npaths: {}',
    { '3.1': ['3 field-misplaced'], '3.2': [`3 ${mismatch}`] },
  ],
  [
    '$self with a fragment',
    '$self: api#main\npaths: {}',
    { '3.1': ['3 field-misplaced'], '3.2': ['3 field-value-invalid'] },
  ],
  ['$self', '$self: /api\npaths: {}', { '3.1': ['3 field-misplaced'], '3.2': [] }],
  ['a path that is no object', 'paths:\n  /: true', both(`4 ${mismatch}`)],
  ['a path with a fragment', 'paths:\n  /a#b: { get: {} }', valid],
  ['a path item that is empty', 'paths:\n  /{id}: {}', { ...valid, '3.0': [] }],
  ['an operation without responses', 'paths:\n  /a: { get: {} }', { ...valid, '3.0': ['4 field-missing'] }],
  ['a responses object without one', 'paths:\n  /a: { get: { responses: {} } }', both('4 field-missing')],
  [
    'a responses object with an extension alone',
    'paths:\n  /a: { get: { responses: { x-a: 1 } } }',
    both('4 field-missing'),
  ],
  [
    'a response without description',
    'components:\n  responses: { A: {} }',
    { '3.1': ['4 field-missing'], '3.2': [] },
  ],
  [
    'summary of a response',
    'components:\n  responses: { A: { summary: a, description: b } }',
    { '3.1': ['4 field-misplaced'], '3.2': [] },
  ],
  [
    'maps that are arrays',
    `components:\n${['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'links']
      .map((name) => `  ${name}: []`)
      .join('\n')}`,
    both(...[4, 5, 6, 7, 8, 9, 10].map((line) => `${line} ${mismatch}`)),
  ],
  [
    'schemas that are none',
    'components:\n  schemas:\n    A: null\n    B: 0\n    C: []\n    D: true\n    E: false',
    {
      ...both(`5 ${mismatch}`, `6 ${mismatch}`, `7 ${mismatch}`),
      '3.0': ['1 field-missing', ...[5, 6, 7, 8, 9].map((line) => `${line} ${mismatch}`)],
    },
  ],
  ['a component with another letter', 'components:\n  pathItems: { ä: {} }', both('4 field-value-invalid')],
  [
    'a header component with a sign',
    'components:\n  headers: { A=B: { schema: {} } }',
    both('4 field-value-invalid'),
  ],
  [
    'unknown fields in objects of a schema',
    'components:\n  schemas:\n    A:\n      externalDocs: { url: /, a: b }\n      discriminator: { propertyName: a, b: c }\n      xml: { a: b }\n      properties: { a: {} }',
    both('6 field-unknown', '7 field-unknown', '8 field-unknown'),
  ],
  [
    'other types in objects of a schema',
    'components:\n  schemas:\n    A: { externalDocs: true }\n    B: { externalDocs: { url: true } }\n    C: { xml: true }\n    D: { xml: { name: 1 } }\n    E: { xml: { wrapped: 1 } }\n    F: { discriminator: true }\n    G: { discriminator: { propertyName: 1 } }\n    H: { discriminator: { propertyName: a, mapping: { a: true } }, properties: { a: {} } }',
    both(...[5, 6, 7, 8, 9, 10, 11, 12].map((line) => `${line} ${mismatch}`)),
  ],
  [
    'a discriminator without property',
    'components:\n  schemas: { A: { discriminator: {} } }',
    both('4 field-missing'),
  ],
  [
    'xml flags beside nodeType',
    'components:\n  schemas:\n    A: { xml: { attribute: true, nodeType: attribute } }\n    B: { xml: { wrapped: true, nodeType: element } }',
    { '3.1': ['5 field-misplaced', '6 field-misplaced'], '3.2': ['5 field-conflict', '6 field-conflict'] },
  ],
  [
    'what JSON Schema allows',
    "components:\n  schemas:\n    A: { type: array }\n    B: { type: [string, 'null'] }\n    C: { type: 'null' }\n    D: { exclusiveMinimum: 1 }\n    E: { not: {}, ownKeyword: 1, $comment: c }",
    valid,
  ],
  [
    'example and examples',
    'components:\n  parameters:\n    A: { name: a, in: query, schema: {}, example: 1, examples: { a: { value: 1 } } }',
    both('5 field-conflict'),
  ],
  [
    'value and externalValue',
    'components:\n  examples: { A: { value: 1, externalValue: / } }',
    both('4 field-conflict'),
  ],
  [
    'value and dataValue',
    'components:\n  examples: { A: { value: 1, dataValue: 1 } }',
    { '3.1': ['4 field-misplaced'], '3.2': ['4 field-conflict'] },
  ],
  [
    'value and serializedValue',
    "components:\n  examples: { A: { value: 1, serializedValue: '1' } }",
    { '3.1': ['4 field-misplaced'], '3.2': ['4 field-conflict'] },
  ],
  [
    'serializedValue and externalValue',
    "components:\n  examples: { A: { serializedValue: '1', externalValue: / } }",
    { '3.1': ['4 field-misplaced'], '3.2': ['4 field-conflict'] },
  ],
  [
    'dataValue and externalValue',
    'components:\n  examples: { A: { dataValue: 1, externalValue: / } }',
    { '3.2': [] },
  ],
  [
    'a field that came to nothing',
    'components:\n  examples: { A: { externalDataValue: / } }',
    both('4 field-unknown'),
  ],
  [
    'encodings by name and by position',
    'components:\n  requestBodies:\n    A: { content: { multipart/mixed: { encoding: {}, itemEncoding: {} } } }\n    B: { content: { multipart/mixed: { encoding: {}, prefixEncoding: [] } } }\n    C: { content: { multipart/mixed: { itemEncoding: { encoding: {}, itemEncoding: {} } } } }\n    D: { content: { multipart/mixed: { itemEncoding: { encoding: {}, prefixEncoding: [] } } } }\n    E: { content: { multipart/mixed: { prefixEncoding: [{}], itemEncoding: {} } } }',
    { '3.2': [5, 6, 7, 8].map((line) => `${line} field-conflict`) },
  ],
  [
    'a media type by reference, and its description',
    'components:\n  mediaTypes: { A: { description: a, itemSchema: {} } }\n  requestBodies: { B: { content: { application/jsonl: { $ref: "#/components/mediaTypes/A" } } } }',
    { '3.2': [] },
  ],
  [
    'allowReserved of a header',
    'components:\n  headers: { A: { schema: {}, allowReserved: true } }',
    both('4 field-misplaced'),
  ],
  [
    'allowReserved of parameters',
    `components:\n  parameters:\n${[
      'A: { name: a, in: query, schema: {}, allowReserved: true }',
      'B: { name: b, in: header, schema: {}, allowReserved: false }',
      'C: { name: c, in: path, required: true, schema: {}, allowReserved: false }',
      'D: { name: d, in: cookie, schema: {}, allowReserved: true }',
    ]
      .map((line) => `    ${line}`)
      .join('\n')}`,
    {
      '3.1': ['6 field-misplaced', '7 field-misplaced', '8 field-misplaced'],
      '3.2': ['6 field-misplaced'],
    },
  ],
  [
    'allowReserved in a cookie as it is sent',
    'components:\n  parameters: { A: { name: a, in: cookie, style: cookie, schema: {}, allowReserved: true } }',
    { '3.2': ['4 field-misplaced'] },
  ],
  [
    'style: cookie',
    'components:\n  parameters: { A: { name: a, in: cookie, style: cookie, schema: {} } }',
    { '3.1': ['4 field-value-invalid'], '3.2': [] },
  ],
  [
    'a header that cannot be sent',
    "components:\n  parameters: { A: { name: 'a[b]', in: header, schema: {} } }",
    both('4 field-value-invalid'),
  ],
  [
    'a header that cannot be received',
    "components:\n  responses: { A: { description: a, headers: { 'a=b': { schema: {} } } } }",
    both('4 field-value-invalid'),
  ],
  [
    'braces in a path parameter',
    "components:\n  parameters: { A: { name: 'a{b}', in: path, required: true, schema: {} } }",
    both('4 field-value-invalid'),
  ],
  [
    'an optional path parameter',
    'components:\n  parameters: { A: { name: a, in: path, required: false, schema: {} } }',
    both('4 field-value-invalid'),
  ],
  [
    'a parameter without location',
    'components:\n  parameters: { A: { name: a, schema: {} } }',
    both('4 field-missing'),
  ],
  [
    'a parameter without schema',
    'components:\n  parameters: { A: { name: a, in: query } }',
    both('4 field-missing'),
  ],
  [
    'no media type of a parameter',
    'components:\n  parameters: { A: { name: a, in: query, content: {} } }',
    both('4 field-value-invalid'),
  ],
  [
    'two media types of a header',
    'components:\n  headers: { A: { content: { a/b: {}, a/c: {} } } }',
    both('4 field-value-invalid'),
  ],
  [
    'style beside content',
    'components:\n  parameters: { A: { name: a, in: query, content: { a/b: {} }, style: form } }',
    both('4 field-misplaced'),
  ],
  [
    'querystring with schema',
    'components:\n  parameters: { A: { name: a, in: querystring, schema: {} } }',
    { '3.1': ['4 field-value-invalid'], '3.2': ['4 field-misplaced'] },
  ],
  [
    'querystring with style',
    'components:\n  parameters: { A: { name: a, in: querystring, content: { a/b: {} }, style: form } }',
    { '3.2': ['4 field-misplaced'] },
  ],
  [
    'querystring beside query, in an operation and a path item of their own',
    `components:\n  pathItems:\n    A: { get: { parameters: [${querystring}, { name: a, in: query, schema: {} }] } }\n    B: { parameters: [${querystring}, { name: a, in: query, schema: {} }] }`,
    { '3.2': ['5 parameter-conflict', '6 parameter-conflict'] },
  ],
  [
    'two querystring parameters',
    `components:\n  pathItems:\n    A: { get: { parameters: [${querystring}, ${querystring.replace('q', 'r')}] } }`,
    { '3.2': ['5 parameter-conflict'] },
  ],
  [
    'additional operations',
    'paths:\n  /a:\n    additionalOperations:\n      COPY: {}\n      POST: {}\n      A B: {}',
    { '3.1': ['5 field-misplaced'], '3.2': ['7 field-misplaced', '8 field-value-invalid'] },
  ],
  [
    'a misspelt field of an operation',
    'paths:\n  /a: { post: { request-body: { content: {} } } }',
    both('4 field-unknown'),
  ],
  [
    'a misspelt field of a link',
    'paths:\n  /a: { get: { operationId: a } }\ncomponents:\n  links: { A: { operationId: a, body: {} } }',
    both('6 field-unknown'),
  ],
  [
    'an empty list of values',
    "servers:\n  - { url: '/{a}', variables: { a: { default: x, enum: [] } } }\npaths: {}",
    { ...both('4 field-value-invalid'), '3.0': [] },
  ],
  [
    'a default that is no value',
    "servers:\n  - { url: '/{a}', variables: { a: { default: x, enum: [y] } } }\npaths: {}",
    { ...both('4 server-variable-default-invalid'), '3.0': [] },
  ],
  [
    'servers',
    'servers:\n  - { url: true }\n  - { description: a }\n  - { url: /, variables: [] }\n  - { url: /, variables: { a: true } }\npaths: {}',
    both(`4 ${mismatch}`, '5 field-missing', `6 ${mismatch}`, `7 ${mismatch}`),
  ],
  [
    'tags',
    'tags:\n  - true\n  - { description: a }\n  - { name: true }\n  - { name: a, externalDocs: {} }\n  - { name: b, summary: s }\npaths: {}',
    {
      '3.1': [`4 ${mismatch}`, '5 field-missing', `6 ${mismatch}`, '7 field-missing', '8 field-misplaced'],
      '3.2': [`4 ${mismatch}`, '5 field-missing', `6 ${mismatch}`, '7 field-missing'],
    },
  ],
  [
    'security',
    'security:\n  - true\n  - { a: true }\n  - { a: [true] }\ncomponents:\n  securitySchemes: { a: { type: http, scheme: basic } }',
    both(`4 ${mismatch}`, `5 ${mismatch}`, `6 ${mismatch}`),
  ],
  [
    'scopes of a scheme that is not OAuth',
    'security:\n  - { a: [read] }\ncomponents:\n  securitySchemes: { a: { type: http, scheme: bearer } }',
    valid,
  ],
  [
    'security schemes',
    `components:\n  securitySchemes:\n${[
      'A: true',
      'B: { type: invalid }',
      'C: { type: apiKey, name: a }',
      'D: { type: apiKey, name: a, in: body }',
      'E: { type: http }',
      'F: { type: http, scheme: bearer, bearerFormat: 1 }',
      'G: { type: oauth2 }',
      'H: { type: oauth2, flows: false }',
      'I: { type: oauth2, flows: { implicit: false } }',
      'J: { type: oauth2, flows: { implicit: { authorizationUrl: 1, scopes: {} } } }',
      'K: { type: oauth2, flows: { password: { tokenUrl: /, scopes: { a: 1 } } } }',
      'L: { type: openIdConnect }',
      'M: { type: mutualTLS }',
      'N: { typo: http }',
    ]
      .map((line) => `    ${line}`)
      .join('\n')}`,
    both(
      `5 ${mismatch}`,
      '6 field-value-invalid',
      '7 field-missing',
      '8 field-value-invalid',
      '9 field-missing',
      `10 ${mismatch}`,
      '11 field-missing',
      `12 ${mismatch}`,
      `13 ${mismatch}`,
      `14 ${mismatch}`,
      `15 ${mismatch}`,
      '16 field-missing',
      '18 field-unknown',
    ),
  ],
  [
    'the device flow',
    'components:\n  securitySchemes:\n    A: { type: oauth2, flows: { deviceAuthorization: { tokenUrl: /, scopes: {} } } }\n    B: { type: oauth2, oauth2MetadataUrl: /, deprecated: true, flows: { deviceAuthorization: { deviceAuthorizationUrl: /, tokenUrl: /, scopes: {} } } }',
    { '3.2': ['5 field-missing'] },
  ],
  [
    'a $ref that is no string',
    'components:\n  responses: { A: { $ref: 4 } }\n  pathItems: { B: { $ref: 4 } }',
    both(`4 ${mismatch}`, `5 ${mismatch}`),
  ],
];

describe('what the official schemas are tested with', () => {
  for (const [fact, text, expected] of documents) {
    for (const [version, codes] of Object.entries(expected)) {
      test(`${fact} in ${version}`, async () => {
        expect(await errors(version, text)).toEqual(codes);
      });
    }
  }

  const infos: readonly [fact: string, info: string, errors: readonly string[]][] = [
    ['missing', '', ['1 field-missing']],
    ['as an array', 'info: []', [`2 ${mismatch}`]],
    ['empty', 'info: {}', ['2 field-missing', '2 field-missing']],
    ['with an unknown field', 'info: { title: A, version: 1.0.0, a: b }', ['2 field-unknown']],
    ['with numbers', 'info: { title: 1, version: 1 }', [`2 ${mismatch}`, `2 ${mismatch}`]],
    [
      'with a contact of numbers',
      'info: { title: A, version: 1.0.0, contact: { name: 1 } }',
      [`2 ${mismatch}`],
    ],
    ['with a nameless licence', 'info: { title: A, version: 1.0.0, license: {} }', ['2 field-missing']],
    ['with a summary', 'info: { title: A, version: 1.0.0, summary: s }', []],
    ['with an SPDX licence', 'info: { title: A, version: 1.0.0, license: { name: M, identifier: MIT } }', []],
  ];
  for (const [fact, info, codes] of infos) {
    test.each(['3.1', '3.2'])(`info ${fact} in %s`, async (version) => {
      expect(await errors(version, 'paths: {}', info)).toEqual(codes);
    });
  }

  test.each(['true', '4.2', 'hello', '3.2.৪', '3.3.0'])(
    'the version %s is none that can be read',
    async (version) => {
      await expect(
        lintText(`openapi: ${version}\ninfo: { title: A, version: 1.0.0 }\npaths: {}`),
      ).rejects.toThrow('openapi');
    },
  );
});
