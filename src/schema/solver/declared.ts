import type { Schema } from './algebra.ts';
import { objects } from './kinds.ts';

/** The member names that a schema declares for the value itself, and whether it says that there may be others. */
export interface Declared {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
}

/** Takes a schema whose atoms are known; gives what it declares, through every branch of its unions. */
export function declareNames(schema: Schema, known: Map<Schema, Declared>): Declared {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const names = new Set<string>();
  let open = false;
  // Branches apply to the same value: their names are its names.
  const branches = new Set<Schema>([schema]);
  // Those that add conditions to another branch: declaring nothing, they do not open it.
  const conditions = new Set<Schema>([schema]);
  for (const branch of branches) {
    let own = false;
    for (const { shape } of branch.atoms) {
      switch (shape.kind) {
        case 'property':
        case 'required':
          names.add(shape.name);
          own = true;
          break;
        case 'dependentRequired':
          names.add(shape.name).add(shape.needed);
          break;
        case 'dependentSchema':
          names.add(shape.name);
          branches.add(shape.child);
          conditions.add(shape.child);
          break;
        case 'additional':
          open ||= !isNever(shape.child);
          own = true;
          break;
        case 'patternProperty':
          open = true;
          break;
        case 'anyOf':
        case 'oneOf':
          for (const one of shape.children) branches.add(one);
          own = true;
          break;
        case 'if':
          for (const one of [shape.test, shape.then, shape.else]) {
            branches.add(one);
            conditions.add(one);
          }
          own = true;
          break;
        case 'enum':
          for (const value of shape.values)
            if (typeof value === 'object' && value !== null && !Array.isArray(value))
              for (const name of Object.keys(value)) names.add(name);
          own = true;
          break;
        case 'types':
          own ||= (shape.kinds & objects) === 0;
          break;
        default:
      }
    }
    if (!own && !conditions.has(branch)) open = true;
  }
  const declared = { names, open };
  known.set(schema, declared);
  return declared;
}

/** Whether a schema accepts nothing for a reason that can be seen at once, as `false` does. */
export function isNever(schema: Schema): boolean {
  return schema.atoms.some(({ shape }) => shape.kind === 'types' && shape.kinds === 0);
}
