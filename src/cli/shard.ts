import type { Shard } from './probe-options.ts';

/**
 * Takes items, what orders them and a part; gives those of that part, in the order given. They are dealt out in the
 * order of their names, so that every machine makes the same parts of the same items.
 */
export function shardOf<T>(items: readonly T[], nameOf: (item: T) => string, { index, count }: Shard): T[] {
  const names = [...new Set(items.map(nameOf))].sort((a, b) => (a < b ? -1 : 1));
  const part = new Set(names.filter((_, place) => place % count === index - 1));
  return items.filter((item) => part.has(nameOf(item)));
}
