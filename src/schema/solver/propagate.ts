import { failsIgnoredType } from './evaluate.ts';
import { objects, type Kinds } from './kinds.ts';
import { isWaived, strictLens } from './lens.ts';
import {
  inverted,
  isSchemaLiteral,
  type Alternative,
  type AtomLiteral,
  type Choice,
  type Literal,
  type SchemaLiteral,
} from './literals.ts';
import { createKnown, type Known } from './known.ts';
import type { Run } from './run.ts';

/** What a goal comes to for values of one kind: atoms that hold or fail for certain, and what is left to choose. */
export interface Propagated {
  readonly units: readonly AtomLiteral[];
  readonly choices: readonly Choice[];
  readonly known: Known;
}

type Expansion = 'true' | 'false' | 'opaque' | { readonly choice: Choice };

/**
 * Takes a goal, a kind, and what an earlier part of the goal has come to; gives what it comes to for values of that
 * kind by unit propagation: 'false' where there is none, 'opaque' where a constraint that nobody can reason about
 * would have to fail.
 */
export function propagate(
  goal: readonly Literal[],
  kind: Kinds,
  run: Run,
  base?: Propagated,
): Propagated | 'false' | 'opaque' {
  const units: AtomLiteral[] = base === undefined ? [] : [...base.units];
  const known = base === undefined ? createKnown(run) : base.known.copy();
  let open: readonly Choice[] = base === undefined ? [] : base.choices;
  const queue = [...goal];
  let done = 0;

  const take = (literal: Literal): 'false' | 'opaque' | undefined => {
    if (known.excludes(literal)) return 'false';
    if (known.has(literal)) return undefined;
    if (!known.add(literal)) return 'false';
    if (isSchemaLiteral(literal) && literal.sign) {
      if (!known.addAtoms(literal.schema)) return 'false';
      for (const atom of literal.schema.atoms) {
        if ((atom.domain & kind) === 0) continue;
        const part: AtomLiteral = { atom, sign: true, origin: literal.origin };
        const state = settled(part, kind);
        if (state === 'false') return 'false';
        if (state === 'true') continue;
        if (isUnit(part)) units.push(part);
        else {
          const end = expandInto(part);
          if (end !== undefined) return end;
        }
      }
      return undefined;
    }
    if (!isSchemaLiteral(literal) && isUnit(literal)) {
      units.push(literal);
      return undefined;
    }
    return expandInto(literal);
  };
  const expandInto = (literal: Literal): 'false' | 'opaque' | undefined => {
    const expansion = expand(literal, kind, run);
    if (expansion === 'false' || expansion === 'opaque') return expansion;
    if (expansion === 'true') return undefined;
    if (expansion.choice.length === 1) for (const atom of expansion.choice[0] ?? []) queue.push(atom);
    else open = [...open, expansion.choice];
    return undefined;
  };

  for (;;) {
    for (let next = queue[done]; next !== undefined; next = queue[(done += 1)]) {
      const state = isSchemaLiteral(next) ? undefined : settled(next, kind);
      if (state === 'true') continue;
      const end = state === 'false' ? state : take(next);
      if (end !== undefined) return end;
    }
    const left: Choice[] = [];
    for (const choice of open) {
      const narrowed = narrow(choice, kind, known, run);
      if (narrowed === 'satisfied') continue;
      if (narrowed.length === 0) return 'false';
      if (narrowed.length === 1) for (const atom of narrowed[0] ?? []) queue.push(atom);
      else left.push(narrowed);
    }
    open = left;
    if (done === queue.length) return { units, choices: open, known };
  }
}

/** Drops the alternatives that contradict what is known; a choice of which one is known already is no choice. */
function narrow(choice: Choice, kind: Kinds, known: Known, run: Run): Choice | 'satisfied' {
  const left: Alternative[] = [];
  for (const alternative of choice) {
    let [possible, certain] = [true, true];
    for (const literal of alternative) {
      const state = isSchemaLiteral(literal) ? undefined : settled(literal, kind);
      if (state === 'true') continue;
      if (state === 'false' || known.excludes(literal)) possible = false;
      else if (isSchemaLiteral(literal) && run.accepts(literal.schema)) {
        if (!literal.sign) possible = false;
      } else if (!known.has(literal)) certain = false;
      if (!possible) break;
    }
    if (!possible) continue;
    if (certain) return 'satisfied';
    left.push(alternative);
  }
  return left;
}

/** Whether an atom literal is decided by the kind of the value alone. */
function settled({ atom, sign }: AtomLiteral, kind: Kinds): 'true' | 'false' | undefined {
  if ((atom.domain & kind) === 0) return sign ? 'true' : 'false';
  if (atom.shape.kind === 'types') return ((atom.shape.kinds & kind) !== 0) === sign ? 'true' : 'false';
  return undefined;
}

/** Whether an atom is for the solver of its kind to reason about, rather than to be taken apart. */
function isUnit({ atom, sign }: AtomLiteral): boolean {
  const { shape } = atom;
  switch (shape.kind) {
    case 'contains':
      return sign || shape.max === Infinity;
    case 'anyOf':
    case 'oneOf':
    case 'not':
    case 'if':
    case 'opaque':
    case 'dependentRequired':
    case 'dependentSchema':
      return false;
    default:
      return true;
  }
}

function expand(literal: Literal, kind: Kinds, run: Run): Expansion {
  if (isSchemaLiteral(literal)) return expandNegated(literal, kind, run);
  const { atom, sign, origin } = literal;
  const { shape } = atom;
  if ((atom.domain & kind) === 0) return sign ? 'true' : 'false';
  switch (shape.kind) {
    case 'anyOf':
      return sign
        ? { choice: shape.children.map((schema) => [{ schema, sign, origin }]) }
        : { choice: [shape.children.map((schema) => ({ schema, sign, origin }))] };
    case 'oneOf': {
      const { children } = shape;
      if (sign)
        return {
          // By position: the same schema may be there twice.
          choice: children.map((_, chosen) =>
            children.map((schema, index) => ({ schema, sign: index === chosen, origin })),
          ),
        };
      const fitsNone: Alternative = children.map((schema) => ({ schema, sign, origin }));
      if (origin === 'receiver' && !run.lens.overlaps) return { choice: [fitsNone] };
      const strict = inverted(origin);
      const overlaps = children.flatMap((a, index) =>
        children
          .slice(index + 1)
          .map((b): Alternative => [a, b].map((schema) => ({ schema, sign: true, origin: strict }))),
      );
      return { choice: [fitsNone, ...overlaps] };
    }
    case 'not':
      return { choice: [[{ schema: shape.child, sign: !sign, origin: inverted(origin) }]] };
    case 'if': {
      const strict = inverted(origin);
      return {
        choice: [
          [
            { schema: shape.test, sign: true, origin: strict },
            { schema: shape.then, sign, origin },
          ],
          [
            { schema: shape.test, sign: false, origin: strict },
            { schema: shape.else, sign, origin },
          ],
        ],
      };
    }
    case 'contains': {
      // Too many of them, or too few.
      const { child, min, max } = shape;
      const strict = inverted(origin);
      const many = run.made(
        { kind: 'contains', child, min: max + 1, max: Infinity },
        atom.domain,
        true,
        strict,
      );
      const few = run.made({ kind: 'contains', child, min, max: Infinity }, atom.domain, false, origin);
      return { choice: min > 0 ? [[few], [many]] : [[many]] };
    }
    case 'dependentRequired': {
      const has = run.made({ kind: 'required', name: shape.name }, objects, true, origin);
      const needed = run.made({ kind: 'required', name: shape.needed }, objects, sign, origin);
      return { choice: sign ? [[{ ...has, sign: false }], [needed]] : [[has, needed]] };
    }
    case 'dependentSchema': {
      const has = run.made({ kind: 'required', name: shape.name }, objects, true, origin);
      const rest: Literal = { schema: shape.child, sign, origin };
      return { choice: sign ? [[{ ...has, sign: false }], [rest]] : [[has, rest]] };
    }
    case 'opaque':
      // What must hold is left to whoever judges the witness.
      return sign ? 'true' : 'opaque';
    default:
      return { choice: [[literal]] };
  }
}

/** "Not this schema" is "one of its atoms fails", of those that the receiver minds. */
function expandNegated({ schema, origin }: SchemaLiteral, kind: Kinds, run: Run): Expansion {
  const lens = origin === 'receiver' ? run.lens : strictLens;
  if (run.accepts(schema)) return 'false';
  if (lens.ignored.size > 0 && failsIgnoredType(schema, kind, lens)) return 'false';
  const alternatives: Alternative[] = [];
  let opaque = false;
  for (const atom of schema.atoms) {
    if ((atom.domain & kind) === 0 || isWaived(atom, lens)) continue;
    const literal: AtomLiteral = { atom, sign: false, origin };
    const state = settled(literal, kind);
    if (state === 'true') return 'true';
    if (state === 'false') continue;
    if (atom.shape.kind === 'opaque') opaque = true;
    alternatives.push([literal]);
  }
  if (alternatives.length === 0) return opaque ? 'opaque' : 'false';
  return { choice: alternatives };
}
