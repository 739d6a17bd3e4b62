/** What the page shows, as its script reads it. All texts are one line or, in `code`, lines; all are printable. */
export interface PageData {
  readonly specs: readonly string[];
  readonly views: readonly View[];
  readonly rules: readonly Rule[];
}

/** One list of the page: findings, changes, exchanges, what was not seen. */
export interface View {
  readonly id: 'findings' | 'changes' | 'exchanges' | 'matrix' | 'unseen';
  readonly title: string;
  /** What its items are filtered by, and the name of that in the page's address. */
  readonly facet: string;
  readonly levels: readonly Level[];
  /** Where its items are rows of a table: the heads of its columns, behind that of the titles. */
  readonly columns?: readonly string[];
  readonly items: readonly Item[];
}

export interface Level {
  readonly id: string;
  readonly label: string;
  /** Decides the colour. */
  readonly tone: Tone;
}

export type Tone = 'bad' | 'doubtful' | 'note' | 'good' | 'dim';

/** One entry of a list. */
export interface Item {
  readonly level?: string;
  readonly code?: string;
  /** `GET /titles`: what its list can be filtered by. */
  readonly operation?: string;
  readonly title: string;
  /** One for each column of the list; empty ones have no text. */
  readonly cells?: readonly Cell[];
  readonly facts?: readonly Fact[];
  /** What is wrong, or why not, at a glance: shown where the item is closed. */
  readonly glance?: string;
  readonly blocks?: readonly Block[];
}

/** What stands in a cell, how it is coloured, and in words. */
export type Cell = readonly [text: string, tone: Tone | '', words: string];

/** A name and what it stands for: `operation`, `GET /titles`. */
export type Fact = readonly [name: string, value: string];

export type Block =
  | ExcerptBlock
  | MessagesBlock
  | { readonly kind: 'sides'; readonly sides: readonly [ExcerptBlock, ExcerptBlock] }
  | { readonly kind: 'code'; readonly label: string; readonly text: string }
  | { readonly kind: 'list'; readonly label: string; readonly items: readonly string[] };

/** A request and its response side by side, and whether they are shown from the start. */
export interface MessagesBlock {
  readonly kind: 'messages';
  readonly open: boolean;
  readonly sides: readonly [MessageSide, MessageSide];
}

/** Pieces of a text in turn: one that is not marked, one that is, and so on. */
export type Parts = readonly string[];

export interface MessageSide {
  readonly label: string;
  readonly line: Parts;
  readonly headers: readonly (readonly [name: string, value: Parts])[];
  readonly body?: Parts;
  /** How much of the body is not shown before and after. */
  readonly before?: string;
  readonly after?: string;
  /** Why there is no body. */
  readonly note?: string;
}

/** Lines, and what they are called. */
export interface ExcerptBlock {
  readonly kind: 'excerpt';
  readonly label?: string;
  readonly excerpt: Excerpt;
}

/** Lines of a document, one of them with a part marked. */
export interface Excerpt {
  /** The number of the first line. */
  readonly first: number;
  readonly before: readonly string[];
  /** The text before the mark, the marked text, the text after it. */
  readonly marked: readonly [string, string, string];
  readonly after: readonly string[];
}

/** What is known of a code. */
export interface Rule {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly section?: string;
}
