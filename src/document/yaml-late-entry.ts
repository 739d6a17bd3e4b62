import type { Span } from './document.ts';
import type { Entry } from './entry.ts';
import type { Collected } from './yaml-nodes.ts';

/** An entry whose end may be that of others, which are in it or stand for it. */
interface Unsettled extends Entry {
  readonly within?: () => readonly Unsettled[];
}

/** Finds the ends of what an entry ends with, from the inside out: each asking the next would go deeper than the stack. */
function settle(entry: Unsettled): void {
  const waiting = [entry];
  for (const each of waiting) for (const inner of each.within?.() ?? []) waiting.push(inner);
  for (const each of waiting.slice(1).reverse()) void each.value;
}

/** Takes what makes an entry, and its key; gives the entry, which is made when more than its key is asked for. */
export function lateEntry(make: () => Unsettled, key: Span): Entry {
  let entry: Unsettled | undefined;
  const made = (): Unsettled => (entry ??= make());
  const lazy: Unsettled = {
    key,
    get value() {
      settle(lazy);
      return made().value;
    },
    members: () => made().members(),
    merges: () => made().merges?.() ?? [],
    list: () => made().list?.() === true,
    within: () => [made()],
  };
  return lazy;
}

/** A collection whose entries are found when they are asked for. */
export interface LateCollection {
  readonly at: number;
  readonly key: Span | undefined;
  readonly list: boolean;
  /** Finds its entries. */
  readonly expand: () => Collected;
  /** Gives where it ends if it has none. */
  readonly emptyEnd: () => number;
}

/** Takes a collection; gives its entry, which ends where the last one in it does. */
export function collectionEntry({ at, key, list, expand, emptyEnd }: LateCollection): Entry {
  let known: Collected | undefined;
  let place: Span | undefined;
  const collected = (): Collected => (known ??= expand());
  const last = (): readonly Unsettled[] => {
    const { members, merges } = collected();
    return [[...members.values()].at(-1), merges.at(-1)].filter((entry) => entry !== undefined);
  };
  const span = (): Span => {
    settle(entry);
    const written = last().map((each) => Math.max(each.value.end, each.key?.end ?? 0));
    return { start: at, end: written.length > 0 ? Math.max(...written) : emptyEnd() };
  };
  const entry: Unsettled = {
    ...(key && { key }),
    get value() {
      return (place ??= span());
    },
    members: () => collected().members,
    merges: () => collected().merges,
    list: () => list,
    within: () => (place === undefined ? last() : []),
  };
  return entry;
}
