import type { Document, DocumentProblem, Location, Position } from './document.ts';
import { documentOf, wholeSource } from './entry.ts';
import { parseJson, soundValue } from './json.ts';
import type { Limits } from './limits.ts';
import type { ParsedDocument } from './parse.ts';
import { rootPointer, type Pointer } from './pointer.ts';

/** A file of which parts are parsed by themselves: it need not be in memory. */
export interface FragmentSource {
  readonly uri: string;
  readonly limits: Pick<Limits, 'depth' | 'values'>;
  /** Takes the number of a part; gives where its value is in the whole file: what is pointed at in it is below that. */
  pointer(index: number): Pointer;
  /** Told of a part, once, when a place in it is asked for. */
  located(part: FragmentText): void;
}

/** A part of a file: JSON. */
export interface FragmentText {
  readonly text: string;
  readonly index: number;
  /** Of its first unit in the file. */
  readonly start: Position;
}

interface Fragment extends Document {
  value: unknown;
  sound: boolean;
  part: FragmentText;
  source: FragmentSource;
  /** Where things are in the text alone: of most fragments, nobody asks. */
  made: ParsedDocument | undefined;
  told: boolean;
}

/**
 * Inherited, as functions of its own for each fragment take as long to make as the fragment to parse, and so do
 * properties that most have alike.
 */
const inFile: ThisType<Fragment> & Omit<Fragment, 'value' | 'part' | 'source'> = {
  format: 'json',
  sound: true,
  made: undefined,
  told: false,
  get uri() {
    return this.source.uri;
  },
  get text() {
    return this.part.text;
  },
  get within() {
    return this.source.pointer(this.part.index);
  },
  locate(pointer, part) {
    tell(this);
    return shift(alone(this).document.locate(pointer, part), this);
  },
  span(pointer, part) {
    return alone(this).document.span(pointer, part);
  },
};

/**
 * Takes JSON that is a part of a larger file, and the file; gives it as a document whose places are those of the
 * file.
 */
export function parseFragment(part: FragmentText, source: FragmentSource): ParsedDocument {
  const fragment = Object.create(inFile) as Fragment;
  fragment.value = shortValue(part.text, source.limits);
  fragment.part = part;
  fragment.source = source;
  if (fragment.value !== undefined) return { document: fragment, problems: none };
  const { document, problems } = alone(fragment);
  fragment.value = document.value;
  if (problems.length === 0) return { document: fragment, problems: none };
  fragment.sound = false;
  tell(fragment);
  return { document: fragment, problems: problems.map((problem) => shiftProblem(problem, fragment)) };
}

function tell(fragment: Fragment): void {
  if (fragment.told) return;
  fragment.told = true;
  fragment.source.located(fragment.part);
}

function alone(fragment: Fragment): ParsedDocument {
  const { text, uri, source } = fragment;
  return (fragment.made ??= documentOf(wholeSource(uri, text), 'json', parseJson(text, source.limits)));
}

/** The value of a short text in which no key is twice; undefined of any other, and of what may be beyond the limits. */
function shortValue(text: string, { depth, values }: FragmentSource['limits']): unknown {
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

function shiftProblem({ related, ...problem }: DocumentProblem, fragment: Fragment): DocumentProblem {
  return {
    ...problem,
    location: shift(problem.location, fragment),
    ...(related && {
      related: related.map(({ message, location }) => ({ message, location: shift(location, fragment) })),
    }),
  };
}

function shift({ uri, pointer, range }: Location, { within = rootPointer, part }: Fragment): Location {
  const { start, end } = range;
  return {
    uri,
    pointer: `${within}${pointer}` as Pointer,
    range: { start: move(start, part.start), end: move(end, part.start) },
  };
}

function move({ line, column }: Position, from: Position): Position {
  return { line: from.line + line - 1, column: line === 1 ? from.column + column - 1 : column };
}
