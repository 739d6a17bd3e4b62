import type { DiffCheck } from '../../diff/check.ts';
import { verdictOf } from '../../diff/policy-verdict.ts';
import type { Finding } from '../../findings/finding.ts';
import type { DiffChange, DiffSection } from '../../findings/run-report.ts';

/**
 * Takes a comparison, all findings that it made, those that comments in the descriptions left, and those that the
 * baseline left of these, and the checks; gives it with the changes marked that somebody has decided to live with: they break nobody.
 */
export function settle(
  section: DiffSection,
  made: readonly Finding[],
  uncommented: readonly Finding[],
  fresh: readonly Finding[],
  checks: readonly DiffCheck[],
): DiffSection {
  const [all, commented, left] = [made, uncommented, fresh].map(keysOf) as [Keys, Keys, Keys];
  const changes = section.changes.map((change): DiffChange => {
    const key = changeKey(change);
    if (change.accepted || !all.has(key) || left.has(key)) return change;
    const by = commented.has(key) ? 'baseline' : 'comment';
    return { ...change, breaking: false, accepted: { by } };
  });
  return { ...section, changes, ...verdictOf(changes, checks) };
}

type Keys = ReadonlySet<string>;

function keysOf(findings: readonly Finding[]): Keys {
  return new Set(findings.map(({ code, message, location }) => keyOf(code, message, location)));
}

/** A finding stands where its change is in `after`, or else where it was. */
function changeKey({ code, message, before, after }: DiffChange): string {
  const location = after ?? before;
  return location === undefined ? '' : keyOf(code, message, location);
}

function keyOf(
  code: string,
  message: string,
  { uri, pointer, range: { start } }: Finding['location'],
): string {
  return JSON.stringify([code, message, uri, pointer, start.line, start.column]);
}
