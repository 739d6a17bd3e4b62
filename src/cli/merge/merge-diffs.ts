import type { OperationName } from '../../findings/finding.ts';
import type { DiffSection } from '../../findings/run-report.ts';

const semvers = ['none', 'patch', 'minor', 'major'] as const;

/** Takes the sections of several reports of `diff`; gives that of all: each change once, and the greatest step. */
export function mergeDiffs(sections: readonly DiffSection[]): DiffSection {
  const operations = (kind: keyof DiffSection['operations']): OperationName[] =>
    unique(sections.flatMap((section) => section.operations[kind]));
  const sum = (part: keyof DiffSection['pairs']): number =>
    sections.reduce((total, { pairs }) => total + (pairs[part] ?? 0), 0);
  const greatest = Math.max(0, ...sections.map(({ semver }) => semvers.indexOf(semver)));
  return {
    changes: unique(sections.flatMap(({ changes }) => changes)),
    breaking: sections.some(({ breaking }) => breaking),
    semver: semvers[greatest] ?? 'none',
    operations: {
      added: operations('added'),
      removed: operations('removed'),
      changed: operations('changed'),
    },
    pairs: {
      compared: sum('compared'),
      equivalent: sum('equivalent'),
      contained: sum('contained'),
      proven: sum('proven'),
      unproven: sum('unproven'),
    },
  };
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
