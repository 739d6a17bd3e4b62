import { scanComments } from './comments.ts';
import type { Document, DocumentProblem, Location, Part, Span } from './document.ts';
import { appendKey, parentPointer, pointerKeys, rootPointer, type Pointer } from './pointer.ts';
import { textPlaces } from './text.ts';

/** Where one value is written, and, when asked, where its members are. */
export interface Entry {
  /** The key of a member of a mapping, with its quotes. */
  readonly key?: Span | undefined;
  /** A scalar with its quotes; a collection from its first key or bracket to its end. */
  readonly value: Span;
  /**
   * Those written here, by key, or index in decimal. Of a key given twice, the last: it is the one whose value counts.
   */
  members(): ReadonlyMap<string, Entry>;
  /** The values of the merge keys of a YAML mapping, in the order written. They are no members. */
  merges?(): readonly Entry[];
  /** Whether it is a list, or an alias of one. Told where merge keys may be. */
  list?(): boolean;
}

export const noMembers: ReadonlyMap<string, Entry> = new Map();

/** The plain scalar that, as a key, merges mappings (YAML 1.1's merge type). */
export const mergeKey = '<<';

/**
 * Takes an entry and a key; gives the member, which may be merged: own ones win over merged ones, earlier mappings over
 * later ones. Of the key `<<` where it is no member, the value of the last merge key.
 */
export function memberOf(entry: Entry, key: string): Entry | undefined {
  const own = entry.members().get(key);
  // JSON merges nothing.
  if (own !== undefined || entry.merges === undefined) return own;
  const seen = new Set<ReadonlyMap<string, Entry>>();
  // Merges of merges may go deeper than the stack.
  const open: Entry[] = [entry];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    const members = from.members();
    if (seen.has(members)) continue;
    const member = members.get(key);
    if (member !== undefined) return member;
    seen.add(members);
    const merged = (from.merges?.() ?? []).flatMap((merge) =>
      merge.list?.() === true
        ? [...merge.members().values()].filter((item) => item.list?.() !== true)
        : [merge],
    );
    for (const source of merged.reverse()) open.push(source);
  }
  return key === mergeKey ? entry.merges?.().at(-1) : undefined;
}

/** A text about to be parsed, and where it stands in the file. */
export interface Source {
  readonly uri: string;
  /** The whole file. */
  readonly text: string;
  /** The part to parse; the same as `text` but for a fence in Markdown. */
  readonly content: string;
  /** From an offset into `content` to one into `text`. */
  readonly toText: (offset: number) => number;
  /** What was wrong with the bytes that the text was read from. */
  readonly damage?: { readonly at: number; readonly message: string };
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

/** Takes a whole file's text, and what was wrong with its bytes; gives the source that is all of it. */
export function wholeSource(uri: string, text: string, damage?: Source['damage']): Source {
  return { uri, text, content: text, toText: (offset) => offset, ...(damage && { damage }) };
}

/** Takes a source and what was parsed of it; gives the document, and its problems with their places. */
export function documentOf(
  source: Source,
  format: Document['format'],
  parsed: Parsed,
): { readonly document: Document; readonly problems: readonly DocumentProblem[] } {
  const { uri, text, toText, damage } = source;
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
  interface Reached {
    readonly entry: Entry;
    /** The pointer, or the longest part of it that leads somewhere. */
    readonly pointer: Pointer;
  }
  // What is asked for one after the other mostly stands in the same collection.
  let holder: { readonly pointer: Pointer; readonly reached: Reached } | undefined;
  const step = ({ entry, pointer }: Reached, key: string): Reached | undefined => {
    const member = memberOf(entry, key);
    return member && { entry: member, pointer: appendKey(pointer, key) };
  };
  const reach = (pointer: Pointer): Reached => {
    let at: Reached = { entry: (root ??= parsed.entries()), pointer: rootPointer };
    for (const key of pointerKeys(pointer)) {
      const next = step(at, key);
      if (next === undefined) break;
      at = next;
    }
    return at;
  };
  const find = (pointer: Pointer, part: Part): { span: Span; pointer: Pointer } => {
    const parent = parentPointer(pointer);
    let reached: Reached;
    if (parent === undefined) {
      reached = reach(pointer);
    } else {
      if (holder?.pointer !== parent) holder = { pointer: parent, reached: reach(parent) };
      const from = holder.reached;
      const last =
        from.pointer === parent ? pointerKeys(pointer.slice(parent.length) as Pointer)[0] : undefined;
      reached = (last === undefined ? undefined : step(from, last)) ?? from;
    }
    const { entry } = reached;
    return { span: (part === 'key' ? entry.key : undefined) ?? entry.value, pointer: reached.pointer };
  };

  const document: Document = {
    uri,
    text,
    format,
    sound: parsed.problems.length === 0 && damage === undefined,
    value: parsed.value,
    locate(pointer, part = 'value') {
      const found = find(pointer, part);
      return location(found.span, found.pointer);
    },
    span: (pointer, part = 'value') => inText(find(pointer, part).span),
    comments(word, most) {
      // JSON has none, and most texts have none that begins so.
      if (format === 'json' || !source.content.includes(word)) return [];
      const { content: raw } = source;
      const content = raw.includes('\r') ? raw.replace(/\r(?!\n)/g, '\n') : raw;
      return scanComments(content, (root ??= parsed.entries()), word, most).map(
        ({ span, pointer, ...comment }) => ({ ...comment, location: location(span, pointer) }),
      );
    },
  };
  const damaged: readonly ParseProblem[] = damage
    ? [{ code: 'document-syntax', message: damage.message, span: { start: damage.at, end: damage.at + 1 } }]
    : [];
  const problems = [...damaged, ...parsed.problems].map(
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
