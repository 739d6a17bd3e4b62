import { AST, RegExpParser } from '@eslint-community/regexpp';
import { charactersMatching, complement, toCharacters, type Characters } from './characters.ts';
import { all, and, empty, loop, none, not, one, or, sequence, set, type Expression } from './expression.ts';

/** A construct that is not a regular language here: `\b`, look-behind, a back-reference, an anchor inside a loop. */
class Irregular extends Error {}

const longestSource = 4000;
const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * Takes a pattern of JSON Schema (ECMA-262, with `u` where it can be read so, not anchored); gives the language of
 * the texts that it matches, or undefined where that is not a regular one or the pattern is none.
 */
export function parsePattern(source: string): Expression | undefined {
  if (source.length > longestSource) return undefined;
  for (const unicode of [true, false]) {
    let pattern: AST.Pattern;
    try {
      pattern = parser.parsePattern(source, 0, source.length, { unicode });
    } catch {
      continue;
    }
    // Without `u` a character beyond the basic plane counts as two.
    if (!unicode && /[\ud800-\udfff]|\\ud[89a-f]/i.test(source)) return undefined;
    try {
      return searched(pattern.alternatives, unicode);
    } catch {
      // Irregular, or nested so deeply that the stack ran out.
      return undefined;
    }
  }
  return undefined;
}

/** A match may begin at the start of the text, where `^` holds, or anywhere after it. */
function searched(alternatives: readonly AST.Alternative[], unicode: boolean): Expression {
  const atStart = or(alternatives.map((each) => suffix(each.elements, all, true, unicode)));
  const later = or(alternatives.map((each) => suffix(each.elements, all, false, unicode)));
  return or([atStart, sequence(one, sequence(all, later))]);
}

/** The language of what is left of the text where the elements match first and then `next` holds of the rest. */
function suffix(
  elements: readonly AST.Element[],
  next: Expression,
  start: boolean,
  unicode: boolean,
): Expression {
  const [element, ...rest] = elements;
  if (element === undefined) return next;
  if (element.type === 'Assertion') {
    const after = suffix(rest, next, start, unicode);
    switch (element.kind) {
      case 'start':
        return start ? after : none;
      case 'end':
        return and([empty, after]);
      case 'lookahead': {
        const ahead = or(element.alternatives.map((each) => suffix(each.elements, all, start, unicode)));
        return and([element.negate ? not(ahead) : ahead, after]);
      }
      default:
        throw new Irregular(element.raw);
    }
  }
  if (!asserts(element)) {
    const own = plain(element, unicode);
    // Behind an element that may match nothing, the start may or may not have been left.
    if (start && own.nullable && rest.some(asserts)) {
      const stayed = suffix(rest, next, true, unicode);
      const moved = sequence(and([own, not(empty)]), suffix(rest, next, false, unicode));
      return or([stayed, moved]);
    }
    return sequence(own, suffix(rest, next, start && own.kind === 'empty', unicode));
  }
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    if ('modifiers' in element && element.modifiers !== null) throw new Irregular(element.raw);
    return or(element.alternatives.map((each) => suffix([...each.elements, ...rest], next, start, unicode)));
  }
  // A repetition of something with an anchor inside: only `?` can be written out.
  if (element.type === 'Quantifier' && element.max === 1) {
    const taken = suffix([element.element, ...rest], next, start, unicode);
    return element.min === 1 ? taken : or([taken, suffix(rest, next, start, unicode)]);
  }
  throw new Irregular(element.raw);
}

/** Whether an element holds an anchor or a look-around. */
function asserts(element: AST.Element): boolean {
  switch (element.type) {
    case 'Assertion':
      return true;
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.some((each) => each.elements.some(asserts));
    case 'Quantifier':
      return asserts(element.element);
    default:
      return false;
  }
}

function plain(element: AST.Element, unicode: boolean): Expression {
  switch (element.type) {
    case 'Character':
      return set(toCharacters([[element.value, element.value]]));
    case 'CharacterSet':
      return set(charactersOf(element, unicode));
    case 'CharacterClass':
      return set(charactersOf(element, unicode));
    case 'Group':
    case 'CapturingGroup':
      if ('modifiers' in element && element.modifiers !== null) throw new Irregular(element.raw);
      return or(
        element.alternatives.map((each) =>
          each.elements.reduceRight((next: Expression, part) => sequence(plain(part, unicode), next), empty),
        ),
      );
    case 'Quantifier':
      return loop(plain(element.element, unicode), element.min, element.max);
    default:
      throw new Irregular(element.raw);
  }
}

function charactersOf(element: AST.CharacterSet | AST.CharacterClass, unicode: boolean): Characters {
  if (element.type === 'CharacterSet') {
    if (element.kind === 'any') return complement(toCharacters(lineEnds));
    if (element.kind === 'property') {
      if (element.strings) throw new Irregular(element.raw);
      return charactersMatching(element.raw, 'u', 0x10ffff);
    }
    const shorthand = { digit: '\\d', space: '\\s', word: '\\w' }[element.kind];
    const found = charactersMatching(shorthand, '', 0xffff);
    return element.negate ? complement(found) : found;
  }
  const ranges: (readonly [number, number])[] = [];
  for (const part of element.elements) {
    if (part.type === 'Character') ranges.push([part.value, part.value]);
    else if (part.type === 'CharacterClassRange') ranges.push([part.min.value, part.max.value]);
    else if (part.type === 'CharacterSet') ranges.push(...charactersOf(part, unicode));
    else throw new Irregular(element.raw);
  }
  const found = toCharacters(ranges);
  return element.negate ? complement(found) : found;
}

/** What `.` does not match (ECMA-262, LineTerminator). */
const lineEnds: Characters = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
