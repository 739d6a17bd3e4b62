import type { Schema } from './algebra.ts';
import type { Literal } from './literals.ts';
import type { Run } from './run.ts';

/** The literals of a goal that are certain, for asking whether another one is certain or excluded. */
export interface Known {
  has(literal: Literal): boolean;
  /** Whether the opposite of a literal is certain. */
  excludes(literal: Literal): boolean;
  /** Adds a literal; gives false where its opposite is certain. */
  add(literal: Literal): boolean;
  /** Adds that the atoms of a schema hold; gives false where one of them is known to fail. */
  addAtoms(schema: Schema): boolean;
  copy(): Known;
}

interface State {
  readonly certain: Set<number>;
  /** The atoms of whole schemas that have many, as sets that are shared and not copied. */
  readonly groups: ReadonlySet<number>[];
  readonly failing: Set<number>;
  /** What fails as its receiver reads it, by itself where that differs from place to place. */
  readonly failingOwn: Set<number>;
}

/** Sets of no more are copied: looking into each of them takes longer. */
const fewAtoms = 4;

/** Takes the question that it is for; gives a set of literals, empty but for what `from` holds. */
export function createKnown(run: Run, from?: State): Known {
  const state: State = {
    certain: new Set(from?.certain),
    groups: [...(from?.groups ?? [])],
    failing: new Set(from?.failing),
    failingOwn: new Set(from?.failingOwn),
  };
  const holds = (subject: number): boolean =>
    state.certain.has(subject) || state.groups.some((group) => group.has(subject));
  return {
    has(literal) {
      if (literal.sign) return holds(run.subject(literal));
      const own = run.ownSubject(literal);
      return own === undefined ? state.failing.has(run.subject(literal)) : state.failingOwn.has(own);
    },
    excludes(literal) {
      const subject = run.subject(literal);
      return literal.sign ? state.failing.has(subject) : holds(subject);
    },
    add(literal) {
      const subject = run.subject(literal);
      if (literal.sign) {
        state.certain.add(subject);
        return !state.failing.has(subject);
      }
      state.failing.add(subject);
      const own = run.ownSubject(literal);
      if (own !== undefined) state.failingOwn.add(own);
      return !holds(subject);
    },
    addAtoms(schema) {
      const group = run.atomSubjects(schema);
      if (group.size > fewAtoms) state.groups.push(group);
      else group.forEach((subject) => state.certain.add(subject));
      // Goals may hold thousands of schemas, each with one atom.
      const [fewer, more] = group.size < state.failing.size ? [group, state.failing] : [state.failing, group];
      for (const subject of fewer) if (more.has(subject)) return false;
      return true;
    },
    copy: () => createKnown(run, state),
  };
}
