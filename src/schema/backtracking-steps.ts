import type { AST } from '@eslint-community/regexpp';

/** How many steps one trial may take. */
export const mostSteps = 60_000;

type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

class TooManySteps extends Error {}
class Unsupported extends Error {}

/**
 * Takes a pattern and its flags; gives what counts the steps that matching a text from its start takes an engine that
 * backtracks, up to `mostSteps`. Throws where the pattern has what cannot be counted.
 */
export function stepCounter(pattern: AST.Pattern, flags: string): (text: string) => number {
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
