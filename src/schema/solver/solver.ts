import type { Document } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import type { Direction, SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../schemas.ts';
import type { Atom, Schema } from './algebra.ts';
import { createBuilder } from './build.ts';
import { createColours, createNames } from './colours.ts';
import { conflictOf, type Contradiction } from './conflict.ts';
import { createEngine, type Allowance, type Engine, type Reading } from './engine.ts';
import { evaluate } from './evaluate.ts';
import { strictLens, type Lens } from './lens.ts';
import type { SchemaLiteral } from './literals.ts';
import { createPairs, type PlacedFault } from './pairs.ts';
import { createPeeler } from './peel.ts';
import { readingOf, type Rung } from './readings.ts';
import { createEmbed } from './step.ts';
import { otherReadings } from './textual.ts';
import { createWire } from './wire.ts';
import { createUsers } from './users.ts';
import type { Break, Contains, Satisfiability, Verdict } from './verdict.ts';

/** What a solver works on. In one description alone, both sides are the same. */
export interface SolverInput {
  readonly before: Documents;
  readonly after: Documents;
  readonly schemas: { readonly before: Judge; readonly after: Judge };
}

/** Who judges the witnesses once more. */
export type Judge = Pick<Schemas, 'accepts'>;

export interface SolverOptions {
  /**
   * How many steps one question may take, about a microsecond to a tenth of a millisecond each. Default: what the limits
   * of the documents say.
   */
  readonly steps?: number;
  /** How many steps all questions together may take; those that come later are not answered. */
  readonly total?: number;
  /**
   * Whether schemas are read only as far as a question needs: for few questions about single schemas. Comparing whole
   * descriptions is faster with everything at hand.
   */
  readonly onDemand?: boolean;
}

export interface Solver {
  /** Whether every instance of the sender's schema is one of the receiver's; see `Verdict`. */
  readonly contains: Contains;
  /**
   * As `contains`, for values that travel as text, as those of parameters do: the receiver's plain strings take numbers
   * and booleans as they are written, and nothing breaks whose text the receiver accepts under another reading.
   */
  readonly containsText: Contains;
  /** Whether two schemas say the same, though perhaps in another order and put together in another way. */
  isRearranged(a: SchemaSite, b: SchemaSite): boolean;
  /** Whether a schema accepts anything at all, with a small instance if so. */
  satisfiable(site: SchemaSite): Satisfiability;
  /** Takes a schema that accepts nothing; gives which of its constraints stand against each other. */
  contradiction(site: SchemaSite): Contradiction;
  /** Whether two schemas accept a value in common. */
  overlap(a: SchemaSite, b: SchemaSite): Satisfiability;
  /** Whether it is certain that one schema accepts nothing that the other does not, by the letter of JSON Schema. */
  within(inner: SchemaSite, outer: SchemaSite): boolean;
  /**
   * Whether there is an instance of the one schema that the other rejects, by the letter of JSON Schema: with any
   * member names whatever, and a receiver that takes every word seriously.
   */
  difference(sender: SchemaSite, receiver: SchemaSite): Satisfiability;
  /** A small instance of a schema, with what is required and no more; undefined where none was found. */
  smallestInstance(site: SchemaSite): { readonly value: unknown } | undefined;
}

/** How many engines, each with all it remembers, are kept. */
const mostEngines = 96;

/** Takes two versions of a description; gives what decides questions about their schemas. Answers are remembered. */
export function createSolver({ before, after, schemas }: SolverInput, options: SolverOptions = {}): Solver {
  const steps = options.steps ?? after.limits.proofSteps;
  let remaining = options.total ?? Infinity;
  const allowance: Allowance = {
    next: () => Math.min(steps, remaining),
    spend(taken) {
      remaining -= taken;
    },
  };
  const isBefore = (document: Document): boolean => before.all.get(document.uri) === document;
  const { onDemand = false } = options;
  const builder = createBuilder((document) => (isBefore(document) ? before : after), onDemand);
  const colours = onDemand ? createNames() : createColours(builder.schemas);
  const users = createUsers(builder.schemas);
  const engines = new Map<string, Engine>();
  const engine = (reading: Reading): Engine => {
    const { lens, emission } = reading;
    const ignored = [...lens.ignored].map((atom: Atom) => atom.id).sort((a, b) => a - b);
    const key = `${emission} ${lens.formats} ${lens.overlaps} ${lens.closed} ${ignored.join()}`;
    let found = engines.get(key);
    if (found === undefined) {
      found = createEngine(builder, colours, reading, allowance, users);
      for (const oldest of engines.keys()) {
        if (engines.size < mostEngines) break;
        engines.delete(oldest);
      }
    } else engines.delete(key);
    engines.set(key, found);
    return found;
  };

  const siteOf = ({ node, direction, dialect }: Schema): SchemaSite => ({ node, direction, dialect });
  const judge = (schema: Schema, value: unknown): boolean | string => {
    const accepted = (isBefore(schema.node.document) ? schemas.before : schemas.after).accepts(
      siteOf(schema),
      value,
    );
    return typeof accepted === 'boolean' ? accepted : `a schema cannot be judged with: ${accepted.reason}`;
  };
  const doubtAbout = (sender: Schema, receiver: Schema, witness: unknown, lens: Lens): string | undefined => {
    if (evaluate(sender, witness) === false || evaluate(receiver, witness, lens) === true)
      return 'the solver disagrees with itself about a witness';
    const [sent, received] = [judge(sender, witness), judge(receiver, witness)];
    if (typeof sent === 'string') return sent;
    if (typeof received === 'string') return received;
    if (!sent || received) return `the judges disagree about ${JSON.stringify(witness)}`;
    const accepted =
      receiver.textual && otherReadings(witness).some((reading) => judge(receiver, reading) === true);
    return accepted ? `as text, ${JSON.stringify(witness)} may be accepted` : undefined;
  };
  const peel = createPeeler({
    engine,
    // What is only a part of a schema cannot be compiled: its witnesses are judged in a value around them.
    doubtAbout: (sender, receiver, witness, lens) =>
      sender.whole && receiver.whole ? doubtAbout(sender, receiver, witness, lens) : undefined,
  });
  const usual = (rung: Rung, direction: Direction): Engine => engine(readingOf(rung, direction, none));
  const { makeAtom } = builder;
  const wire = createWire({
    ...{ peel, makeAtom },
    ask: (goal, { direction }) => usual(1, direction).ask(goal),
    takesText: (receiver, value) =>
      [value, ...otherReadings(value)].some((reading) => judge(receiver, reading) === true),
  });
  const compare = createPairs({
    ...{ colours, peel, wire },
    embed: createEmbed({ ask: (goal) => usual(1, 'request').ask(goal), makeAtom }),
    partOf: builder.partOf,
    lensOf: (rung, { direction }) => usual(rung, direction).lens,
    doubtAbout,
  });

  const decide = (sender: Schema, receiver: Schema): Verdict => {
    const { faults, doubt } = compare(sender, receiver);
    if (faults.length > 0) return { kind: 'broken', breaks: faults.map(toBreak) };
    return doubt === undefined ? { kind: 'contained' } : { kind: 'unproven', reason: doubt };
  };
  const containment =
    (textual: boolean): Contains =>
    (senderSite, receiverSite) => {
      const [sender, receiver] = [builder.build(senderSite), builder.build(receiverSite, textual)];
      const [a, b] = [colours.of(sender), colours.of(receiver)];
      if (a === b) return { kind: 'contained' };
      return decide(sender, receiver);
    };

  const literalOf = (site: SchemaSite, sign: boolean): SchemaLiteral => ({
    schema: builder.build(site),
    sign,
    origin: 'sender',
  });
  const instanceOf = (goal: readonly SchemaLiteral[]): Satisfiability => {
    const outcome = engine({ lens: strictLens, emission: 'any' }).ask(goal);
    if (!outcome.found)
      return outcome.exact ? { kind: 'empty' } : { kind: 'unknown', reason: outcome.reason ?? '' };
    for (const { schema, sign } of goal) {
      const judged = judge(schema, outcome.value);
      if (typeof judged === 'string') return { kind: 'unknown', reason: judged };
      if (judged !== sign || evaluate(schema, outcome.value) === !sign)
        return { kind: 'unknown', reason: `the judges disagree about ${JSON.stringify(outcome.value)}` };
    }
    return { kind: 'witness', value: outcome.value };
  };

  return {
    contains: containment(false),
    containsText: containment(true),
    isRearranged: (a, b) => colours.of(builder.build(a)) === colours.of(builder.build(b)),
    satisfiable: (site) => instanceOf([literalOf(site, true)]),
    contradiction(site) {
      const { ask } = engine({ lens: strictLens, emission: 'any' });
      return conflictOf([builder.build(site)], ask);
    },
    within(inner, outer) {
      const { ask } = engine({ lens: strictLens, emission: 'any' });
      const outcome = ask([literalOf(inner, true), literalOf(outer, false)]);
      return !outcome.found && outcome.exact;
    },
    overlap: (a, b) => instanceOf([literalOf(a, true), literalOf(b, true)]),
    difference: (sender, receiver) => instanceOf([literalOf(sender, true), literalOf(receiver, false)]),
    smallestInstance(site) {
      const found = instanceOf([literalOf(site, true)]);
      return found.kind === 'witness' ? { value: found.value } : undefined;
    },
  };
}

const none: ReadonlySet<Atom> = new Set();

function toBreak({ atom, at, property, witness, rung, counterpart }: PlacedFault): Break {
  const about = property === undefined ? {} : { property };
  const { keyword, place, holder } = atom;
  return { witness, at, keyword, blamed: place, holder, counterpart, ...about, reading: rung };
}
