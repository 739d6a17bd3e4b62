import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/schema/solver/verdict.ts';
import { mutants, recursive, schema } from './arbitraries.ts';
import { ajvJudge, pairOf } from './support.ts';

const runs = Number(process.env['APICHECK_FUZZ'] ?? 60);

/** A verdict without the documents that its places are in. */
const plain = (verdict: Verdict): unknown =>
  verdict.kind === 'broken'
    ? verdict.breaks.map(({ blamed, holder, counterpart, ...rest }) => ({
        ...rest,
        blamed: [blamed.document.uri, blamed.pointer],
        holder: holder.pointer,
        counterpart: counterpart?.pointer,
      }))
    : verdict;

describe('verdicts', () => {
  test(
    'have witnesses that the sender accepts and the receiver rejects, and are the same every time',
    { timeout: 10_000_000 },
    () => {
      const pairs = schema.chain((before) => fc.tuple(fc.constant(before), mutants(before), recursive));
      fc.assert(
        fc.property(pairs, ([before, after, node]) => {
          const options = { defs: { Node: node } };
          const pair = pairOf(before, after, options);
          const verdict = pair.forward();
          expect(plain(pairOf(before, after, options).forward())).toEqual(plain(verdict));
          if (verdict.kind !== 'broken') return;
          const judges = { before: ajvJudge(pair.documents.before), after: ajvJudge(pair.documents.after) };
          for (const { witness, blamed } of verdict.breaks) {
            expect(judges.before.accepts(pair.before, witness)).toBe(true);
            expect(judges.after.accepts(pair.after, witness)).toBe(false);
            expect(blamed.document.uri).toBe('after.json');
          }
          expect(pair.solver.contains(pair.before, pair.before)).toEqual({ kind: 'contained' });
        }),
        { numRuns: runs, seed: 17 },
      );
    },
  );
});
