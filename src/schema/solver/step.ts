import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import { isAdditional } from './evaluate.ts';
import { anything, arrays, objects, type Kinds } from './kinds.ts';
import type { Literal } from './literals.ts';
import type { Outcome } from './run.ts';

/** How to get from a value to a part of it. `branch`: the part is the value itself. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Any member whose name is not one of the names and matches none of the patterns. */
  | { readonly kind: 'other'; readonly names: ReadonlySet<string>; readonly patterns: readonly string[] }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'branch' };

/** A value, and where in it the part is that it was made around. */
export interface Embedded {
  readonly value: unknown;
  readonly at: Pointer;
}

/** What making values asks of its solver. */
export interface Maker {
  readonly ask: (goal: readonly Literal[]) => Outcome;
  readonly makeAtom: (shape: Shape, domain: Kinds) => Atom;
}

/**
 * Takes a schema, a step and a value for the part that it leads to; gives a small value of the schema around that
 * part, or undefined where none was found. Nothing is promised: what else the schema asks for may not fit the part.
 */
export type Embed = (schema: Schema, step: Step, part: unknown) => Embedded | undefined;

/** Takes what finds values; gives what makes one around a part, which remembers the values it starts from. */
export function createEmbed({ ask, makeAtom }: Maker): Embed {
  const known = new Map<Schema, Map<number | 'object', unknown>>();
  const isObjectAtom = makeAtom({ kind: 'types', kinds: objects }, anything);
  const isArrayAtom = makeAtom({ kind: 'types', kinds: arrays }, anything);

  const smallest = (schema: Schema, items: number | 'object'): unknown => {
    const values = known.get(schema) ?? new Map<number | 'object', unknown>();
    known.set(schema, values);
    if (values.has(items)) return values.get(items);
    const atoms =
      items === 'object'
        ? [isObjectAtom]
        : [isArrayAtom, makeAtom({ kind: 'itemCount', side: 'lower', limit: items }, arrays)];
    const literals = atoms.map((atom): Literal => ({ atom, sign: true, origin: 'sender' }));
    const outcome = ask([{ schema, sign: true, origin: 'sender' }, ...literals]);
    const value = outcome.found ? outcome.value : undefined;
    values.set(items, value);
    return value;
  };

  return (schema, step, part) => {
    if (step.kind === 'branch') return { value: part, at: rootPointer };
    if (step.kind === 'item') {
      const base = smallest(schema, step.index + 1);
      if (!Array.isArray(base)) return undefined;
      return { value: base.with(step.index, part), at: appendKey(rootPointer, step.index) };
    }
    const base = smallest(schema, 'object');
    const name = step.kind === 'member' ? step.name : otherName(step.names, step.patterns);
    if (!isObject(base) || name === undefined) return undefined;
    const members = Object.entries(base).filter(([own]) => own !== name);
    return { value: Object.fromEntries([...members, [name, part]]), at: appendKey(rootPointer, name) };
  };
}

const usualNames: readonly string[] = ['other', 'a', 'x-a', 'A', '1'];

function otherName(names: ReadonlySet<string>, patterns: readonly string[]): string | undefined {
  return usualNames.find((name) => isAdditional(name, names, patterns) === true);
}
