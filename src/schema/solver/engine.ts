import { raise } from '../../document/limits.ts';
import type { Schema, Shape } from './algebra.ts';
import type { Builder } from './build.ts';
import type { Colours } from './colours.ts';
import { anything, eachKind, type Kinds } from './kinds.ts';
import type { Lens } from './lens.ts';
import { isSchemaLiteral, type AtomLiteral, type Literal, type Origin } from './literals.ts';
import { createMemo } from './memo.ts';
import { solveKind } from './refine.ts';
import {
  bothFail,
  impossible,
  OutOfBudget,
  unknown,
  type Emission,
  type Failure,
  type Outcome,
  type Run,
  type Scope,
} from './run.ts';
import type { Users } from './users.ts';

/** How a question is read: by whom the value is sent, and by whom it is received. */
export interface Reading {
  readonly lens: Lens;
  readonly emission: Emission;
}

/** What a question may be asked of, and with how much effort. */
export interface Engine {
  /** Takes a goal; gives a value of which all of its literals hold. Small values come first. */
  ask(goal: readonly Literal[]): Outcome;
  readonly lens: Lens;
}

/** How many steps questions may take. */
export interface Allowance {
  /** Of the next question. */
  next(): number;
  /** Notes how many a question took. */
  spend(steps: number): void;
}

/** The depths to which values are searched, one after the other, so that small ones are found first. */
const depths: readonly number[] = [3, 5, 8, 12, 18, 40];

/**
 * Takes the schemas, how they are read, and how many steps questions may take; gives what decides goals. Its
 * answers are remembered, so that one engine should serve all questions of one reading.
 */
export function createEngine(
  builder: Builder,
  colours: Colours,
  { lens, emission }: Reading,
  allowance: Allowance,
  users: Users,
): Engine {
  const memo = createMemo();
  // What is remembered of other schemas does not hold for those from which an ignored atom can be reached.
  let affected: ReadonlySet<Schema> = new Set();
  let looked = 0;
  let left = 0;
  let depth = 0;
  let limit = 0;

  const subject = (literal: Literal): number =>
    isSchemaLiteral(literal) ? colours.of(literal.schema) * 2 : colours.ofAtom(literal.atom) * 2 + 1;
  // What has been reported already is ignored at its own place only, not wherever the same is said.
  const ownSubject = (literal: Literal): number | undefined => {
    if (literal.origin !== 'receiver') return undefined;
    if (isSchemaLiteral(literal))
      return affected.has(literal.schema) ? -2 * literal.schema.id - 2 : subject(literal);
    return lens.ignored.size > 0 ? -2 * literal.atom.id - 1 : subject(literal);
  };
  const key = (literal: Literal): string => {
    if (literal.sign) return `+${subject(literal)}`;
    const own = ownSubject(literal);
    return own === undefined ? `-${subject(literal)}` : `-r${own}`;
  };
  const groups = new Map<Schema, ReadonlySet<number>>();
  const atomSubjects = (schema: Schema): ReadonlySet<number> => {
    let found = groups.get(schema);
    if (found === undefined) {
      found = new Set(schema.atoms.map((atom) => colours.ofAtom(atom) * 2 + 1));
      groups.set(schema, found);
    }
    return found;
  };
  const made = (shape: Shape, domain: Kinds, sign: boolean, origin: Origin): AtomLiteral => ({
    atom: builder.makeAtom(shape, domain),
    sign,
    origin,
  });

  const sat = (goal: readonly Literal[]): Outcome => {
    run.spend(1);
    const literals = new Map<string, Literal>();
    const subjects = { true: new Set<number>(), false: new Set<number>() };
    for (const literal of goal) {
      if (isSchemaLiteral(literal) && colours.accepts(literal.schema)) {
        if (!literal.sign) return impossible;
        // It says nothing about the value, but perhaps which names are declared.
        if (literal.schema.names.size === 0 && !literal.schema.open) continue;
      }
      const text = key(literal);
      literals.set(literal.origin === 'sender' ? `${text}s` : text, literal);
      subjects[literal.sign ? 'true' : 'false'].add(subject(literal));
    }
    for (const one of subjects.true) if (subjects.false.has(one)) return impossible;

    const text = [...literals.keys()].sort().join(' ');
    const remaining = limit - depth;
    const remembered = memo.find(text, remaining);
    if (remembered !== undefined) return remembered;
    if (remaining <= 0) return { ...unknown('the value would be nested too deeply'), cut: true };
    memo.open(text, depth);
    depth += 1;
    let outcome: Outcome;
    try {
      outcome = solveValue([...literals.values()]);
    } finally {
      depth -= 1;
    }
    return memo.close(text, depth, remaining, outcome);
  };

  const solveValue = (goal: readonly Literal[]): Outcome => {
    const scope = scopeOf(goal, emission);
    let kinds = anything;
    for (const literal of goal) {
      const atoms = isSchemaLiteral(literal) ? literal.schema.atoms : [literal.atom];
      if (literal.sign) for (const { shape } of atoms) if (shape.kind === 'types') kinds &= shape.kinds;
    }
    let failure: Failure = impossible;
    for (const kind of eachKind) {
      if ((kinds & kind) === 0) continue;
      const outcome = solveKind(goal, kind, scope, run);
      if (outcome.found) return outcome;
      failure = bothFail(failure, outcome);
    }
    return failure;
  };

  const run: Run = {
    lens,
    emission,
    sat,
    key,
    subject,
    ownSubject,
    atomSubjects,
    accepts: colours.accepts,
    made,
    spend(steps) {
      left -= steps;
      if (left < 0) throw new OutOfBudget();
    },
  };

  return {
    lens,
    ask(goal) {
      if (lens.ignored.size > 0 && looked < builder.schemas.length) {
        affected = users.reaching(lens.ignored);
        looked = builder.schemas.length;
      }
      const allowed = allowance.next();
      left = allowed;
      let outcome: Outcome = impossible;
      try {
        for (limit of depths) {
          depth = 0;
          outcome = sat(goal);
          if (outcome.found || !outcome.cut) break;
        }
        return outcome;
      } catch (error) {
        if (!(error instanceof OutOfBudget)) throw error;
        memo.abandon();
        return unknown(`the search took too many steps${raise('proofSteps')}`);
      } finally {
        allowance.spend(allowed - left);
      }
    },
  };
}

/** What a goal's senders declare at this place decides which names may be made up. */
function scopeOf(goal: readonly Literal[], emission: Emission): Scope {
  const declared = new Set<string>();
  const received = new Set<string>();
  let free = emission === 'any';
  for (const literal of goal) {
    if (!isSchemaLiteral(literal)) continue;
    const { schema, sign, origin } = literal;
    if (origin === 'sender' && sign) {
      free ||= schema.open;
      for (const name of schema.names) declared.add(name);
    } else for (const name of schema.names) received.add(name);
  }
  if (free || declared.size === 0) return { declared, avoided: new Set(), free: true, allows: () => true };
  if (emission === 'declared')
    return { declared, avoided: new Set(), free: false, allows: (name) => declared.has(name) };
  const avoided = new Set([...received].filter((name) => !declared.has(name)));
  return { declared, avoided, free: true, allows: (name) => !avoided.has(name) };
}
