import type { Finding } from '../findings/finding.ts';

/** Of findings that differ in names and numbers only, this many are shown whole. */
export const shownWhole = 3;

/** What findings that fold have in common: all but names, numbers and places. */
export function shape({ code, severity, message, location }: Finding): string {
  const words = message.replace(/"[^"]*"|`[^`]*`|'[^']*'|\d+|\/\S*/g, '·');
  return [location.uri, severity, code, words].join('\n');
}

/** Takes things and what each is filed under; gives them by that, both in the order in which they came. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
