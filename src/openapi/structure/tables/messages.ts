import {
  anything,
  count,
  flag,
  list,
  literal,
  map,
  may,
  must,
  number,
  object,
  text,
  token,
  url,
  type Field,
  type ObjectSpec,
} from '../field.ts';
import type { ObjectKind } from '../kinds.ts';

/** What Swagger 2.0 has of JSON Schema in a Parameter, Header and Items Object. */
const primitive2: Readonly<Record<string, Field>> = {
  format: may(text, { to: '2.0' }),
  items: may(object('items'), { to: '2.0' }),
  default: may(anything, { to: '2.0' }),
  maximum: may(number, { to: '2.0' }),
  exclusiveMaximum: may(flag, { to: '2.0' }),
  minimum: may(number, { to: '2.0' }),
  exclusiveMinimum: may(flag, { to: '2.0' }),
  maxLength: may(count, { to: '2.0' }),
  minLength: may(count, { to: '2.0' }),
  pattern: may(text, { to: '2.0' }),
  maxItems: may(count, { to: '2.0' }),
  minItems: may(count, { to: '2.0' }),
  uniqueItems: may(flag, { to: '2.0' }),
  enum: may(list(anything, { min: 1, unique: true }), { to: '2.0' }),
  multipleOf: may({ is: 'positive' }, { to: '2.0' }),
};

const type2 = ['string', 'number', 'integer', 'boolean', 'array'];
const collectionFormat = may(literal('csv', 'ssv', 'tsv', 'pipes'), { to: '2.0' });

const examples: Readonly<Record<string, Field>> = {
  example: may(anything, { from: '3.0' }),
  examples: may(map(object('example')), { from: '3.0' }),
};

const content = map(object('mediaType'));
const headers = map(object('header'), token);

const parameter: ObjectSpec = {
  title: 'Parameter Object',
  reference: {},
  fields: {
    name: must(text),
    in: [
      must(literal('query', 'header', 'path', 'formData', 'body'), { to: '2.0' }),
      must(literal('query', 'header', 'path', 'cookie'), { from: '3.0', to: '3.1' }),
      must(literal('query', 'querystring', 'header', 'path', 'cookie'), { from: '3.2' }),
    ],
    description: may(text),
    required: may(flag),
    deprecated: may(flag, { from: '3.0' }),
    allowEmptyValue: may(flag),
    // Which of the styles fits depends on `in`: see the conditions.
    style: may(text, { from: '3.0' }),
    explode: may(flag, { from: '3.0' }),
    allowReserved: may(flag, { from: '3.0' }),
    schema: may(object('schema')),
    content: may(content, { from: '3.0' }),
    ...examples,
    type: may(literal(...type2, 'file'), { to: '2.0' }),
    ...primitive2,
    collectionFormat: may(literal('csv', 'ssv', 'tsv', 'pipes', 'multi'), { to: '2.0' }),
  },
};

const header: ObjectSpec = {
  title: 'Header Object',
  reference: { from: '3.0' },
  fields: {
    description: may(text),
    required: may(flag, { from: '3.0' }),
    deprecated: may(flag, { from: '3.0' }),
    allowEmptyValue: may(flag, { from: '3.0', to: '3.0' }),
    style: may(literal('simple'), { from: '3.0' }),
    explode: may(flag, { from: '3.0' }),
    allowReserved: may(flag, { from: '3.0', to: '3.0' }),
    schema: may(object('schema'), { from: '3.0' }),
    content: may(content, { from: '3.0' }),
    ...examples,
    type: must(literal(...type2), { to: '2.0' }),
    ...primitive2,
    collectionFormat,
  },
};

const items: ObjectSpec = {
  title: 'Items Object',
  fields: { type: must(literal(...type2)), ...primitive2, collectionFormat },
};

const requestBody: ObjectSpec = {
  title: 'Request Body Object',
  reference: { from: '3.0' },
  fields: { description: may(text), content: must(content), required: may(flag) },
};

const mediaType: ObjectSpec = {
  title: 'Media Type Object',
  reference: { from: '3.2' },
  fields: {
    description: may(text, { from: '3.2' }),
    schema: may(object('schema')),
    itemSchema: may(object('schema'), { from: '3.2' }),
    ...examples,
    encoding: may(map(object('encoding'))),
    prefixEncoding: may(list(object('encoding')), { from: '3.2' }),
    itemEncoding: may(object('encoding'), { from: '3.2' }),
  },
};

const encoding: ObjectSpec = {
  title: 'Encoding Object',
  fields: {
    contentType: may(text),
    headers: may(headers),
    style: may(literal('form', 'spaceDelimited', 'pipeDelimited', 'deepObject')),
    explode: may(flag),
    allowReserved: may(flag),
    encoding: may(map(object('encoding')), { from: '3.2' }),
    prefixEncoding: may(list(object('encoding')), { from: '3.2' }),
    itemEncoding: may(object('encoding'), { from: '3.2' }),
  },
};

const responses: ObjectSpec = {
  title: 'Responses Object',
  fields: { default: may(object('response')) },
  patterned: [
    { names: /^[0-9]{3}$/, what: 'a status code', type: object('response'), to: '2.0' },
    {
      names: /^[1-5](?:[0-9]{2}|XX)$/,
      what: 'a status code such as 200, a range such as 2XX, or default',
      type: object('response'),
      from: '3.0',
    },
  ],
};

const response: ObjectSpec = {
  title: 'Response Object',
  reference: {},
  fields: {
    summary: may(text, { from: '3.2' }),
    description: must(text, {}, { to: '3.1' }),
    schema: may(object('schema'), { to: '2.0' }),
    headers: may(headers),
    examples: may(map(anything), { to: '2.0' }),
    content: may(content, { from: '3.0' }),
    links: may(map(object('link')), { from: '3.0' }),
  },
};

const example: ObjectSpec = {
  title: 'Example Object',
  reference: { from: '3.0' },
  fields: {
    summary: may(text),
    description: may(text),
    dataValue: may(anything, { from: '3.2' }),
    serializedValue: may(text, { from: '3.2' }),
    value: may(anything),
    externalValue: may(url),
  },
};

/** What goes over the wire: parameters, bodies, headers, and examples of them. */
export const messageTables = {
  parameter,
  header,
  items,
  requestBody,
  mediaType,
  encoding,
  responses,
  response,
  example,
} satisfies Partial<Record<ObjectKind, ObjectSpec>>;
