import type { Document, DocumentProblem, Location, Position } from './document.ts';
import { documentOf, wholeSource } from './entry.ts';
import { parseJson } from './json.ts';
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

/**
 * Takes JSON that is a part of a larger file, where it begins there, and what is told when a place in it is asked
 * for; gives it as a document whose places are those of the file. The file itself need not be in memory.
 */
export function parseFragment(
  text: string,
  place: FragmentPlace,
  onLocate?: () => void,
  limits: Pick<Limits, 'depth' | 'values'> = defaultLimits,
): ParsedDocument {
  const parsed = parseJson(text, limits);
  // Where things are in the text alone: of most fragments, nobody asks.
  let made: ParsedDocument | undefined;
  const inner = (): ParsedDocument => (made ??= documentOf(wholeSource(place.uri, text), 'json', parsed));
  const document: Document = {
    uri: place.uri,
    text,
    format: 'json',
    sound: parsed.problems.length === 0,
    value: parsed.value,
    within: place.pointer,
    locate(pointer, part) {
      onLocate?.();
      return shift(inner().document.locate(pointer, part), place);
    },
    span: (pointer, part) => inner().document.span(pointer, part),
  };
  if (document.sound) return { document, problems: none };
  onLocate?.();
  return { document, problems: inner().problems.map((problem) => shiftProblem(problem, place)) };
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
