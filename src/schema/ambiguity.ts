import type { AST } from '@eslint-community/regexpp';
import { takeApart } from './pattern-syntax.ts';

/** As many characters of a pattern, with repetitions written out, and steps of the search, as are looked at. */
const mostPositions = 150;
const mostSteps = 400_000;
const mostCopies = 40;

/** A character of a pattern, or a class of them, by what it accepts of the samples. */
interface Position {
  readonly accepts: bigint;
  /** Those that may match next, by their numbers. */
  readonly next: Set<number>;
}

/** What an element matches begins with `first` and ends with `last`, unless it is nothing. */
interface Piece {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Thrown where a pattern cannot be shown to be harmless. */
class Doubt extends Error {}

const nothing: Piece = { nullable: true, first: [], last: [] };

/**
 * Takes a pattern (ECMA-262); gives whether it is sure that matching it takes no more than a power of the length of a
 * text: that no text can be read in two ways from one place of a repetition back to it. Repetitions up to a bound are
 * taken for such without, look-around and back-references for doubtful.
 */
export function isPolynomial(source: string): boolean {
  const pattern = takeApart(source);
  if (pattern.kind !== 'parsed') return false;
  try {
    const positions: Position[] = [];
    const sampled = samplesOf(pattern.ast);
    const accepted = (raw: string): bigint => {
      const expression = new RegExp(`^(?:${raw})$`, pattern.flags);
      let mask = 0n;
      for (const [index, sample] of sampled.entries())
        if (expression.test(sample)) mask |= 1n << BigInt(index);
      return mask;
    };
    alternatives(pattern.ast.alternatives, { positions, accepted });
    return !isAmbiguous(positions);
  } catch (error) {
    if (error instanceof Doubt) return false;
    throw error;
  }
}

interface Making {
  readonly positions: Position[];
  readonly accepted: (raw: string) => bigint;
}

function alternatives(all: readonly AST.Alternative[], making: Making): Piece {
  const pieces = all.map(({ elements }) =>
    sequence(
      elements.map((element) => () => piece(element, making)),
      making,
    ),
  );
  // Nothing in two ways: in a repetition, two to the power of its turns.
  if (pieces.filter(({ nullable }) => nullable).length > 1) throw new Doubt();
  return {
    nullable: pieces.some(({ nullable }) => nullable),
    first: pieces.flatMap(({ first }) => first),
    last: pieces.flatMap(({ last }) => last),
  };
}

function sequence(elements: readonly (() => Piece)[], making: Making): Piece {
  let whole = nothing;
  for (const make of elements) {
    const next = make();
    join(whole.last, next.first, making);
    whole = {
      nullable: whole.nullable && next.nullable,
      first: whole.nullable ? [...whole.first, ...next.first] : whole.first,
      last: next.nullable ? [...whole.last, ...next.last] : next.last,
    };
  }
  return whole;
}

function join(from: readonly number[], to: readonly number[], { positions }: Making): void {
  for (const one of from) {
    for (const other of to) {
      const { next } = positions[one] ?? { next: new Set<number>() };
      // Two repetitions that lead from one character to the other: a text is read by either.
      if (next.has(other)) throw new Doubt();
      next.add(other);
    }
  }
}

function piece(element: AST.Element, making: Making): Piece {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass': {
      if (/\\[pP]/.test(element.raw)) throw new Doubt();
      const { positions, accepted } = making;
      if (positions.length >= mostPositions) throw new Doubt();
      const at = positions.push({ accepts: accepted(element.raw), next: new Set() }) - 1;
      return { nullable: false, first: [at], last: [at] };
    }
    case 'Group':
    case 'CapturingGroup':
      return alternatives(element.alternatives, making);
    case 'Assertion':
      if (element.kind === 'lookahead' || element.kind === 'lookbehind') throw new Doubt();
      return nothing;
    case 'Quantifier':
      return repetition(element, making);
    default:
      throw new Doubt();
  }
}

function repetition({ min, max, element }: AST.Quantifier, making: Making): Piece {
  const make = (): Piece => {
    const made = piece(element, making);
    if (made.nullable) throw new Doubt();
    return made;
  };
  if (max === 0) return nothing;
  if (max === min && max <= mostCopies)
    return sequence(
      Array.from({ length: max }, () => make),
      making,
    );
  const once = make();
  if (max > 1) join(once.last, once.first, making);
  return { ...once, nullable: min === 0 };
}

/** What \d, \w, \s and the dot tell apart. */
const classes: readonly (readonly [number, number])[] = [
  ...([
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ] as const),
  ...([
    [9, 13],
    [32, 32],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
  ] as const),
  ...([
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ] as const),
];

function within(node: AST.Node): readonly AST.Node[] {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives;
    case 'Alternative':
    case 'CharacterClass':
      return node.elements;
    case 'Quantifier':
      return [node.element];
    default:
      return [];
  }
}

/** A character of each kind that the pattern tells apart. */
function samplesOf(pattern: AST.Pattern): readonly string[] {
  const bounds = new Set<number>([0, 0x10ffff]);
  const add = (min: number, max: number): void => {
    for (const point of [min - 1, min, max, max + 1]) if (point >= 0 && point <= 0x10ffff) bounds.add(point);
  };
  const look = (node: AST.Node): void => {
    if (node.type === 'Character') add(node.value, node.value);
    else if (node.type === 'CharacterClassRange') add(node.min.value, node.max.value);
    for (const inner of within(node)) look(inner);
  };
  look(pattern);
  for (const [min, max] of classes) add(min, max);
  return [...bounds].map((point) => String.fromCodePoint(point));
}

/** Whether some text leads from a position back to it in two ways: both are gone at once, in pairs of positions. */
function isAmbiguous(positions: readonly Position[]): boolean {
  const size = positions.length;
  let steps = 0;
  const nextOf = (pair: number, forward: readonly (readonly number[])[]): number[] => {
    const found: number[] = [];
    for (const one of forward[Math.floor(pair / size)] ?? []) {
      for (const other of forward[pair % size] ?? []) {
        if (++steps > mostSteps) throw new Doubt();
        if (((positions[one]?.accepts ?? 0n) & (positions[other]?.accepts ?? 0n)) !== 0n)
          found.push(one * size + other);
      }
    }
    return found;
  };
  const forward = positions.map(({ next }) => [...next]);
  for (const start of positions.keys()) {
    // Two ways that part from one position: where they meet in it again, there are two ways around.
    const home = start * size + start;
    const seen = new Set<number>();
    const waiting = nextOf(home, forward).filter((pair) => !isDiagonal(pair, size));
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      if (pair === home) return true;
      if (seen.has(pair)) continue;
      seen.add(pair);
      waiting.push(...nextOf(pair, forward));
    }
  }
  return false;
}

function isDiagonal(pair: number, size: number): boolean {
  return Math.floor(pair / size) === pair % size;
}
