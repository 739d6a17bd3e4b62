import type { Pointer } from './pointer.ts';

/** A place in a text. Both count from 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where something is written: what a finding points at. */
export interface Location {
  readonly uri: string;
  readonly pointer: Pointer;
  readonly range: Range;
}

/** The key of a member, or its value. */
export type Part = 'key' | 'value';

/** A part of a text as offsets in UTF-16 units: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One parsed text. Read and parsed once, however many references lead to it. */
export interface Document {
  /** As the user would type it: a path relative to the working directory, a URL, `REV:PATH`, or `-`. */
  readonly uri: string;
  /** The whole text, of the whole Markdown file where the description stands in a fence. */
  readonly text: string;
  readonly format: 'json' | 'yaml';
  /** Whether nothing is wrong with the text itself: only then do places in it hold well enough to change it there. */
  readonly sound: boolean;
  /** Of a document that is a part of a file: where in the file its root is. */
  readonly within?: Pointer;
  /** Plain data. Keys such as `__proto__` are own properties. Never cyclic. */
  readonly value: unknown;
  /**
   * Takes a pointer into this document; gives where that member's key or value is written. A pointer behind a
   * YAML alias, or to a member that a merge key brought, gives the place in the anchored text. For a pointer that leads nowhere, the nearest ancestor.
   */
  locate(pointer: Pointer, part?: Part): Location;
  /** As `locate`, in offsets into `text`: what a text edit needs. */
  span(pointer: Pointer, part?: Part): Span;
  /**
   * Takes a word and how many at most; gives the comments that begin with the word, in the order written. Not there
   * for what has no text of its own.
   */
  comments?(word: string, most: number): readonly Comment[];
}

/** A comment in YAML. */
export interface Comment {
  /** From its first word to the end of its line. */
  readonly text: string;
  /** Of that text; the pointer is of what it trails, or of what comes next. */
  readonly location: Location;
  /** Whether content stands before it on its line. */
  readonly trailing: boolean;
  /** The outermost member or item that begins behind it, if any does. */
  readonly next: Pointer | undefined;
}

/** A value together with the place it was written. Made by `node.ts` only. */
export interface Node<T = unknown> {
  readonly value: T;
  readonly document: Document;
  readonly pointer: Pointer;
}

/** Something wrong with a text itself, before anyone asks what it describes. */
export interface DocumentProblem {
  readonly code: 'document-syntax' | 'document-duplicate-key' | 'document-alias-cycle' | 'document-limit';
  /** In words a person would use, without the place. */
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
}
