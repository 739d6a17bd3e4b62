import type { Document, DocumentProblem, Location, Part, Span } from './document.ts';
import { appendKey, pointerKeys, rootPointer, type Pointer } from './pointer.ts';
import { textPlaces } from './text.ts';

/** Where one value is written, and, when asked, where its members are. */
export interface Entry {
  /** The key of a member of a mapping, with its quotes. */
  readonly key?: Span;
  /** A scalar with its quotes; a collection from its first key or bracket to its end. */
  readonly value: Span;
  /** By key, or index in decimal. Of a key given twice, the last: it is the one whose value counts. */
  members(): ReadonlyMap<string, Entry>;
}

export const noMembers: ReadonlyMap<string, Entry> = new Map();

/** A text about to be parsed, and where it stands in the file. */
export interface Source {
  readonly uri: string;
  /** The whole file. */
  readonly text: string;
  /** The part to parse; the same as `text` but for a fence in Markdown. */
  readonly content: string;
  /** From an offset into `content` to one into `text`. */
  readonly toText: (offset: number) => number;
}

/** What parsing a text gives. Spans are offsets into the content. */
export interface Parsed {
  readonly value: unknown;
  readonly entries: () => Entry;
  readonly problems: readonly ParseProblem[];
}

export interface ParseProblem {
  readonly code: DocumentProblem['code'];
  readonly message: string;
  /** Where not given, the place of the pointer's value. */
  readonly span?: Span;
  readonly pointer?: Pointer;
  readonly related?: readonly { readonly message: string; readonly span: Span; readonly pointer?: Pointer }[];
}

/** Takes a whole file's text; gives the source that is all of it. */
export function wholeSource(uri: string, text: string): Source {
  return { uri, text, content: text, toText: (offset) => offset };
}

/** Takes a source and what was parsed of it; gives the document, and its problems with their places. */
export function documentOf(
  source: Source,
  format: Document['format'],
  parsed: Parsed,
): { readonly document: Document; readonly problems: readonly DocumentProblem[] } {
  const { uri, text, toText } = source;
  const places = textPlaces(text);
  let root: Entry | undefined;

  const inText = ({ start, end }: Span): Span => {
    const first = toText(start);
    // The end is the place behind the last unit, which in Markdown need not be where the next line begins.
    return { start: first, end: end > start ? toText(end - 1) + 1 : first };
  };
  const location = (span: Span, pointer: Pointer): Location => ({
    uri,
    pointer,
    range: places.range(inText(span)),
  });
  const find = (pointer: Pointer, part: Part): { span: Span; pointer: Pointer } => {
    let entry = (root ??= parsed.entries());
    let reached = rootPointer;
    for (const key of pointerKeys(pointer)) {
      const member = entry.members().get(key);
      if (member === undefined) break;
      entry = member;
      reached = appendKey(reached, key);
    }
    return { span: (part === 'key' ? entry.key : undefined) ?? entry.value, pointer: reached };
  };

  const document: Document = {
    uri,
    text,
    format,
    value: parsed.value,
    locate(pointer, part = 'value') {
      const found = find(pointer, part);
      return location(found.span, found.pointer);
    },
    span: (pointer, part = 'value') => inText(find(pointer, part).span),
  };
  const problems = parsed.problems.map(
    ({ code, message, span, pointer = rootPointer, related }): DocumentProblem => ({
      code,
      message,
      location: span === undefined ? document.locate(pointer) : location(span, pointer),
      ...(related && {
        related: related.map((other) => ({
          message: other.message,
          location: location(other.span, other.pointer ?? rootPointer),
        })),
      }),
    }),
  );
  return { document, problems };
}
