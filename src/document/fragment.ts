import type { Document, DocumentProblem, Location, Position } from './document.ts';
import { documentOf, wholeSource } from './entry.ts';
import { parseJson, soundValue } from './json.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { ParsedDocument } from './parse.ts';
import type { Pointer } from './pointer.ts';

/** Where a part of a file begins that is parsed by itself. */
export interface FragmentPlace {
  readonly uri: string;
  /** Of its value in the whole file; what is pointed at in it is below that. */
  readonly pointer: Pointer;
  /** Of its first unit. */
  readonly start: Position;
}

interface Fragment extends Document {
  place: FragmentPlace;
  limits: JsonLimits;
  onLocate: (() => void) | undefined;
  /** Where things are in the text alone: of most fragments, nobody asks. */
  made: ParsedDocument | undefined;
}

type JsonLimits = Pick<Limits, 'depth' | 'values'>;

/** Inherited, as functions of its own for each fragment take as long to make as the fragment to parse. */
const inFile: ThisType<Fragment> & Pick<Document, 'locate' | 'span'> = {
  locate(pointer, part) {
    this.onLocate?.();
    return shift(alone(this).document.locate(pointer, part), this.place);
  },
  span(pointer, part) {
    return alone(this).document.span(pointer, part);
  },
};

/**
 * Takes JSON that is a part of a larger file, where it begins there, and what is told when a place in it is asked
 * for; gives it as a document whose places are those of the file. The file itself need not be in memory.
 */
export function parseFragment(
  text: string,
  place: FragmentPlace,
  onLocate?: () => void,
  limits: JsonLimits = defaultLimits,
): ParsedDocument {
  const fragment = Object.create(inFile) as { -readonly [K in keyof Fragment]: Fragment[K] };
  fragment.uri = place.uri;
  fragment.text = text;
  fragment.format = 'json';
  fragment.sound = true;
  fragment.value = shortValue(text, limits);
  fragment.within = place.pointer;
  fragment.place = place;
  fragment.limits = limits;
  fragment.onLocate = onLocate;
  fragment.made = undefined;
  if (fragment.value !== undefined) return { document: fragment, problems: none };
  const { document, problems } = alone(fragment);
  fragment.value = document.value;
  fragment.sound = problems.length === 0;
  if (fragment.sound) return { document: fragment, problems: none };
  onLocate?.();
  return { document: fragment, problems: problems.map((problem) => shiftProblem(problem, place)) };
}

function alone(fragment: Fragment): ParsedDocument {
  const { text, place, limits } = fragment;
  return (fragment.made ??= documentOf(wholeSource(place.uri, text), 'json', parseJson(text, limits)));
}

/** The value of a short text in which no key is twice; undefined of any other, and of what may be beyond the limits. */
function shortValue(text: string, { depth, values }: JsonLimits): unknown {
  if (text.length > depth || text.length > values) return undefined;
  return soundValue(text, membersIn(text));
}

/** How many members the objects in a text of JSON have, by their colons. */
function membersIn(text: string): number {
  let members = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) quoted = !quoted;
    else if (quoted) at += unit === 0x5c ? 1 : 0;
    else if (unit === 0x3a) members += 1;
  }
  return members;
}

const none: readonly DocumentProblem[] = [];

function shiftProblem({ related, ...problem }: DocumentProblem, place: FragmentPlace): DocumentProblem {
  return {
    ...problem,
    location: shift(problem.location, place),
    ...(related && {
      related: related.map(({ message, location }) => ({ message, location: shift(location, place) })),
    }),
  };
}

function shift({ uri, pointer, range }: Location, place: FragmentPlace): Location {
  const { start, end } = range;
  return {
    uri,
    pointer: `${place.pointer}${pointer}` as Pointer,
    range: { start: move(start, place.start), end: move(end, place.start) },
  };
}

function move({ line, column }: Position, from: Position): Position {
  return { line: from.line + line - 1, column: line === 1 ? from.column + column - 1 : column };
}
