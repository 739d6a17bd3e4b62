import type { DiffCheck } from '../../diff/check.ts';
import { verdictOf } from '../../diff/policy-verdict.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Ignore } from '../../findings/ignores.ts';
import type { Accepted, DiffChange, DiffSection } from '../../findings/run-report.ts';

/** Findings of a comparison, and what became of them. */
export interface Course {
  /** Those that it made, and by comments in the descriptions left out. */
  readonly ignored: ReadonlyMap<Finding, Ignore>;
  /** Those that comments left. */
  readonly uncommented: readonly Finding[];
  /** Those that the baseline left of these. */
  readonly fresh: readonly Finding[];
}

/**
 * Takes a comparison, what became of its findings, and its checks; gives it with the changes marked that somebody has
 * decided to live with: they break nobody.
 */
export function settle(
  section: DiffSection,
  { ignored, uncommented, fresh }: Course,
  checks: readonly DiffCheck[],
): DiffSection {
  const comments = new Map([...ignored].map(([finding, ignore]) => [findingKey(finding), ignore]));
  const before = new Set(uncommented.map(findingKey));
  const left = new Set(fresh.map(findingKey));
  const changes = section.changes.map((change): DiffChange => {
    const key = changeKey(change);
    if (change.accepted || left.has(key)) return change;
    const comment = comments.get(key);
    if (comment) return { ...change, breaking: false, accepted: byComment(comment) };
    return before.has(key) ? { ...change, breaking: false, accepted: { by: 'baseline' } } : change;
  });
  return { ...section, changes, ...verdictOf(changes, checks) };
}

function byComment({ reason, until }: Ignore): Accepted {
  return { by: 'comment', ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) };
}

function findingKey({ code, message, location }: Finding): string {
  return keyOf(code, message, location);
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
