import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import { isAdditional } from './evaluate.ts';
import { anything, arrays, objects, type Kinds } from './kinds.ts';
import type { Literal, SchemaLiteral } from './literals.ts';
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
 * Takes who sends and who receives, a step and a value for the part that it leads to; gives small values of the sender
 * around that part, the better ones first: what the receiver would take but for the part. Nothing is promised: what
 * else the sender asks for may not fit the part.
 */
export type Embed = (sender: Schema, receiver: Schema, step: Step, part: unknown) => Iterable<Embedded>;

/** Takes what finds values; gives what makes one around a part, which remembers the values it starts from. */
export function createEmbed({ ask, makeAtom }: Maker): Embed {
  const known = new Map<string, unknown>();
  const isObjectAtom = makeAtom({ kind: 'types', kinds: objects }, anything);
  const isArrayAtom = makeAtom({ kind: 'types', kinds: arrays }, anything);

  /** A smallest object, or a smallest array with so many items, that all of the literals accept. */
  const smallest = (goal: readonly SchemaLiteral[], items: number | 'object'): unknown => {
    const key = [items, ...goal.map(({ schema }) => schema.id)].join();
    if (known.has(key)) return known.get(key);
    const atoms =
      items === 'object'
        ? [isObjectAtom]
        : [isArrayAtom, makeAtom({ kind: 'itemCount', side: 'lower', limit: items }, arrays)];
    const outcome = ask([...goal, ...atoms.map((atom): Literal => ({ atom, sign: true, origin: 'sender' }))]);
    const value = outcome.found ? outcome.value : undefined;
    known.set(key, value);
    return value;
  };

  return function* embed(sender, receiver, step, part) {
    if (step.kind === 'branch') {
      yield { value: part, at: rootPointer };
      return;
    }
    const sent: SchemaLiteral = { schema: sender, sign: true, origin: 'sender' };
    for (const goal of [[sent, { schema: receiver, sign: true, origin: 'strict' } as const], [sent]]) {
      if (step.kind === 'item') {
        const base = smallest(goal, step.index + 1);
        if (Array.isArray(base))
          yield { value: base.with(step.index, part), at: appendKey(rootPointer, step.index) };
        continue;
      }
      const base = smallest(goal, 'object');
      const name = step.kind === 'member' ? step.name : otherName(step.names, step.patterns);
      if (!isObject(base) || name === undefined) continue;
      const members = Object.entries(base).filter(([own]) => own !== name);
      yield { value: Object.fromEntries([...members, [name, part]]), at: appendKey(rootPointer, name) };
    }
  };
}

const usualNames: readonly string[] = ['other', 'a', 'x-a', 'A', '1'];

function otherName(names: ReadonlySet<string>, patterns: readonly string[]): string | undefined {
  return usualNames.find((name) => isAdditional(name, names, patterns) === true);
}
