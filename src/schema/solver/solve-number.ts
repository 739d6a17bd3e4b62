import { evaluateAtom } from './evaluate.ts';
import { integers, kindOf, numbers, type Kinds } from './kinds.ts';
import { strictLens } from './lens.ts';
import type { AtomLiteral } from './literals.ts';
import { lcm, rational, toNumber, toRational, type Rational } from './rational.ts';
import { bothFail, impossible, unknown, type Outcome, type Run } from './run.ts';

interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** How many candidates are tried before giving up. */
const patience = 3000;

/** Takes atoms on numbers and whether integers or fractions are wanted; gives a number, nearest to zero first. */
export function solveNumber(units: readonly AtomLiteral[], kind: Kinds, run: Run): Outcome {
  const ranged = units.find(
    ({ atom: { shape }, sign }) => shape.kind === 'format' && !sign && formatRanges.has(shape.name),
  );
  if (ranged !== undefined) return solveBeyond(units, ranged, kind, run);
  const interval = intervalOf(units);
  if (interval === undefined) return impossible;
  const steps = units.flatMap(({ atom: { shape }, sign }) =>
    shape.kind === 'multipleOf' ? [{ step: toRational(shape.divisor), sign }] : [],
  );
  const wanted = steps.filter(({ sign }) => sign).map(({ step }) => step);
  const one: Rational = { numerator: 1n, denominator: 1n };
  if (kind === integers) wanted.push(one);
  const step = wanted.length === 0 ? undefined : wanted.reduce(lcm);
  // Every fraction is a multiple of nothing but smaller fractions.
  if (kind !== integers && step?.denominator === 1n) return impossible;

  const holds = (value: number): boolean | undefined => {
    if (kindOf(value) !== kind) return false;
    let all: boolean | undefined = true;
    for (const { atom, sign } of units) {
      const truth = evaluateAtom(atom, value, strictLens);
      if (truth === undefined) all = undefined;
      else if (truth !== sign) return false;
    }
    return all;
  };
  const { candidates, complete } =
    step === undefined
      ? between(
          interval,
          steps.map(({ step: divisor }) => toNumber(divisor)),
        )
      : multiples(interval, step, periodOf(steps, step, units));
  let doubtful = !complete;
  let tried = 0;
  for (const value of candidates) {
    if ((tried += 1) > patience) return unknown('too many numbers to try');
    const truth = holds(value);
    if (truth === true) {
      run.spend(tried >> 6);
      return { found: true, value };
    }
    if (truth === undefined) doubtful = true;
  }
  run.spend(tried >> 6);
  return doubtful ? unknown('no number was found among those tried') : impossible;
}

function intervalOf(units: readonly AtomLiteral[]): Interval | undefined {
  let [low, high, lowOpen, highOpen] = [-Infinity, Infinity, false, false];
  for (const { atom, sign } of units) {
    const { shape } = atom;
    if (shape.kind === 'format' && sign) {
      const range = formatRanges.get(shape.name);
      if (range !== undefined && range[0] > low) [low, lowOpen] = [range[0], false];
      if (range !== undefined && range[1] < high) [high, highOpen] = [range[1], false];
    }
    if (shape.kind !== 'bound') continue;
    // Failing a bound is keeping the opposite one, open where it was closed.
    const isLow = (shape.side === 'lower') === sign;
    const isOpen = shape.exclusive === sign;
    if (isLow && (shape.limit > low || (shape.limit === low && isOpen)))
      [low, lowOpen] = [shape.limit, isOpen];
    if (!isLow && (shape.limit < high || (shape.limit === high && isOpen)))
      [high, highOpen] = [shape.limit, isOpen];
  }
  if (low > high || (low === high && (lowOpen || highOpen))) return undefined;
  return { low, high, lowOpen, highOpen };
}

const formatRanges: ReadonlyMap<string, readonly [number, number]> = new Map([
  ...[8, 16, 32].flatMap((bits): [string, [number, number]][] => [
    [`int${bits}`, [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1]],
    [`uint${bits}`, [0, 2 ** bits - 1]],
  ]),
  // Their greatest values are no doubles: the next double stands for them.
  ['int64', [-(2 ** 63), 2 ** 63]],
  ['uint64', [0, 2 ** 64]],
]);

/** Solves for numbers of which the format of an integer does not hold: fractions, or integers out of its range. */
function solveBeyond(units: readonly AtomLiteral[], format: AtomLiteral, kind: Kinds, run: Run): Outcome {
  const rest = units.filter((unit) => unit !== format);
  const { shape } = format.atom;
  const range = shape.kind === 'format' ? formatRanges.get(shape.name) : undefined;
  if (kind !== integers || range === undefined) return solveNumber(rest, kind, run);
  const beyond = (side: 'lower' | 'upper', limit: number): Outcome =>
    solveNumber(
      [...rest, run.made({ kind: 'bound', side, limit, exclusive: true }, numbers, true, 'strict')],
      kind,
      run,
    );
  const above = beyond('lower', range[1]);
  if (above.found) return above;
  const below = beyond('upper', range[0]);
  return below.found ? below : bothFail(above, below);
}

/** How many multiples of the step have to be looked at before they repeat themselves, and no more. */
function periodOf(
  steps: readonly { readonly step: Rational; readonly sign: boolean }[],
  step: Rational,
  units: readonly AtomLiteral[],
): number | undefined {
  const all = steps.filter(({ sign }) => !sign).map((one) => one.step);
  const period = toNumber([step, ...all].reduce(lcm)) / toNumber(step);
  let listed = 0;
  for (const { atom, sign } of units) {
    if (atom.shape.kind === 'enum' && !sign) listed += atom.shape.values.length;
    if (atom.shape.kind === 'format' && !formatRanges.has(atom.shape.name)) return undefined;
  }
  return (period + 2) * (listed + 1);
}

interface Candidates {
  readonly candidates: Iterable<number>;
  /** Whether there is no such number where none of the candidates is one. */
  readonly complete: boolean;
}

function multiples(interval: Interval, step: Rational, period: number | undefined): Candidates {
  const { numerator, denominator } = step;
  const floor = (value: number): bigint => {
    const { numerator: n, denominator: d } = toRational(value);
    const [top, bottom] = [n * denominator, d * numerator];
    const quotient = top / bottom;
    return top % bottom !== 0n && top < 0n ? quotient - 1n : quotient;
  };
  const least = interval.low === -Infinity ? undefined : floor(interval.low);
  const most = interval.high === Infinity ? undefined : floor(interval.high);
  const span = BigInt(Math.min(period ?? patience, patience)) + 3n;
  const exact = [interval.low, interval.high].every(
    (end) => !Number.isFinite(end) || Math.abs(end) < 2 ** 52,
  );
  const complete = period !== undefined && period < patience && exact;
  const at = (index: bigint): number => toNumber(rational(index * numerator, denominator));

  function* walk(): Generator<number> {
    // From zero outwards, or from the end that is nearest to zero.
    if ((least === undefined || least <= 0n) && (most === undefined || most >= 0n)) {
      for (let index = 0n; index <= span; index += 1n) {
        yield at(index);
        if (index !== 0n) yield at(-index);
      }
      // Around zero one side may end before a period has passed.
      if (most !== undefined) for (let index = most; index >= most - span; index -= 1n) yield at(index);
      if (least !== undefined) for (let index = least; index <= least + span; index += 1n) yield at(index);
    } else if (least !== undefined && least > 0n) {
      for (let index = least; index <= least + span; index += 1n) yield at(index);
    } else if (most !== undefined) {
      for (let index = most; index >= most - span; index -= 1n) yield at(index);
    }
    // Where doubles are further apart than the steps, only far ones are others.
    if (!exact) for (const end of [least, most]) if (end !== undefined) yield at(end * 2n);
  }
  return { candidates: walk(), complete };
}

/** Fractions of an interval: there are infinitely many unless it is empty, so that some of these will do. */
function between({ low, high }: Interval, avoided: readonly number[]): Candidates {
  function* walk(): Generator<number> {
    for (const value of [0.5, 1.5, -0.5, 0.1, 2.5]) if (value > low && value < high) yield value;
    if (low !== -Infinity) yield low;
    if (high !== Infinity) yield high;
    // Halfway between two multiples of what it must be no multiple of.
    const anchor = low > 0 ? Math.ceil(low) : high < 0 ? Math.floor(high) : 0;
    for (const divisor of [...avoided, 0.0123456789])
      for (const value of [anchor + divisor / 2, anchor - divisor / 2, low + divisor / 2, high - divisor / 2])
        if (value > low && value < high) yield value;
    const [from, to] = [
      low === -Infinity ? Math.min(-1000, high - 1000) : low,
      high === Infinity ? Math.max(1000, low + 1000) : high,
    ];
    for (let parts = 2; parts <= 64; parts *= 2)
      for (let part = 1; part < parts; part += 2) yield from + ((to - from) * part) / parts;
    for (const offset of [0.3, 0.7, 0.123]) yield from + (to - from) * offset;
  }
  // The ends of an interval of one number are that number.
  return { candidates: walk(), complete: low === high };
}
