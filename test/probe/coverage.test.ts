import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createSchemaCoverage } from '../../src/probe/coverage/schema-coverage.ts';
import { contractOf, probeText } from './support.ts';

const description = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        parameters: [
          { name: 'order', in: 'query', schema: { enum: ['name', 'age'] } },
          { name: 'page', in: 'query', schema: { type: 'integer' } },
        ],
        responses: {
          '200': {
            description: 'Pets',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
            },
          },
          '4XX': { description: 'Refused', content: { 'application/json': {}, 'text/plain': {} } },
        },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { '201': { description: 'Made' } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
      },
      Animal: {
        type: 'object',
        required: ['kind'],
        properties: {
          id: { type: 'integer', readOnly: true },
          secret: { type: 'string', writeOnly: true },
          kind: { type: 'string' },
          parent: { $ref: '#/components/schemas/Animal' },
          tags: { type: 'object', additionalProperties: { type: 'object', properties: { note: {} } } },
        },
      },
      Cat: {
        allOf: [
          { $ref: '#/components/schemas/Animal' },
          { properties: { lives: { type: ['integer', 'null'] } } },
        ],
      },
      Dog: {
        allOf: [{ $ref: '#/components/schemas/Animal' }],
        properties: { size: { anyOf: [{ type: 'integer' }, { enum: ['big', 'small', 3] }] } },
      },
    },
  },
};

async function counter() {
  const { api, schemas } = await contractOf(stringify(description));
  const coverage = createSchemaCoverage(api, schemas);
  const site = api.operations[0]?.responses.get('200')?.content.get('application/json')?.schema;
  if (!site) throw new Error('no schema');
  return { see: (value: unknown) => coverage.see(site, value), counts: coverage.counts };
}

describe('what values show of schemas', () => {
  it('is nothing before there is one; what is not sent in a direction is not expected there', async () => {
    const { counts } = await counter();
    const { unseen, ...numbers } = counts();
    expect(numbers).toEqual({
      requestProperties: { covered: 0, total: 7 },
      responseProperties: { covered: 0, total: 7 },
      enumValues: { covered: 0, total: 8 },
      alternatives: { covered: 0, total: 8 },
    });
    expect(
      unseen
        .filter(({ kind }) => kind === 'responseProperties')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'Animal.id',
      'Animal.kind',
      'Animal.parent',
      'Animal.tags',
      'Animal.tags.*.note',
      'Cat.lives',
      'Dog.size',
    ]);
  });

  it('is what is in them, through references, allOf, items, maps and the branch that they are of', async () => {
    const { see, counts } = await counter();
    see([{ kind: 'Cat', lives: 9, tags: { a: {}, b: { note: 1 } } }]);
    see([{ kind: 'Dog', size: 'big', parent: { kind: 'x', id: 3 } }]);
    const { unseen, responseProperties, alternatives } = counts();
    expect(responseProperties).toEqual({ covered: 7, total: 7 });
    expect(alternatives).toEqual({ covered: 3, total: 8 });
    const left = unseen.filter(({ name }) => name.endsWith('in responses')).map(({ name }) => name);
    expect(left.sort()).toEqual([
      'Dog.size "small" in responses',
      'Dog.size 3 in responses',
      'Dog.size integer in responses',
    ]);
  });

  it('is not what is in a branch that they are not of', async () => {
    const { see, counts } = await counter();
    see([{ kind: 'Cat', size: 'big' }, { kind: 'Bird', lives: 1 }, 'text', null]);
    const { unseen } = counts();
    const names = unseen.map(({ name }) => name);
    for (const name of ['Dog.size', 'Cat.lives', 'Pet Dog in responses']) expect(names).toContain(name);
  });

  it('is the same in whatever order they come, and however often', async () => {
    const pet = fc.record(
      {
        kind: fc.constantFrom('Cat', 'Dog', 'Bird'),
        id: fc.integer(),
        lives: fc.option(fc.integer()),
        size: fc.constantFrom<unknown>('big', 'small', 3, 7, null),
        tags: fc.dictionary(fc.string(), fc.record({ note: fc.string() }, { requiredKeys: [] })),
        parent: fc.record({ kind: fc.string(), secret: fc.string() }, { requiredKeys: ['kind'] }),
      },
      { requiredKeys: ['kind'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(pet, { maxLength: 3 }), { maxLength: 8 }), async (values) => {
        const one = await counter();
        const other = await counter();
        for (const value of values) one.see(value);
        for (const value of [...values, ...values.toReversed()].toReversed()) other.see(value);
        expect(other.counts()).toEqual(one.counts());
      }),
      { numRuns: 25 },
    );
  });

  it('takes no more than its time for a value that is in itself', async () => {
    const { see, counts } = await counter();
    let value: Record<string, unknown> = { kind: 'Cat' };
    for (let depth = 0; depth < 40; depth += 1)
      value = { kind: 'Cat', parent: value, tags: { a: value, b: value } };
    see([value]);
    expect(counts().responseProperties.covered).toBeGreaterThan(0);
  });
});

describe('what exchanges show of operations', () => {
  it('is counted by status, media type and parameter, with what is not documented', async () => {
    const exchange = (path: string, status: number, type?: string) => ({
      name: 'x',
      request: { method: 'GET', path },
      response: { status, headers: type ? { 'content-type': type } : {}, ...(type && { bodyText: '[]' }) },
    });
    const { coverage } = await probeText(
      stringify(description),
      stringify({
        apicheck: 1,
        exchanges: [
          exchange('/pets?order=name', 200, 'application/json'),
          exchange('/pets', 404, 'text/plain'),
          exchange('/pets', 429, 'text/plain'),
          exchange('/pets', 500),
        ],
      }),
    );
    expect(coverage).toMatchObject({
      operations: { covered: 1, total: 2 },
      responses: { covered: 2, total: 3 },
      mediaTypes: { covered: 2, total: 4 },
      parameters: { covered: 1, total: 2 },
      uncovered: ['POST /pets 201'],
    });
    expect(coverage.byOperation).toEqual([
      {
        operation: { method: 'get', path: '/pets' },
        exchanges: 4,
        responses: [
          { status: '200', documented: true, exchanges: 1 },
          { status: '4XX', documented: true, exchanges: 2 },
          { status: '500', documented: false, exchanges: 1 },
        ],
      },
      {
        operation: { method: 'post', path: '/pets' },
        exchanges: 0,
        responses: [{ status: '201', documented: true, exchanges: 0 }],
      },
    ]);
    expect(coverage.unseen.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'GET /pets 4XX application/json',
        'POST /pets request application/json',
        'GET /pets query page',
        'GET /pets query order "age" in requests',
      ]),
    );
  });
});
