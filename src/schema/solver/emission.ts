import { isObject } from '../../document/node.ts';
import type { Schema } from './algebra.ts';
import { evaluate } from './evaluate.ts';
import { objects } from './kinds.ts';
import { isSchemaLiteral, type Choice, type Literal } from './literals.ts';
import type { Run } from './run.ts';

/**
 * Takes a goal and a value of it; gives what is left to choose where the value has a member that is declared only by
 * branches of the sender that it is not one of: a sender that means one branch does not emit the names of another.
 */
export function emissionChoice(goal: readonly Literal[], value: unknown, run: Run): Choice | undefined {
  if (run.emission !== 'declared' || !isObject(value)) return undefined;
  const senders = goal.flatMap((literal) =>
    isSchemaLiteral(literal) && literal.sign && literal.origin === 'sender' ? [literal.schema] : [],
  );
  const branches = senders.flatMap(branchesOf);
  if (branches.length === 0 || senders.some(({ open }) => open)) return undefined;
  for (const name of Object.keys(value)) {
    if (senders.some((schema) => declaresItself(schema, name))) continue;
    const declaring = branches.filter(({ names }) => names.has(name));
    if (declaring.length === 0 || declaring.some((branch) => evaluate(branch, value) === true)) continue;
    return [
      [run.made({ kind: 'required', name }, objects, false, 'sender')],
      ...declaring.map((schema) => [{ schema, sign: true, origin: 'sender' } as const]),
    ];
  }
  return undefined;
}

function branchesOf({ atoms }: Schema): readonly Schema[] {
  return atoms.flatMap(({ shape }) =>
    shape.kind === 'anyOf' || shape.kind === 'oneOf' ? shape.children : [],
  );
}

/** Whether a schema declares a name outside its unions, or in what is no choice of the sender. */
function declaresItself({ atoms }: Schema, name: string): boolean {
  return atoms.some(({ shape }) => {
    switch (shape.kind) {
      case 'property':
      case 'required':
        return shape.name === name;
      case 'dependentRequired':
        return shape.name === name || shape.needed === name;
      case 'dependentSchema':
        return shape.name === name || shape.child.names.has(name);
      case 'if':
        return [shape.test, shape.then, shape.else].some(({ names }) => names.has(name));
      case 'enum':
        return true;
      default:
        return false;
    }
  });
}
