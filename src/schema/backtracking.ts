import type { AST } from '@eslint-community/regexpp';
import { takeApart } from './pattern-syntax.ts';

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
/** How many steps one trial may take, and all trials with one pattern. */
const mostSteps = 60_000;
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
    const count = counter(pattern.ast, pattern.flags);
    let slow: SlowText | undefined;
    for (const { prefix, pump } of candidates(pattern.ast)) {
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

/** Texts worth repeating, each with what leads up to the place where it is repeated. */
function candidates(pattern: AST.Pattern): readonly { readonly prefix: string; readonly pump: string }[] {
  const found = new Map<string, { readonly prefix: string; readonly pump: string }>();
  const samples = new Set<string>();
  const repeated: AST.Quantifier[] = [];
  const look = (node: AST.Element | AST.Alternative | AST.Pattern): void => {
    if (node.type === 'Quantifier') {
      if (node.max >= 8) repeated.push(node);
      look(node.element);
    } else if (node.type === 'Alternative') node.elements.forEach(look);
    else if ('alternatives' in node) node.alternatives.forEach((each) => look(each as AST.Alternative));
    else if (node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass')
      samples.add(shortest(node));
  };
  look(pattern);
  for (const quantifier of repeated.slice(0, 12)) {
    const prefix = leadingTo(quantifier);
    const together = [...samples].join('').slice(0, 8);
    for (const pump of [shortest(quantifier.element), ...[...samples].slice(0, 8), together])
      if (pump !== '') found.set(JSON.stringify([prefix, pump]), { prefix, pump });
  }
  return [...found.values()];
}

/** The shortest text that gets a match to an element. */
function leadingTo(element: AST.Element): string {
  const { parent } = element;
  if (parent?.type === 'Quantifier') return leadingTo(parent);
  if (parent?.type !== 'Alternative') return '';
  const before = parent.elements.slice(0, parent.elements.indexOf(element)).map(shortest).join('');
  const outer = parent.parent;
  return (outer.type === 'Group' || outer.type === 'CapturingGroup' ? leadingTo(outer) : '') + before;
}

function shortest(element: AST.Element | AST.QuantifiableElement): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return sampleOf(element.raw);
    case 'Group':
    case 'CapturingGroup': {
      const texts = element.alternatives.map((each) => each.elements.map(shortest).join(''));
      return texts.sort((a, b) => a.length - b.length)[0] ?? '';
    }
    case 'Quantifier':
      return shortest(element.element).repeat(Math.min(element.min, 40));
    default:
      return '';
  }
}

const usual = [...'aA0_-. :/@,+=#%&*()"\'\n'];

function sampleOf(raw: string): string {
  const accepts = new RegExp(`^(?:${raw})$`, 'u');
  const found = usual.find((one) => accepts.test(one));
  if (found !== undefined) return found;
  for (let point = 0x21; point < 0x3000; point += 1) {
    const one = String.fromCodePoint(point);
    if (accepts.test(one)) return one;
  }
  return '';
}

type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

class TooManySteps extends Error {}
class Unsupported extends Error {}

/** Takes a pattern; gives what counts the steps that matching a text from its start takes an engine that backtracks. */
function counter(pattern: AST.Pattern, flags: string): (text: string) => number {
  let text: readonly string[] = [];
  let steps = 0;
  const captured = new Map<AST.CapturingGroup, readonly [number, number]>();

  const either = (alternatives: readonly AST.Alternative[]): Matcher => {
    const matchers = alternatives.map(({ elements }) => inOrder(elements.map(matcher)));
    return (at, next) => matchers.some((match) => match(at, next));
  };
  const inOrder = (matchers: readonly Matcher[]): Matcher =>
    matchers.reduceRight<Matcher>(
      (rest, first) => (at, next) => first(at, (after) => rest(after, next)),
      (at, next) => next(at),
    );
  const one = (accepts: (character: string) => boolean): Matcher => {
    return (at, next) => {
      if ((steps += 1) > mostSteps) throw new TooManySteps();
      const character = text[at];
      return character !== undefined && accepts(character) && next(at + 1);
    };
  };
  const matcher = (element: AST.Element): Matcher => {
    switch (element.type) {
      case 'Character': {
        const wanted = String.fromCodePoint(element.value);
        return one((character) => character === wanted);
      }
      case 'CharacterSet':
      case 'CharacterClass': {
        const expression = new RegExp(`^(?:${element.raw})$`, flags);
        const known = new Map<string, boolean>();
        return one((character) => {
          let accepted = known.get(character);
          if (accepted === undefined) known.set(character, (accepted = expression.test(character)));
          return accepted;
        });
      }
      case 'Group':
        return either(element.alternatives);
      case 'CapturingGroup': {
        const inner = either(element.alternatives);
        return (at, next) => {
          const before = captured.get(element);
          const matched = inner(at, (after) => {
            captured.set(element, [at, after]);
            return next(after);
          });
          if (!matched && before) captured.set(element, before);
          return matched;
        };
      }
      case 'Quantifier':
        return repeated(element, matcher(element.element));
      case 'Backreference': {
        const { resolved } = element;
        if (Array.isArray(resolved)) throw new Unsupported();
        return (at, next) => {
          const [from, to] = captured.get(resolved as AST.CapturingGroup) ?? [0, 0];
          const same = text.slice(from, to).every((character, index) => text[at + index] === character);
          return same && next(at + to - from);
        };
      }
      case 'Assertion':
        return assertion(element);
      default:
        throw new Unsupported();
    }
  };
  const repeated = ({ min, max, greedy }: AST.Quantifier, inner: Matcher): Matcher => {
    const from = (at: number, count: number, next: Next): boolean => {
      const again = () =>
        count < max &&
        // An iteration that matches nothing ends the loop (ECMA-262, RepeatMatcher).
        inner(at, (after) => (after !== at || count < min) && from(after, count + 1, next));
      if (count < min) return again();
      return greedy ? again() || next(at) : next(at) || again();
    };
    return (at, next) => from(at, 0, next);
  };
  const assertion = (element: AST.Assertion): Matcher => {
    const isWord = (at: number) => /^\w$/.test(text[at] ?? '');
    switch (element.kind) {
      case 'start':
        return (at, next) => at === 0 && next(at);
      case 'end':
        return (at, next) => at === text.length && next(at);
      case 'word':
        return (at, next) => (isWord(at - 1) !== isWord(at)) !== element.negate && next(at);
      case 'lookahead': {
        const ahead = either(element.alternatives);
        return (at, next) => ahead(at, () => true) !== element.negate && next(at);
      }
      default:
        throw new Unsupported();
    }
  };

  const whole = either(pattern.alternatives);
  return (written) => {
    text = [...written];
    steps = 0;
    captured.clear();
    try {
      whole(0, () => true);
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
    }
    return steps;
  };
}
