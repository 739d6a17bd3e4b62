import fc from 'fast-check';
import { secondJudge } from '../../second-judge.ts';
import { mutants, recursive, schema, value } from '../../solver/arbitraries.ts';
import { pairOf } from '../../solver/support.ts';
import { hold } from '../broken.ts';
import { edits } from '../edit.ts';
import { isReadable, mutateValue } from '../mutate-value.ts';
import { prepared, type Target } from '../target.ts';

const pairs = schema.chain((before) =>
  fc.record({
    before: fc.constant(before),
    after: fc.oneof(mutants(before), mutants(before), schema),
    node: recursive,
    values: fc.array(value, { minLength: 10, maxLength: 10 }),
    changes: edits(2),
  }),
);

/**
 * Whether one schema contains another: a witness is what it claims to be for a judge that shares nothing with the
 * solver nor with the one that it asks, and what is contained no value refutes.
 */
export const solver: Target = {
  name: 'solver',
  short: 400,
  prepare: () =>
    prepared({
      inputs: pairs,
      check({ before, after, node, values, changes }) {
        const pair = pairOf(before, after, { defs: { Node: node } });
        const whole = (one: unknown): unknown =>
          typeof one === 'boolean' ? one : { ...(one as object), $defs: { Node: node } };
        const [sends, receives] = [secondJudge(whole(before)), secondJudge(whole(after))];
        const shown = () => JSON.stringify({ before, after, node });
        const answer = pair.solver.difference(pair.before, pair.after);
        if (answer.kind === 'witness') {
          hold(
            sends(answer.value) && !receives(answer.value),
            () => `a witness is none: ${JSON.stringify(answer.value)} ${shown()}`,
          );
          const near = mutateValue(answer.value, changes);
          pair.solver.contains(pair.before, pair.after);
          values = [...values, near];
        } else if (answer.kind === 'empty')
          for (const one of values)
            hold(
              !sends(one) || receives(one),
              () => `what is contained is refuted: ${JSON.stringify(one)} ${shown()}`,
            );
        const verdict = pair.forward();
        if (verdict.kind === 'broken')
          for (const { witness } of verdict.breaks)
            hold(
              sends(witness) && !receives(witness),
              () => `a break is none: ${JSON.stringify(witness)} ${shown()}`,
            );
        hold(
          pair.solver.difference(pair.before, pair.before).kind !== 'witness',
          () => `a schema does not contain itself: ${shown()}`,
        );
        return Promise.resolve();
      },
    }),
};

/** The same of schemas with mistakes in them, and of other dialects: it ends, and answers. */
export const brokenPairs: Target = {
  name: 'broken-pair',
  short: 400,
  prepare: () =>
    prepared({
      inputs: fc.record({
        before: schema,
        node: recursive,
        first: edits(3),
        second: edits(3),
        dialect: fc.constantFrom('openapi-3.0', 'json-schema-2020-12', 'openapi-2.0'),
        direction: fc.constantFrom('request', 'response'),
      }),
      check({ before, node, first, second, dialect, direction }) {
        const one = mutateValue(before, first);
        const two = mutateValue(one, second);
        if (!isReadable(one) || !isReadable(two)) return Promise.resolve();
        const judge = () => ({ accepts: () => ({ node: undefined as never, reason: 'not asked' }) });
        const pair = pairOf(one, two, { defs: { Node: node }, dialect, direction, judge });
        for (const verdict of [pair.forward(), pair.backward()])
          hold(['contained', 'broken', 'unproven'].includes(verdict.kind), 'there is no verdict');
        return Promise.resolve();
      },
    }),
};
