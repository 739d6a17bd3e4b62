import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ajvJudge, documentsOf, pairOf } from './support.ts';
import { mutants, recursive, schema, value } from './arbitraries.ts';

const runs = Number(process.env['APICHECK_FUZZ'] ?? 150);
const seed = process.env['APICHECK_SEED'] === undefined ? 20240131 : Number(process.env['APICHECK_SEED']);

/** Counts what came of it, so that a solver that gives up always would be seen. */
const tally = { witness: 0, empty: 0, unknown: 0 };
const reasons = new Map<string, number>();

function judged(definition: unknown, defs: Record<string, unknown>): (one: unknown) => boolean {
  const documents = documentsOf(
    JSON.parse(
      JSON.stringify({ root: { $defs: { ...defs, Main: definition } } }).replaceAll(
        '"#/$defs/',
        '"#/root/$defs/',
      ),
    ),
    'judge.json',
  );
  const judge = ajvJudge(documents);
  const found = documents.resolve('#/root/$defs/Main', {
    document: documents.root,
    value: null,
    pointer: '' as never,
  });
  if (found.kind !== 'found') throw new Error('no such schema');
  const site = { node: found.node, direction: 'request', dialect: 'json-schema-2020-12' } as const;
  return (one) => judge.accepts(site, one) === true;
}

describe('difference', () => {
  const pairs = schema.chain((before) =>
    fc.tuple(
      fc.constant(before),
      fc.oneof(mutants(before), mutants(before), schema),
      recursive,
      fc.array(value, { minLength: 30, maxLength: 30 }),
    ),
  );

  test('claims nothing that Ajv refutes', { timeout: 10_000_000 }, () => {
    fc.assert(
      fc.property(pairs, ([before, after, node, values]) => {
        const defs = { Node: node };
        const { solver, before: sender, after: receiver } = pairOf(before, after, { defs });
        const answer = solver.difference(sender, receiver);
        tally[answer.kind] += 1;
        if (answer.kind === 'unknown') {
          const short = answer.reason.replace(/about .*/, 'about');
          reasons.set(short, (reasons.get(short) ?? 0) + 1);
          if (process.env['APICHECK_DISPUTES'] && /disagree/.test(answer.reason))
            console.log(answer.reason, JSON.stringify(before), JSON.stringify(after), JSON.stringify(node));
        }
        if (answer.kind !== 'empty') return;
        const [sends, receives] = [judged(before, defs), judged(after, defs)];
        for (const one of values) if (sends(one)) expect(receives(one), JSON.stringify(one)).toBe(true);
      }),
      { numRuns: runs, seed },
    );
    if (process.env['APICHECK_FUZZ'])
      console.log(
        tally,
        [...reasons].sort((a, b) => b[1] - a[1]),
      );
    expect(tally.unknown).toBeLessThan(runs * 0.05);
  });
});
