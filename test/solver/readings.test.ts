import { describe, expect, test } from 'vitest';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import type { Verdict } from '../../src/schema/solver/verdict.ts';
import { pairOf } from './support.ts';

const readings = (verdict: Verdict): unknown =>
  verdict.kind === 'broken' ? verdict.breaks.map(({ reading, keyword }) => [reading, keyword]) : verdict.kind;
const string = { type: 'string' };
const object = (properties: unknown, more: object = {}): unknown => ({ type: 'object', properties, ...more });

describe('the ladder of readings', () => {
  test('an optional property added to an object breaks nobody', () => {
    const pair = pairOf(object({ a: string }), object({ a: string, b: { type: 'integer' } }));
    expect(pair.forward()).toEqual({ kind: 'contained' });
    expect(pair.backward()).toEqual({ kind: 'contained' });
    // By the letter, somebody may have used the name for something else.
    expect(pair.solver.difference(pair.before, pair.after)).toMatchObject({ kind: 'witness' });
  });

  test('an object that says that there are others breaks at once', () => {
    const pair = pairOf(
      object({ a: string }, { additionalProperties: true }),
      object({ a: string, b: { type: 'integer' } }),
    );
    expect(readings(pair.forward())).toEqual([[1, 'type']]);
  });

  test('an object that declares nothing may hold anything', () => {
    expect(readings(pairOf({ type: 'object' }, object({ a: string })).forward())).toEqual([[1, 'type']]);
  });

  test('a format is a hint to a tolerant receiver', () => {
    const pair = pairOf(string, { type: 'string', format: 'date' });
    expect(readings(pair.forward())).toEqual([[2, 'format']]);
    expect(readings(pair.backward())).toBe('contained');
  });

  test('branches of oneOf that overlap are a matter for strict receivers', () => {
    const pair = pairOf(string, { oneOf: [string, { type: 'string', maxLength: 3 }] });
    expect(readings(pair.forward())).toEqual([[2, 'oneOf']]);
  });

  test('an unknown member of a response is skipped, of a request refused', () => {
    const closed = object({ a: string }, { additionalProperties: false });
    const wider = object({ a: string, b: string }, { additionalProperties: false });
    expect(readings(pairOf(wider, closed).forward())).toEqual([[1, 'additionalProperties']]);
    expect(readings(pairOf(closed, wider).backward())).toEqual([[2, 'additionalProperties']]);
  });

  test('closing an object breaks those who send names that nobody declared', () => {
    const pair = pairOf(object({ a: string }), object({ a: string }, { additionalProperties: false }));
    expect(readings(pair.forward())).toEqual([[3, 'additionalProperties']]);
  });
});

test('what hurts most in one of its places is how a shared schema is told of', () => {
  const closed = object({ a: string }, { additionalProperties: false });
  const open = object({ a: string }, { additionalProperties: true });
  const pair = pairOf(
    object({ x: object({ a: string }), y: open }),
    object({ x: { $ref: '#/$defs/Closed' }, y: { $ref: '#/$defs/Closed' } }),
    { defs: { Closed: closed } },
  );
  expect(readings(pair.forward())).toEqual([[1, 'additionalProperties']]);
});

describe('a union', () => {
  const either = {
    anyOf: [object({ a: string }, { required: ['a'] }), object({ b: string }, { required: ['b'] })],
  };

  test('is sent one branch at a time, without the names of another', () => {
    // Only whoever sends `a` beside the branch of `b` can send it as something else.
    expect(readings(pairOf(either, object({ a: string, b: string })).forward())).toEqual([
      [3, 'type'],
      [3, 'type'],
    ]);
  });

  test('is sent with the names of all branches that a value is one of', () => {
    const narrow = object({ a: string, b: string }, { maxProperties: 1 });
    expect(readings(pairOf(either, narrow).forward())).toContainEqual([1, 'maxProperties']);
  });
});

describe('the direction', () => {
  const options = { dialect: 'openapi-3.0', judge: createSchemas } as const;
  const withId = object({ id: { type: 'integer', readOnly: true }, a: string }, { required: ['id', 'a'] });
  const without = object({ a: string }, { required: ['a'] });

  test('readOnly properties are no part of requests', () => {
    expect(readings(pairOf(without, withId, options).forward())).toBe('contained');
    expect(readings(pairOf(withId, without, options).forward())).toBe('contained');
  });

  test('but of responses', () => {
    expect(readings(pairOf(withId, without, options).backward())).toEqual([[1, 'required']]);
  });

  test('they are found behind $ref and allOf', () => {
    const defs = { Id: { allOf: [{ type: 'integer' }, { readOnly: true }] } };
    const hidden = object({ id: { $ref: '#/$defs/Id' }, a: string }, { required: ['id', 'a'] });
    expect(readings(pairOf(without, hidden, { ...options, defs }).forward())).toBe('contained');
  });

  test('writeOnly properties are no part of responses', () => {
    const secret = object(
      { key: { type: 'string', writeOnly: true }, a: string },
      { required: ['key', 'a'] },
    );
    expect(readings(pairOf(secret, without, options).backward())).toBe('contained');
    expect(readings(pairOf(without, secret, options).forward())).toEqual([[1, 'required']]);
  });
});

describe('discriminators', () => {
  const options = { dialect: 'json-schema-2020-12', judge: createSchemas } as const;
  const defs = {
    Cat: object({ kind: string, lives: { type: 'integer' } }, { required: ['kind'] }),
    Dog: object({ kind: string, name: string }, { required: ['kind'] }),
  };
  const pet = (mapping: Record<string, string>): unknown => ({
    oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
    discriminator: { propertyName: 'kind', mapping },
  });
  const both = pet({ cat: '#/$defs/Cat', dog: '#/$defs/Dog' });

  test('the tag decides which branch is meant', () => {
    const defsAfter = {
      ...defs,
      Dog: object({ kind: string, name: { type: 'integer' } }, { required: ['kind'] }),
    };
    const verdict = pairOf(both, both, { ...options, defs, defsAfter }).forward();
    expect(verdict).toMatchObject({
      kind: 'broken',
      breaks: [{ witness: { kind: 'dog', name: '' }, at: '/name', keyword: 'type', reading: 1 }],
    });
  });

  test('a tag taken away breaks', () => {
    const one = {
      ...(both as object),
      discriminator: { propertyName: 'kind', mapping: { cat: '#/root/$defs/Cat' } },
    };
    const two = {
      oneOf: [{ $ref: '#/$defs/Cat' }],
      discriminator: { propertyName: 'kind', mapping: { cat: '#/root/$defs/Cat' } },
    };
    const verdict = pairOf(one, two, { ...options, defs }).forward();
    expect(verdict).toMatchObject({ kind: 'broken', breaks: [{ keyword: 'discriminator', at: '/kind' }] });
  });

  test('the same is contained', () => {
    expect(pairOf(both, both, { ...options, defs }).forward()).toEqual({ kind: 'contained' });
  });

  test('a base schema asks for the one that extends it', () => {
    const base = object({ type: string }, { required: ['type'], discriminator: 'type' });
    const swagger = (limit: object): Record<string, unknown> => ({
      Main: base,
      Circle: { allOf: [{ $ref: '#/definitions/Main' }, object({ radius: { type: 'integer', ...limit } })] },
    });
    const pair = pairOf(base, base, {
      ...options,
      dialect: 'openapi-2.0',
      definitions: [swagger({}), swagger({ maximum: 5 })],
    });
    expect(pair.forward()).toMatchObject({
      kind: 'broken',
      breaks: [{ witness: { type: 'Circle', radius: 6 }, at: '/radius', keyword: 'maximum' }],
    });
    expect(pair.backward()).toEqual({ kind: 'contained' });
  });
});

describe('values that travel as text', () => {
  const asText = (before: unknown, after: unknown): unknown => {
    const pair = pairOf(before, after, { judge: createSchemas });
    return readings(pair.solver.containsText(pair.before, pair.after));
  };

  test('an integer widened to a string is safe', () => {
    expect(asText({ type: 'integer' }, string)).toBe('contained');
    expect(asText({ type: 'array', items: { type: 'number' } }, { type: 'array', items: string })).toBe(
      'contained',
    );
    expect(readings(pairOf({ type: 'integer' }, string).forward())).toEqual([[1, 'type']]);
  });

  test('a string narrowed to an integer is not', () => {
    expect(asText(string, { type: 'integer' })).toEqual([[1, 'type']]);
  });

  test('numbers and booleans are compared by what is written for them', () => {
    const digits = { type: 'string', pattern: '^[0-9]+$' };
    expect(asText({ type: 'integer' }, { type: 'string', pattern: '^[0-9-]+$' })).toBe('contained');
    expect(asText({ type: 'integer', minimum: 0 }, digits)).toBe('contained');
    expect(asText({ type: 'integer' }, digits)).toEqual([[1, 'type']]);
    expect(asText(digits, { type: 'integer', minimum: 0 })).toBe('contained');
    expect(asText(digits, { type: 'integer', maximum: 9 })).toEqual([[1, 'type']]);
    expect(asText({ enum: [1, 2] }, { enum: ['1', '2'] })).toBe('contained');
    expect(asText({ enum: ['1', '2'] }, { type: 'integer', maximum: 1 })).toEqual([[1, 'type']]);
    expect(asText({ type: 'boolean' }, { enum: ['true', 'false'] })).toBe('contained');
    expect(asText({ type: 'boolean' }, { enum: ['true'] })).toEqual([[1, 'enum']]);
  });

  test('null has no text, and one text is read by one branch', () => {
    expect(asText({ type: ['string', 'null'] }, string)).toBe('contained');
    expect(asText({ type: 'integer' }, { oneOf: [{ type: 'integer' }, string] })).toBe('contained');
  });
});
