import { mostSteps, stepCounter } from './backtracking-steps.ts';
import { takeApart } from './pattern-syntax.ts';
import { pumpsOf } from './pumps.ts';

/** A text on which a regular expression that backtracks takes far too long, found by counting its steps. */
export interface SlowText {
  /** What the text begins with, what is repeated, and what it ends with, so that the match fails. */
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
  /** How often it is repeated in `steps`. */
  readonly repeats: number;
  /** How many characters are looked at before the match fails. */
  readonly steps: number;
  /** By how much another repetition multiplies the steps; undefined where they grow as a power of the length. */
  readonly factor: number | undefined;
  /** That power; undefined where steps grow by a factor. */
  readonly degree: number | undefined;
}

const longestSource = 1_000;
/** How many steps all trials with one pattern may take. */
const mostTogether = 400_000;

/**
 * Takes a pattern (ECMA-262); gives a text that shows it to backtrack without bounds (exponentially, or as the cube of
 * the length or worse, from a single start of the match); undefined where none was found. The search counts steps and
 * no time, so that it gives the same on every machine.
 */
export function slowTextFor(source: string): SlowText | undefined {
  const pattern = source.length > longestSource ? undefined : takeApart(source);
  if (pattern?.kind !== 'parsed') return undefined;
  let spent = 0;
  try {
    const count = stepCounter(pattern.ast, pattern.flags);
    let slow: SlowText | undefined;
    for (const { prefix, pump } of pumpsOf(pattern.ast)) {
      for (const suffix of ['!', '\n', '~', '']) {
        const steps = (repeats: number): number => {
          const taken = count(prefix + pump.repeat(repeats) + suffix);
          spent += taken;
          return taken;
        };
        const factor = exponential(steps);
        if (factor !== undefined) return { prefix, pump, suffix, ...factor, degree: undefined };
        slow ??= polynomial(steps, { prefix, pump, suffix });
        if (spent > mostTogether) return slow;
      }
    }
    return slow;
  } catch {
    // Look-behind, which no server's engine agrees on, or nested so deeply that the stack ran out.
    return undefined;
  }
}

type Steps = (repeats: number) => number;

/** Steps that two more repetitions multiply by the same factor again and again; powers of the length fall behind. */
function exponential(steps: Steps): Pick<SlowText, 'repeats' | 'steps' | 'factor'> | undefined {
  let last = steps(2);
  let growth = 0;
  for (let repeats = 4; repeats <= 20; repeats += 2) {
    const next = steps(repeats);
    const cut = next >= mostSteps;
    if (!cut && (next < last * 2.2 || next < (last * growth * 5) / 6)) return undefined;
    if (cut || repeats === 20) {
      // A trial that was cut short tells nothing but that there was more.
      const factor = Math.round(Math.sqrt(growth) * 10) / 10;
      return repeats < 8 || growth < 2.2 ? undefined : { repeats: repeats - 2, steps: last, factor };
    }
    [growth, last] = [next / last, next];
  }
  return undefined;
}

function polynomial(steps: Steps, text: Pick<SlowText, 'prefix' | 'pump' | 'suffix'>): SlowText | undefined {
  const [short, long] = [steps(10), steps(20)];
  if (long >= mostSteps || long < short * 4.6) return undefined;
  return { ...text, repeats: 20, steps: long, factor: undefined, degree: degreeOf(steps) };
}

/**
 * The power of the length that steps grow with: as often as they have to be set off against their neighbours until
 * the differences are all the same. Steps that are no polynomial of the length are taken for the most that is told.
 */
function degreeOf(steps: Steps): number {
  let differences = Array.from({ length: 9 }, (_, index) => steps(index + 6));
  for (let degree = 0; degree < 6; degree += 1) {
    if (differences.every((difference) => difference === differences[0])) return degree;
    differences = differences.slice(1).map((next, index) => next - (differences[index] ?? 0));
  }
  return 6;
}
