import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondJudge } from '../second-judge.ts';
import { recursive, schema, value } from './arbitraries.ts';
import { rewritten } from './rewritings.ts';
import { pairOf } from './support.ts';

const runs = Number(process.env['APICHECK_FUZZ'] ?? 120);
const seed = process.env['APICHECK_SEED'] === undefined ? 20240229 : Number(process.env['APICHECK_SEED']);
const options = { numRuns: runs, seed };

describe('any rewriting that says the same', () => {
  test('is contained both ways', { timeout: 10_000_000 }, () => {
    const cases = schema.chain((before) => fc.tuple(fc.constant(before), rewritten(before), recursive));
    const open: string[] = [];
    let asked = 0;
    fc.assert(
      fc.property(cases, ([before, after, node]) => {
        const defs = { Node: node };
        const pair = pairOf(before, after.schema, { defs, defsAfter: { ...defs, ...after.defs } });
        for (const verdict of [pair.forward(), pair.backward()]) {
          asked += 1;
          if (verdict.kind === 'unproven') open.push(verdict.reason);
          else expect(verdict).toEqual({ kind: 'contained' });
        }
      }),
      options,
    );
    expect(open.length, open.join('\n')).toBeLessThanOrEqual(asked * 0.03);
  });
});

interface Leaf {
  readonly wide: object;
  readonly narrow: object;
  readonly witness: unknown;
}

const leaves: readonly Leaf[] = [
  { wide: { type: 'string' }, narrow: { type: 'string', maxLength: 3 }, witness: 'abcd' },
  { wide: { type: 'string' }, narrow: { type: 'string', minLength: 2 }, witness: 'a' },
  { wide: { type: 'string' }, narrow: { type: 'string', pattern: '^x' }, witness: 'a' },
  { wide: { enum: ['a', 'b'] }, narrow: { enum: ['a'] }, witness: 'b' },
  { wide: { enum: ['a', 'b'] }, narrow: { const: 'b' }, witness: 'a' },
  { wide: { type: ['string', 'null'] }, narrow: { type: 'string' }, witness: null },
  { wide: { type: 'number' }, narrow: { type: 'integer' }, witness: 0.5 },
  { wide: { type: 'integer' }, narrow: { type: 'integer', minimum: 1 }, witness: 0 },
  { wide: { type: 'integer' }, narrow: { type: 'integer', exclusiveMaximum: 5 }, witness: 5 },
  { wide: { type: 'integer' }, narrow: { type: 'integer', multipleOf: 3 }, witness: 4 },
  { wide: { type: 'array', items: true }, narrow: { type: 'array', maxItems: 1 }, witness: [1, 2] },
  { wide: { type: 'array' }, narrow: { type: 'array', minItems: 1 }, witness: [] },
  { wide: { type: 'array' }, narrow: { type: 'array', uniqueItems: true }, witness: [1, 1] },
  { wide: { type: 'array' }, narrow: { type: 'array', contains: { const: 1 } }, witness: [2] },
  {
    wide: { type: 'object', properties: { p: { type: 'string' } } },
    narrow: { type: 'object', properties: { p: { type: 'string' } }, required: ['p'] },
    witness: {},
  },
  {
    wide: { type: 'object', properties: { p: {}, q: {} } },
    narrow: { type: 'object', properties: { p: {}, q: {} }, dependentRequired: { p: ['q'] } },
    witness: { p: 1 },
  },
  {
    wide: { type: 'object', properties: { p: {}, q: {} } },
    narrow: { type: 'object', properties: { p: {}, q: {} }, maxProperties: 1 },
    witness: { p: 1, q: 1 },
  },
  {
    wide: { type: 'object', additionalProperties: true },
    narrow: { type: 'object', additionalProperties: { type: 'integer' } },
    witness: { p: 'a' },
  },
  { wide: { anyOf: [{ type: 'string' }, { type: 'boolean' }] }, narrow: { type: 'string' }, witness: true },
  { wide: { type: 'string' }, narrow: { type: 'string', not: { const: 'a' } }, witness: 'a' },
  {
    wide: { type: ['string', 'integer'] },
    narrow: { type: ['string', 'integer'], if: { type: 'string' }, then: { maxLength: 1 } },
    witness: 'ab',
  },
];

/** Where a schema stands in another, and what a value around its value is. */
interface Context {
  readonly around: (inner: unknown) => unknown;
  readonly value: (inner: unknown) => unknown;
}

const contexts: readonly Context[] = [
  {
    around: (inner) => ({ type: 'object', properties: { a: inner, b: { type: 'string' } } }),
    value: (inner) => ({ a: inner }),
  },
  {
    around: (inner) => ({
      type: 'object',
      required: ['b'],
      properties: { b: { type: 'integer' }, a: inner },
    }),
    value: (inner) => ({ b: 0, a: inner }),
  },
  { around: (inner) => ({ type: 'array', items: inner, maxItems: 3 }), value: (inner) => [inner] },
  {
    around: (inner) => ({ type: 'array', prefixItems: [{ type: 'integer' }, inner] }),
    value: (inner) => [0, inner],
  },
  {
    around: (inner) => ({ type: 'object', additionalProperties: inner, minProperties: 1 }),
    value: (inner) => ({ x: inner }),
  },
  {
    around: (inner) => ({
      oneOf: [
        { type: 'object', required: ['t'], properties: { t: { const: 1 }, a: inner } },
        { type: 'object', required: ['t'], properties: { t: { const: 2 }, a: { type: 'null' } } },
      ],
    }),
    value: (inner) => ({ t: 1, a: inner }),
  },
  {
    around: (inner) => ({ allOf: [{ type: 'object', required: ['a'] }, { properties: { a: inner } }] }),
    value: (inner) => ({ a: inner }),
  },
];

describe('a narrowing with a known witness', () => {
  test('is found wherever it stands and however both sides are written', { timeout: 10_000_000 }, () => {
    const cases = fc
      .tuple(fc.constantFrom(...leaves), fc.array(fc.constantFrom(...contexts), { maxLength: 3 }))
      .chain(([leaf, around]) => {
        const wrap = (inner: unknown): unknown => around.reduce((one, context) => context.around(one), inner);
        return fc.record({
          wide: rewritten(wrap(leaf.wide)),
          narrow: rewritten(wrap(leaf.narrow)),
          witness: fc.constant(around.reduce((one, context) => context.value(one), leaf.witness)),
        });
      });
    fc.assert(
      fc.property(cases, ({ wide, narrow, witness }) => {
        const pair = pairOf(wide.schema, narrow.schema, { defs: wide.defs, defsAfter: narrow.defs });
        const sends = secondJudge({ $ref: '#/$defs/Main', $defs: { ...wide.defs, Main: wide.schema } });
        const takes = secondJudge({ $ref: '#/$defs/Main', $defs: { ...narrow.defs, Main: narrow.schema } });
        expect([sends(witness), takes(witness)]).toEqual([true, false]);
        const verdict = pair.forward();
        expect(verdict.kind).toBe('broken');
        if (verdict.kind !== 'broken') return;
        expect(verdict.breaks.map(({ reading }) => reading)).toContain(1);
        for (const one of verdict.breaks) {
          expect([sends(one.witness), takes(one.witness)], JSON.stringify(one.witness)).toEqual([
            true,
            false,
          ]);
          expect(JSON.stringify(one.witness).length).toBeLessThanOrEqual(60);
        }
        expect(pair.backward()).toEqual({ kind: 'contained' });
      }),
      options,
    );
  });

  test('is never called contained, whatever the schemas', { timeout: 10_000_000 }, () => {
    const cases = schema.chain((wide) => fc.tuple(fc.constant(wide), schema, recursive, fc.array(value)));
    fc.assert(
      fc.property(cases, ([wide, extra, node, values]) => {
        const defs = { Node: node };
        const narrow = { allOf: [wide, extra] };
        const sends = secondJudge({ $ref: '#/$defs/Main', $defs: { ...defs, Main: wide } });
        const takes = secondJudge({ $ref: '#/$defs/Main', $defs: { ...defs, Main: narrow } });
        const known = values.find((one) => sends(one) && !takes(one));
        const pair = pairOf(wide, narrow, { defs });
        const difference = pair.solver.difference(pair.before, pair.after);
        if (known !== undefined) expect(difference.kind, JSON.stringify(known)).not.toBe('empty');
        if (difference.kind === 'witness')
          expect([sends(difference.value), takes(difference.value)]).toEqual([true, false]);
        expect(pair.backward().kind).not.toBe('broken');
      }),
      options,
    );
  });
});
