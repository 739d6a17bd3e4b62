import type { Node } from '../../document/document.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { Uncompilable, Violation } from '../../schema/violation.ts';
import { redacted } from '../exchange.ts';
import { placeIn } from './places.ts';

/** One way in which a value that travelled is not what its schema says, and where it is written. */
export interface Mismatch {
  /** Where in the value, in words: `/data/0/id`, or empty for the whole. */
  readonly where: string;
  readonly at: Node;
  readonly violation: Violation;
}

/** What judging one side of an exchange came to. */
export interface Outcome {
  readonly mismatches: readonly Mismatch[];
  readonly unjudged: readonly {
    readonly reason: string;
    readonly at: Node;
    readonly schema: Node | undefined;
  }[];
}

export const nothingWrong: Outcome = { mismatches: [], unjudged: [] };

/** Takes a schema, a value, where the value is written, and words for where it is; gives what is wrong with it. */
export function judgeValue(
  schemas: Schemas,
  site: SchemaSite,
  value: unknown,
  root: Node,
  prefix = '',
): Outcome {
  const judgement = schemas.judge(site, value);
  switch (judgement.kind) {
    case 'valid':
      return nothingWrong;
    case 'unjudged': {
      const { node, reason } = judgement.uncompilable satisfies Uncompilable;
      return { mismatches: [], unjudged: [{ reason, at: root, schema: node }] };
    }
    case 'invalid':
      return {
        unjudged: [],
        mismatches: judgement.violations
          // A recording without its secrets says nothing about them.
          .filter(({ actual }) => actual !== redacted)
          .map((violation) => ({
            where: `${prefix}${violation.instance}`,
            at: placeIn(root, violation.instance satisfies Pointer),
            violation,
          })),
      };
  }
}

/** Takes what is wrong with how a value travels, which no schema says; gives it as what a schema rejects. */
export function flawMismatch(
  keyword: string,
  instance: Pointer,
  message: string,
  root: Node,
  schema: Node,
): Mismatch {
  const violation: Violation = { keyword, instance, actual: undefined, message, schema };
  return { where: instance, at: placeIn(root, instance), violation };
}

/** Takes outcomes; gives one of all. */
export function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  const [first = nothingWrong] = outcomes;
  if (outcomes.length < 2) return first;
  return {
    mismatches: outcomes.flatMap(({ mismatches }) => mismatches),
    unjudged: outcomes.flatMap(({ unjudged }) => unjudged),
  };
}
