import type { Document, DocumentProblem, Location, Part, Position, Span } from './document.ts';
import { documentOf, wholeSource, type Parsed } from './entry.ts';
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
  const document = Object.create(located) as Fragment;
  document.uri = place.uri;
  document.text = text;
  document.format = 'json';
  document.sound = parsed.problems.length === 0;
  document.value = parsed.value;
  document.within = place.pointer;
  document.place = place;
  document.parsed = parsed;
  document.inner = undefined;
  document.onLocate = onLocate;
  if (document.sound) return { document, problems: none };
  onLocate?.();
  const { problems } = documentOf(wholeSource(place.uri, text), 'json', parsed);
  return { document, problems: problems.map((problem) => shiftProblem(problem, place)) };
}

const none: readonly DocumentProblem[] = [];

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Fragment extends Writable<Document> {
  place: FragmentPlace;
  parsed: Parsed;
  /** Where things are in the text alone: of most fragments, nobody asks. */
  inner: Document | undefined;
  onLocate: (() => void) | undefined;
}

/** Inherited: a recording has a fragment for each exchange, and its methods are the same. */
const located: ThisType<Fragment> & Pick<Document, 'locate' | 'span'> = {
  locate(pointer: Pointer, part?: Part): Location {
    this.onLocate?.();
    return shift(innerOf(this).locate(pointer, part), this.place);
  },
  span(pointer: Pointer, part?: Part): Span {
    return innerOf(this).span(pointer, part);
  },
};

function innerOf(fragment: Fragment): Document {
  const { uri, text, parsed } = fragment;
  return (fragment.inner ??= documentOf(wholeSource(uri, text), 'json', parsed).document);
}

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
