import { evaluateLiteral } from './evaluate.ts';
import { solveArray } from './solve-array.ts';
import { solveNumber } from './solve-number.ts';
import { solveObject } from './solve-object.ts';
import { solveString } from './solve-string.ts';
import { arrays, booleans, kindOf, nulls, objects, strings, type Kinds } from './kinds.ts';
import type { AtomLiteral, Choice, Literal } from './literals.ts';
import { emissionChoice } from './emission.ts';
import { propagate, type Propagated } from './propagate.ts';
import { bothFail, impossible, unknown, type Failure, type Outcome, type Run, type Scope } from './run.ts';
import { every, some, type Truth } from './truth.ts';

/**
 * Takes a goal and a kind; gives a value of that kind. What is certain is solved first; where the candidate runs
 * into a disjunction, the alternatives of that one are tried, so that most disjunctions are never looked at.
 */
export function solveKind(
  goal: readonly Literal[],
  kind: Kinds,
  scope: Scope,
  run: Run,
  base?: { readonly more: readonly Literal[]; readonly propagated: Propagated },
): Outcome {
  run.spend(1);
  const propagated =
    base === undefined ? propagate(goal, kind, run) : propagate(base.more, kind, run, base.propagated);
  if (propagated === 'false') return impossible;
  if (propagated === 'opaque') return unknown('a constraint cannot be reasoned about');
  const { units, choices } = propagated;
  const listed = listedValues(units, kind);
  if (listed !== undefined) return pick(listed, goal, kind, run);

  const candidate = solveUnits(units, kind, scope, run);
  if (!candidate.found) return candidate;
  const violated = firstViolated(choices, candidate.value, run) ?? emissionChoice(goal, candidate.value, run);
  if (violated === undefined) return candidate;
  let failure: Failure = impossible;
  for (const alternative of violated) {
    const outcome = solveKind([...goal, ...alternative], kind, scope, run, { more: alternative, propagated });
    if (outcome.found) return outcome;
    failure = bothFail(failure, outcome);
  }
  return failure;
}

function solveUnits(units: readonly AtomLiteral[], kind: Kinds, scope: Scope, run: Run): Outcome {
  switch (kind) {
    case strings:
      return solveString(units, run);
    case arrays:
      return solveArray(units, run);
    case objects:
      return solveObject(units, scope, run);
    default:
      return solveNumber(units, kind, run);
  }
}

/** The values that a goal leaves, where there are only a few: nulls, booleans, and what an `enum` lists. */
function listedValues(units: readonly AtomLiteral[], kind: Kinds): readonly unknown[] | undefined {
  if (kind === nulls) return [null];
  let shortest: readonly unknown[] | undefined = kind === booleans ? [true, false] : undefined;
  for (const { atom, sign } of units) {
    if (!sign || atom.shape.kind !== 'enum') continue;
    const own = atom.shape.values.filter((value) => kindOf(value) === kind);
    if (shortest === undefined || own.length < shortest.length) shortest = own;
  }
  return shortest;
}

function pick(values: readonly unknown[], goal: readonly Literal[], kind: Kinds, run: Run): Outcome {
  let failure: Failure = impossible;
  for (const value of values) {
    run.spend(1);
    if (kindOf(value) !== kind) continue;
    const truth = every(goal, (literal) => evaluateLiteral(literal, value, run.lens));
    if (truth === true) return { found: true, value };
    if (truth === undefined) failure = unknown('a listed value could not be judged');
  }
  return failure;
}

/** The choice with the fewest alternatives of those that do not hold for certain. */
function firstViolated(choices: readonly Choice[], value: unknown, run: Run): Choice | undefined {
  let fewest: Choice | undefined;
  for (const choice of choices) {
    if (fewest !== undefined && fewest.length <= choice.length) continue;
    const truth: Truth = some(choice, (alternative) =>
      every(alternative, (literal) => evaluateLiteral(literal, value, run.lens)),
    );
    if (truth !== true) fewest = choice;
  }
  return fewest;
}
