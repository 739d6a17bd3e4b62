import { anything } from './kinds.ts';
import { inverted, type AtomLiteral, type Literal, type SchemaLiteral } from './literals.ts';
import { bothFail, impossible, unknown, type Failure, type Outcome, type Run } from './run.ts';
import { canonical } from './values.ts';

/** Something that one or two items have to be, at indices to be chosen. */
interface Demand {
  readonly literals: readonly Literal[];
  readonly from: number;
  /** The one index that will do, where there is but one. */
  readonly only: boolean;
  /** How many different items have to be so, at least and at most; beyond the latter, the others must not be so. */
  readonly count: number;
  readonly most: number;
  readonly others: readonly Literal[];
  /** Whether two equal items are asked for instead. */
  readonly twins: boolean;
}

interface Frame {
  readonly prefix: ReadonlyMap<number, readonly Literal[]>;
  readonly rests: readonly { readonly from: number; readonly literal: Literal }[];
  readonly min: number;
  readonly max: number;
  readonly unique: boolean;
  readonly demands: readonly Demand[];
  readonly excluded: ReadonlySet<string>;
}

/** How many ways of placing what is demanded are tried. */
const placements = 64;
const longest = 5000;

/** Takes atoms on arrays; gives an array, the shortest that is found. */
export function solveArray(units: readonly AtomLiteral[], run: Run): Outcome {
  const frame = frameOf(units);
  if (frame.min > frame.max) return impossible;
  if (frame.min > longest) return unknown('the array would be too long');
  let failure: Failure = impossible;
  let tried = 0;
  for (const placed of placementsOf(frame)) {
    run.spend(1);
    if ((tried += 1) > placements) return bothFail(failure, unknown('too many ways to place items'));
    const outcome = fill(frame, placed, run);
    if (outcome.found) return outcome;
    failure = bothFail(failure, outcome);
  }
  return failure;
}

function frameOf(units: readonly AtomLiteral[]): Frame {
  let [min, max, unique] = [0, Infinity, false];
  const prefix = new Map<number, Literal[]>();
  const rests: { from: number; literal: Literal }[] = [];
  const demands: Demand[] = [];
  const excluded = new Set<string>();
  const demand = (literals: readonly Literal[], from: number, more: Partial<Demand> = {}): void => {
    demands.push({
      literals,
      from,
      only: false,
      count: 1,
      most: Infinity,
      others: [],
      twins: false,
      ...more,
    });
  };
  for (const { atom, sign, origin } of units) {
    const { shape } = atom;
    switch (shape.kind) {
      case 'itemCount':
        if ((shape.side === 'lower') === sign) min = Math.max(min, sign ? shape.limit : shape.limit + 1);
        else max = Math.min(max, sign ? shape.limit : shape.limit - 1);
        break;
      case 'prefixItem': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        if (!sign) demand([literal], shape.index, { only: true });
        else prefix.set(shape.index, [...(prefix.get(shape.index) ?? []), literal]);
        break;
      }
      case 'restItems': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        if (sign) rests.push({ from: shape.from, literal });
        else demand([literal], shape.from);
        break;
      }
      case 'contains': {
        const { child, min: least, max: most } = shape;
        const strict = inverted(origin);
        const yes: SchemaLiteral = { schema: child, sign: true, origin: sign ? origin : strict };
        const no: SchemaLiteral = { schema: child, sign: false, origin: sign ? strict : origin };
        if (!sign) {
          // Too few of them; too many, the other way to fail, is an alternative of its own.
          if (least === 1) rests.push({ from: 0, literal: no });
          else demand([yes], 0, { count: 0, most: least - 1, others: [no] });
        } else if (most !== Infinity) demand([yes], 0, { count: least, most, others: [no] });
        else if (least > 0) demand([yes], 0, { count: least });
        break;
      }
      case 'uniqueItems':
        if (sign) unique = true;
        else demand([], 0, { twins: true, count: 2 });
        break;
      case 'enum':
        if (!sign) for (const value of shape.values) excluded.add(canonical(value));
        break;
      default:
    }
  }

  return { prefix, rests, min, max, unique, demands, excluded };
}

interface Placement {
  readonly extra: ReadonlyMap<number, readonly Literal[]>;
  readonly twins: readonly (readonly [number, number])[];
  /** What the items are that were not chosen for a demand that is limited. */
  readonly limits: readonly { readonly chosen: readonly number[]; readonly others: readonly Literal[] }[];
  readonly length: number;
}

/** The ways to choose indices for what is demanded: beyond the last one that is spoken of, all are alike. */
function* placementsOf(frame: Frame): Generator<Placement> {
  const spoken = Math.max(
    0,
    ...[...frame.prefix.keys()].map((index) => index + 1),
    ...frame.rests.map(({ from }) => from),
    ...frame.demands.map(({ from, only }) => (only ? from + 1 : from)),
  );
  const count = frame.demands.reduce((sum, demand) => sum + demand.count, 0);
  const horizon = Math.min(Math.max(spoken + count, frame.min), frame.max);

  function* place(at: number, so: Placement): Generator<Placement> {
    const demand = frame.demands[at];
    if (demand === undefined) {
      yield so;
      return;
    }
    for (const indices of choose(demand, horizon)) {
      const length = Math.max(so.length, ...indices.map((index) => index + 1));
      if (length > frame.max) continue;
      const extra = new Map(so.extra);
      for (const index of indices) extra.set(index, [...(extra.get(index) ?? []), ...demand.literals]);
      const [i, j] = indices;
      const twins =
        demand.twins && i !== undefined && j !== undefined ? [...so.twins, [i, j] as const] : so.twins;
      const { others } = demand;
      const limits = others.length > 0 ? [...so.limits, { chosen: indices, others }] : so.limits;
      yield* place(at + 1, { extra, twins, limits, length });
    }
  }
  yield* place(0, { extra: new Map(), twins: [], limits: [], length: frame.min });
}

function* choose({ from, only, count, most, others }: Demand, horizon: number): Generator<readonly number[]> {
  if (only) {
    yield [from];
    return;
  }
  // Combinations in the order of their greatest index.
  function* combine(start: number, left: number): Generator<readonly number[]> {
    if (left === 0) {
      yield [];
      return;
    }
    for (let index = start; index + left <= horizon; index += 1)
      for (const rest of combine(index + 1, left - 1)) yield [index, ...rest];
  }
  const last = others.length > 0 ? Math.min(most, horizon - from) : count;
  for (let size = count; size <= last; size += 1) yield* combine(from, size);
}

function fill(frame: Frame, { extra, twins, limits, length }: Placement, run: Run): Outcome {
  const value: unknown[] = [];
  const twinOf = new Map(twins.map(([i, j]) => [j, i]));
  const goalAt = (index: number): readonly Literal[] => [
    ...(frame.prefix.get(index) ?? []),
    ...frame.rests.filter(({ from }) => index >= from).map(({ literal }) => literal),
    ...(extra.get(index) ?? []),
    ...limits.flatMap(({ chosen, others }) => (chosen.includes(index) ? [] : others)),
  ];
  let alike: { readonly key: string; readonly item: unknown } | undefined;
  for (let index = 0; index < length; index += 1) {
    const twin = twinOf.get(index);
    if (twin !== undefined) {
      value.push(value[twin]);
      continue;
    }
    const paired = twins.find(([i]) => i === index);
    const goal = [...goalAt(index), ...(paired ? goalAt(paired[1]) : [])];
    if (frame.unique && value.length > 0) {
      const texts = new Set(value.map(canonical));
      goal.push(run.made({ kind: 'enum', values: [...value], texts }, anything, false, 'strict'));
    }
    const key = goal.map((literal) => run.key(literal)).join();
    if (alike?.key === key) {
      value.push(alike.item);
      continue;
    }
    const outcome = run.sat(goal);
    if (!outcome.found) {
      if (frame.unique && value.length > 0)
        return bothFail(outcome, unknown('other choices of items were not tried'));
      return outcome;
    }
    alike = { key, item: outcome.value };
    value.push(outcome.value);
  }
  return checked(frame, value, goalAt, run);
}

/** What was left aside while filling: values that may not be taken. */
function checked(
  frame: Frame,
  value: readonly unknown[],
  goalAt: (index: number) => readonly Literal[],
  run: Run,
): Outcome {
  if (!frame.excluded.has(canonical(value))) return { found: true, value };
  if (value.length < frame.max && !frame.unique) {
    const more = run.sat(goalAt(value.length));
    const longer = more.found ? [...value, more.value] : value;
    if (!frame.excluded.has(canonical(longer))) return { found: true, value: longer };
  }
  return unknown('a listed array stood in the way');
}
