import { isSame } from '../../same-value.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { judgeWith, lines } from '../../schema/support.ts';
import { secondJudge } from '../../second-judge.ts';
import { recursive, schema, value } from '../../solver/arbitraries.ts';
import { hold } from '../broken.ts';
import { edits } from '../edit.ts';
import { isReadable, mutateValue } from '../mutate-value.ts';
import { prepared, type Target } from '../target.ts';

/** Schemas of JSON Schema 2020-12 that are made up: what we say of values is what one of two other judges says. */
export const schemas: Target = {
  name: 'schema',
  short: 600,
  prepare: () =>
    prepared({
      inputs: fc.record({ schema, recursive, values: fc.array(value, { minLength: 1, maxLength: 6 }) }),
      check({ schema: made, recursive: node, values: generated }) {
        // As a parser gives them: fast-check makes objects without a prototype too.
        const values = JSON.parse(JSON.stringify(generated)) as unknown[];
        const whole = typeof made === 'boolean' ? made : { ...made, $defs: { Node: node } };
        const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, ownProperties: true });
        const first = ajv.compile(whole);
        const second = secondJudge(whole);
        const [interpreted, compiled] = [Infinity, 0].map((from) =>
          judgeWith(whole, undefined, 'response', from),
        );
        for (const each of values) {
          const ours = interpreted?.(each);
          hold(
            ours !== undefined && isSame(lines(ours), compiled ? lines(compiled(each)) : []),
            () => `compiled, a schema says something else: ${JSON.stringify(whole)} ${JSON.stringify(each)}`,
          );
          const others = [first(each) as boolean, second(each)];
          hold(
            others.includes(ours.kind === 'valid'),
            () => `two judges say otherwise: ${ours.kind} ${JSON.stringify(whole)} ${JSON.stringify(each)}`,
          );
        }
        return Promise.resolve();
      },
    }),
};

/** Schemas with mistakes anywhere in them: both ways of judging say the same, and none fails. */
export const brokenSchemas: Target = {
  name: 'broken-schema',
  short: 600,
  prepare: () =>
    prepared({
      inputs: fc.record({
        schema,
        recursive,
        edits: edits(5),
        values: fc.array(value, { minLength: 1, maxLength: 4 }),
        valueEdits: edits(3),
        dialect: fc.constantFrom('openapi-2.0', 'openapi-3.0', 'json-schema-2020-12', 'json-schema-draft-07'),
        direction: fc.constantFrom('request', 'response'),
      }),
      check({ schema: made, recursive: node, edits: changes, values, valueEdits, dialect, direction }) {
        const whole = mutateValue(
          typeof made === 'boolean' ? made : { ...made, $defs: { Node: node } },
          changes,
        );
        const [interpreted, compiled] = [Infinity, 0].map((from) =>
          judgeWith(whole, dialect, direction, from),
        );
        if (!isReadable(whole)) return Promise.resolve();
        for (const each of values) {
          const instance = mutateValue(each, valueEdits);
          if (!isReadable(instance)) continue;
          const [one, two] = [interpreted, compiled].map((judge) => (judge ? lines(judge(instance)) : []));
          hold(
            isSame(one, two),
            () =>
              `compiled, a schema says something else: ${JSON.stringify({ whole, instance, dialect, one, two }).slice(0, 3_000)}`,
          );
        }
        return Promise.resolve();
      },
    }),
};
