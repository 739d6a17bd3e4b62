import type { Span } from './document.ts';
import type { Entry } from './entry.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';
import { lineEnd } from './yaml-scan.ts';

/** A comment in YAML, with offsets into what was parsed. */
export interface ScannedComment {
  /** What stands behind its `#` and blanks, from the word that was asked for to the end of the line. */
  readonly text: string;
  /** Of that text. */
  readonly span: Span;
  /** Whether content stands before it on its line. */
  readonly trailing: boolean;
  /** What it trails; of one on a line of its own, what comes next, or what it stands in where nothing does. */
  readonly pointer: Pointer;
  /** The outermost member or item that begins behind it, if any does. */
  readonly next: Pointer | undefined;
}

/**
 * Takes YAML in which lines end with LF or CR LF, the places of its values, a word, and how many at most; gives the
 * comments that begin with the word (YAML 1.2.2 section 6.6), in the order written. What looks like one inside a scalar
 * is none.
 */
export function scanComments(
  content: string,
  root: Entry,
  word: string,
  most: number,
): readonly ScannedComment[] {
  const found: ScannedComment[] = [];
  const inOrder = createOrder();
  for (let at = content.indexOf(word); at !== -1 && found.length < most; at = content.indexOf(word, at + 1)) {
    const line = content.lastIndexOf('\n', at) + 1;
    // What is further left on a line this long is not looked for.
    const before = content.slice(Math.max(line, at - longest), at);
    const hash = /(?<=^|[ \t\uFEFF])#+[ \t]*$/.exec(before);
    if (hash === null) continue;
    const around = surroundings(content, root, at - before.length + hash.index, inOrder);
    if (around === undefined) continue;
    const own = /^[-\s\uFEFF]*(#|$)/.test(before);
    const text = content.slice(at, lineEnd(content, at)).trimEnd();
    found.push({
      text,
      span: { start: at, end: at + text.length },
      trailing: !own,
      pointer: own ? (around.next ?? around.holder) : around.last,
      next: around.next,
    });
    // The word again on the line belongs to this comment.
    at += text.length - word.length;
  }
  return found;
}

/** In UTF-16 units. */
const longest = 10_000;

/** A member with its key, and where it begins. */
interface Started {
  readonly key: string;
  readonly member: Entry;
  readonly start: number;
}

type Order = (members: ReadonlyMap<string, Entry>) => readonly Started[];

/** Gives what puts members in the order in which they begin, once for each collection. */
function createOrder(): Order {
  const known = new Map<ReadonlyMap<string, Entry>, readonly Started[]>();
  return (members) => {
    const ordered =
      known.get(members) ??
      [...members]
        .map(([key, member]) => ({ key, member, start: member.key?.start ?? member.value.start }))
        .sort((a, b) => a.start - b.start);
    known.set(members, ordered);
    return ordered;
  };
}

interface Surroundings {
  /** The innermost collection around the offset. */
  readonly holder: Pointer;
  /** The innermost value that began before it. */
  readonly last: Pointer;
  readonly next: Pointer | undefined;
}

/** Takes an offset; gives what is around it, undefined where it is inside a scalar or a key. */
function surroundings(content: string, root: Entry, at: number, inOrder: Order): Surroundings | undefined {
  let entry = root;
  let holder = rootPointer;
  let next: { readonly pointer: Pointer; readonly start: number } | undefined;
  for (;;) {
    const members = inOrder(entry.members());
    const behind = firstNotBefore(members, at);
    const follower = members[behind];
    if (follower && (next === undefined || follower.start < next.start))
      next = { pointer: appendKey(holder, follower.key), start: follower.start };
    const within = members[behind - 1];
    if (within === undefined) {
      if (members.length === 0 && inScalar(content, entry.value, at)) return undefined;
      return { holder, last: holder, next: next?.pointer };
    }
    const { member, key } = within;
    const pointer = appendKey(holder, key);
    if (member.key !== undefined && at < member.key.end) return undefined;
    // An alias has the members of its anchor, which stand elsewhere.
    if (at >= member.value.end) return { holder, last: pointer, next: next?.pointer };
    entry = member;
    holder = pointer;
  }
}

/** The index of the first that begins at the offset or behind it; their number where there is none. */
function firstNotBefore(members: readonly Started[], at: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle]?.start ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inScalar(content: string, { start, end }: Span, at: number): boolean {
  if (at < start || at >= end) return false;
  const first = content.charAt(start);
  if (first === '{' || first === '[') return false;
  // Behind the `|` of a block scalar may stand a comment.
  return (first !== '|' && first !== '>') || at > lineEnd(content, start);
}
