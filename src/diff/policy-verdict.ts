import type { DiffCheck } from './check.ts';
import type { DiffChange, DiffSection } from '../findings/run-report.ts';

/** What all changes together come to. */
export type DiffVerdict = Pick<DiffSection, 'breaking' | 'semver'>;

/**
 * Takes changes and the checks that made them; gives whether they break anybody, and which part of a version they call for (Semantic Versioning
 * 2.0.0, section 6 to 8): what breaks is major, and so is what might; what adds is minor; words are a patch. What a team lives with
 * calls for no more than any other change.
 */
export function verdictOf(changes: readonly DiffChange[], checks: readonly DiffCheck[]): DiffVerdict {
  const documentary = new Set(checks.flatMap((check) => (check.documentary ? [check.code] : [])));
  return {
    breaking: changes.some(({ breaking }) => breaking === true),
    semver: changes.some(({ breaking }) => breaking !== false)
      ? 'major'
      : changes.some(({ code }) => !documentary.has(code))
        ? 'minor'
        : changes.length > 0
          ? 'patch'
          : 'none',
  };
}
