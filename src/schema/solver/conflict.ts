import type { Atom, Schema } from './algebra.ts';
import { isNever } from './declared.ts';
import type { Outcome } from './run.ts';
import type { Literal } from './literals.ts';

/** A smallest set of constraints that no value meets together. */
export interface Conflict {
  readonly atoms: readonly Atom[];
  /** Of which part of a value they speak: names of members, `0` for the items of arrays. */
  readonly path: readonly string[];
}

/** What looking for a conflict came to. `inner`: the schema of a part accepts nothing by itself. */
export type Contradiction = Conflict | 'inner' | undefined;

const deepest = 12;
const mostQuestions = 400;

/**
 * Takes schemas that no value meets together, and what decides goals; gives the constraints that stand against each
 * other, as deep inside the value as they do; undefined where none could be proven to.
 */
export function conflictOf(
  schemas: readonly Schema[],
  ask: (goal: readonly Literal[]) => Outcome,
): Contradiction {
  let questions = 0;
  const isEmpty = (atoms: readonly Atom[]): boolean => {
    if ((questions += 1) > mostQuestions) return false;
    const outcome = ask(atoms.map((atom) => ({ atom, sign: true, origin: 'sender' })));
    return !outcome.found && outcome.exact;
  };
  const search = (together: readonly Schema[], path: readonly string[]): Contradiction => {
    const atoms = [...new Set(together.flatMap((schema) => schema.atoms))];
    if (!isEmpty(atoms)) return undefined;
    const core = smallest([], atoms, isEmpty);
    const part = partOf(core);
    if (part === undefined || path.length >= deepest) return { atoms: core, path };
    const [first, ...others] = part.schemas;
    if (first !== undefined && others.length === 0) return isNever(first) ? { atoms: core, path } : 'inner';
    return search(part.schemas, [...path, part.key]) ?? { atoms: core, path };
  };
  return search(schemas, []);
}

/** QuickXplain (Junker 2004): halves are asked about at once, so that few of many are found with few questions. */
function smallest(
  background: readonly Atom[],
  atoms: readonly Atom[],
  isEmpty: (atoms: readonly Atom[]) => boolean,
): readonly Atom[] {
  if (atoms.length === 1) return atoms;
  const middle = atoms.length >> 1;
  const [left, right] = [atoms.slice(0, middle), atoms.slice(middle)];
  const inRight = isEmpty([...background, ...left]) ? [] : smallest([...background, ...left], right, isEmpty);
  const base = [...background, ...inRight];
  const inLeft = isEmpty(base) ? [] : smallest(base, left, isEmpty);
  return [...inLeft, ...inRight];
}

/** The part of a value that all of a conflict is about, with the schemas that speak of it. */
function partOf(
  core: readonly Atom[],
): { readonly key: string; readonly schemas: readonly Schema[] } | undefined {
  const schemas: Schema[] = [];
  const keys = new Set<string>();
  for (const { shape } of core) {
    switch (shape.kind) {
      case 'types':
        break;
      case 'required':
        keys.add(shape.name);
        break;
      case 'property':
        keys.add(shape.name);
        schemas.push(shape.child);
        break;
      case 'itemCount':
        keys.add('0');
        break;
      case 'restItems':
        if (shape.from > 0) return undefined;
        keys.add('0');
        schemas.push(shape.child);
        break;
      default:
        return undefined;
    }
  }
  const [key] = keys;
  return keys.size === 1 && key !== undefined && schemas.length > 0 ? { key, schemas } : undefined;
}
