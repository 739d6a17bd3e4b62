import { expect, test } from 'vitest';
import type { Dialect } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { documentsOf, lines, siteIn } from './support.ts';

function judge(
  schemas: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
  dialect: Dialect = 'openapi-3.0',
): string[] {
  const root = dialect === 'openapi-2.0' ? { definitions: schemas } : { components: { schemas } };
  const documents = documentsOf({ 'api.json': root });
  const at = dialect === 'openapi-2.0' ? `/definitions/${name}` : `/components/schemas/${name}`;
  return lines(createSchemas(documents).judge(siteIn(documents, at, dialect), value));
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const cat = {
  type: 'object',
  required: ['kind', 'lives'],
  properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
};
const dog = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, tricks: { type: 'array' } },
};
const named = {
  Cat: cat,
  Dog: dog,
  Pet: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
};
const mapped = {
  ...named,
  Pet: {
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', mapping: { c: '#/components/schemas/Cat', d: 'Dog' } },
  },
};

test.each([
  ['the branch it names judges', named, { kind: 'Cat' }, [' required: must have property lives']],
  ['other branches do not count', named, { kind: 'Cat', lives: 9 }, []],
  [
    'a tag that is no name',
    named,
    { kind: 'Cta' },
    ['/kind discriminator: must be one of "Cat", "Dog", is "Cta"; did you mean Cat?'],
  ],
  ['no tag', named, {}, [' discriminator: must have property kind, one of "Cat", "Dog"']],
  ['a value without members', named, 5, [' oneOf: matches none of the 2 alternatives: must be an object']],
  [
    'mapped to a reference',
    mapped,
    { kind: 'c', lives: 'x' },
    ['/lives type: must be an integer, is a string'],
  ],
  ['mapped to a name', mapped, { kind: 'd', tricks: 1 }, ['/tricks type: must be an array, is a number']],
  ['the name is a tag beside its mapping', mapped, { kind: 'Dog' }, []],
  [
    'unknown beside a mapping',
    mapped,
    { kind: 'x' },
    ['/kind discriminator: must be one of "c", "d", is "x"'],
  ],
])('union: %s', (_, schemas, value, expected) => {
  expect(judge(schemas, 'Pet', value)).toEqual(expected);
});

test('without a mapping, what branches allow their tag to be names them', () => {
  const schemas = {
    Text: { type: 'object', properties: { type: { enum: ['text', 'markdown'] }, text: { type: 'string' } } },
    Image: { type: 'object', properties: { type: { enum: ['image'] }, url: { type: 'string' } } },
    Part: { anyOf: [ref('Text'), ref('Image')], discriminator: { propertyName: 'type' } },
  };
  expect(judge(schemas, 'Part', { type: 'markdown', text: 5 })).toEqual([
    '/text type: must be a string, is a number',
  ]);
  expect(judge(schemas, 'Part', { type: 'video' })).toEqual([
    '/type discriminator: must be one of "text", "markdown", "image", is "video"',
  ]);
});

test('3.2 defaultMapping judges what has no known tag', () => {
  const schemas = {
    ...named,
    Pet: { ...named.Pet, discriminator: { propertyName: 'kind', defaultMapping: 'Cat' } },
  };
  expect(judge(schemas, 'Pet', {}, 'json-schema-2020-12')).toEqual([
    ' required: must have property kind',
    ' required: must have property lives',
  ]);
});

const base = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  properties: { kind: { type: 'string' } },
};
const extending = {
  Base: base,
  Cat: { allOf: [ref('Base'), { required: ['lives'], properties: { lives: { type: 'integer' } } }] },
  Kitten: { allOf: [ref('Cat'), { required: ['age'] }] },
};

test.each([
  ['the schema that extends it judges too', 'Base', { kind: 'Cat' }, [' required: must have property lives']],
  ['through two steps', 'Base', { kind: 'Kitten', lives: 1 }, [' required: must have property age']],
  ['the base itself', 'Base', { kind: 'Base' }, []],
  [
    'an unknown name',
    'Base',
    { kind: 'Dog' },
    ['/kind discriminator: must be one of "Cat", "Kitten", is "Dog"'],
  ],
  ['no tag is told once', 'Base', {}, [' discriminator: must have property kind, one of "Cat", "Kitten"']],
  ['who extends it settles the matter', 'Cat', { kind: 'Cat', lives: 1 }, []],
])('base: %s', (_, name, value, expected) => {
  expect(judge(extending, name, value)).toEqual(expected);
});

test('Swagger 2.0 names the property alone', () => {
  const schemas = {
    Pet: {
      type: 'object',
      discriminator: 'kind',
      required: ['kind'],
      properties: { kind: { type: 'string' } },
    },
    Cat: { allOf: [{ $ref: '#/definitions/Pet' }, { required: ['lives'] }] },
  };
  expect(judge(schemas, 'Pet', { kind: 'Cat' }, 'openapi-2.0')).toEqual([
    ' required: must have property lives',
  ]);
  expect(judge(schemas, 'Pet', { kind: 'Fish' }, 'openapi-2.0')).toEqual([
    '/kind discriminator: must be one of "Cat", is "Fish"',
  ]);
});
