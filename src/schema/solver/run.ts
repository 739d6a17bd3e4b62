import type { Schema, Shape } from './algebra.ts';
import type { Kinds } from './kinds.ts';
import type { Lens } from './lens.ts';
import type { AtomLiteral, Literal, Origin } from './literals.ts';

/** A value of which all literals of a goal hold. */
export interface Witness {
  readonly found: true;
  readonly value: unknown;
}

/** No value was found. */
export interface Failure {
  readonly found: false;
  /** Whether that proves that there is none. */
  readonly exact: boolean;
  /** What stood in the way of a proof. */
  readonly reason: string | undefined;
  /** The depth of the outermost open goal that this was concluded from; Infinity where from none. */
  readonly leaning: number;
  /** Whether the search stopped at the limit on depth, so that a deeper one may find something. */
  readonly cut: boolean;
}

export type Outcome = Witness | Failure;

/** Which members a sender may emit beside those that are asked of it. */
export type Emission = 'declared' | 'not-newly-declared' | 'any';

/** What the names of an object are restricted by, at one place of a value. */
export interface Scope {
  readonly allows: (name: string) => boolean;
  /** Names that are worth trying beside those that the goal mentions. */
  readonly declared: ReadonlySet<string>;
  /** Names that must not be made up, where names may be made up at all. */
  readonly avoided: ReadonlySet<string>;
  readonly free: boolean;
}

/** One question to the solver, and what all of its parts share. */
export interface Run {
  readonly lens: Lens;
  readonly emission: Emission;
  /** Decides a goal about a part of the value at hand. */
  readonly sat: (goal: readonly Literal[]) => Outcome;
  /** Takes a literal; gives a text that literals share if they say the same in this run, whosever they are. */
  readonly key: (literal: Literal) => string;
  /** Takes a literal; gives a number that it shares with every one that says the same or the opposite. */
  readonly subject: (literal: Literal) => number;
  /**
   * Takes a literal that fails; gives a number of its own, for one that its receiver reads by a lens: it says more
   * than that the schema is not met by the letter.
   */
  readonly ownSubject: (literal: Literal) => number | undefined;
  /** The subjects of a schema's atoms. */
  readonly atomSubjects: (schema: Schema) => ReadonlySet<number>;
  /** Whether a schema is known to accept everything. */
  readonly accepts: (schema: Schema) => boolean;
  /** Makes a literal that stands in no schema. */
  readonly made: (shape: Shape, domain: Kinds, sign: boolean, origin: Origin) => AtomLiteral;
  /** Spends steps of the budget; throws `OutOfBudget` when it is used up. */
  readonly spend: (steps: number) => void;
}

/** Thrown when a question has taken more steps than it may; caught where it was asked. */
export class OutOfBudget extends Error {}

/** That there is no such value. */
export const impossible: Failure = {
  found: false,
  exact: true,
  reason: undefined,
  leaning: Infinity,
  cut: false,
};

/** Takes a reason; gives that no value was found, which proves nothing. */
export function unknown(reason: string): Failure {
  return { ...impossible, exact: false, reason };
}

/** Takes failures of all the ways there were; gives the failure of them together. */
export function bothFail(a: Failure, b: Failure): Failure {
  if (a === impossible) return b;
  if (b === impossible) return a;
  return {
    found: false,
    exact: a.exact && b.exact,
    reason: a.reason ?? b.reason,
    leaning: Math.min(a.leaning, b.leaning),
    cut: a.cut || b.cut,
  };
}
