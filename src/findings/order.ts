import type { Finding } from './finding.ts';

/** Compares two texts by UTF-16 unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of a report: by uri, then position, then code, then message. Takes two findings; gives a sign. */
export function compareFindings(a: Pick<Finding, 'code' | 'location' | 'message'>, b: typeof a): number {
  const from = a.location.range.start;
  const to = b.location.range.start;
  return (
    compareText(a.location.uri, b.location.uri) ||
    from.line - to.line ||
    from.column - to.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}
