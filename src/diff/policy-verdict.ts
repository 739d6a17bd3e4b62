import type { DiffChange, DiffSection } from '../findings/run-report.ts';

/** What all changes together come to. */
export type DiffVerdict = Pick<DiffSection, 'breaking' | 'semver'>;

/**
 * Takes changes; gives whether they break anybody, and which part of a version they call for (Semantic Versioning
 * 2.0.0, section 6 to 8): what breaks is major, and so is what might; what adds is minor. What a team lives with
 * calls for no more than any other change.
 */
export function verdictOf(changes: readonly DiffChange[]): DiffVerdict {
  return {
    breaking: changes.some(({ breaking }) => breaking === true),
    semver: changes.some(({ breaking }) => breaking !== false)
      ? 'major'
      : changes.length > 0
        ? 'minor'
        : 'none',
  };
}
