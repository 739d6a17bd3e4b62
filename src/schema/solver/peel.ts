import { blame, type Blame } from './blame.ts';
import type { Atom, Schema } from './algebra.ts';
import type { Engine, Reading } from './engine.ts';
import type { Lens } from './lens.ts';
import type { Literal } from './literals.ts';
import { readingOf, rungs, type Rung } from './readings.ts';

/** A witness of the sender that the receiver rejects, and the atom that it runs into. */
export interface Fault extends Blame {
  readonly witness: unknown;
  readonly rung: Rung;
}

/** What looking for every cause of rejection came to. */
export interface Peeled {
  readonly faults: readonly Fault[];
  /** Why there may be others; undefined where there are none for certain. */
  readonly doubt: string | undefined;
}

/** What peeling needs of its solver. */
export interface PeelTools {
  /** Gives the engine of a reading, the same one for the same reading. */
  readonly engine: (reading: Reading) => Engine;
  /** Takes a witness; gives why it cannot be trusted, or undefined if all judges agree on it. */
  readonly doubtAbout: (sender: Schema, receiver: Schema, witness: unknown, lens: Lens) => string | undefined;
}

/** How many causes are looked for in one pair. */
const mostCauses = 24;

/**
 * Takes two schemas; gives every cause for which the receiver rejects something that the sender may send.
 */
export type Peel = (sender: Schema, receiver: Schema, options?: PeelOptions) => Peeled;

export interface PeelOptions {
  /** What else the values have to be. */
  readonly also?: readonly Literal[];
  /** The rungs to look at. */
  readonly asked?: readonly Rung[];
  /** Causes that are known already, and not to be found again. */
  readonly causes?: Iterable<Atom>;
}

/** Gives a peeler: it takes a witness, blames an atom for it, ignores that atom, and asks again. */
export function createPeeler(tools: PeelTools): Peel {
  return (sender, receiver, { also = [], asked = rungs, causes = [] } = {}) => {
    const { direction } = receiver;
    const goal: readonly Literal[] = [
      { schema: sender, sign: true, origin: 'sender' },
      { schema: receiver, sign: false, origin: 'receiver' },
      ...also,
    ];
    const faults: Fault[] = [];
    const known = new Set(causes);
    const told = known.size;
    let doubt: string | undefined;

    /** Asks once; adds the fault that is found; gives the atom that was blamed. */
    const ask = (rung: Rung, ignored: ReadonlySet<Atom>): Atom | undefined => {
      const engine = tools.engine(readingOf(rung, direction, ignored));
      const outcome = engine.ask(goal);
      if (!outcome.found) {
        if (!outcome.exact) doubt ??= outcome.reason;
        return undefined;
      }
      const witness = outcome.value;
      const blamed = blame(receiver, witness, engine.lens);
      const problem =
        blamed === undefined
          ? 'no constraint could be blamed for a witness'
          : tools.doubtAbout(sender, receiver, witness, engine.lens);
      if (problem !== undefined) doubt ??= problem;
      else if (blamed !== undefined && !faults.some(({ atom }) => atom === blamed.atom))
        faults.push({ ...blamed, witness, rung });
      return blamed?.atom;
    };
    /** Whether a rung finds nothing at all for certain, before anything is ignored. */
    const isClean = (rung: Rung): boolean => {
      const outcome = tools.engine(readingOf(rung, direction, none)).ask(goal);
      return !outcome.found && outcome.exact;
    };

    // The widest reading comes first: what it finds contained is so for every other.
    if (isClean(3)) return { faults, doubt };
    const [only, ...more] = receiver.atoms;
    for (const rung of asked) {
      if (isClean(rung)) continue;
      for (let round = 0; round < mostCauses; round += 1) {
        const atom = ask(rung, new Set(known));
        if (atom === undefined || known.has(atom)) break;
        known.add(atom);
        // Once the one constraint that there is has been reported, there is nothing left.
        if (atom === only && more.length === 0) return { faults, doubt };
      }
      // Several causes at once can hide behind each other.
      if (faults.length === 0 && told === 0) ask(rung, none);
    }
    if (faults.length === 0 && told === 0) doubt ??= 'no witness could be confirmed';
    return { faults, doubt };
  };
}

const none: ReadonlySet<Atom> = new Set();
