import { coverageKinds, type Coverage, type Covered } from '../../findings/run-report.ts';

/** Takes the coverage of several contracts, each of its own; gives that of all. */
export function sumCoverage(all: readonly Coverage[]): Coverage {
  const counts = Object.fromEntries(
    coverageKinds.map((kind) => [kind, sum(all.map((coverage) => coverage[kind]))]),
  ) as Record<(typeof coverageKinds)[number], Covered>;
  return {
    ...counts,
    uncovered: all.flatMap(({ uncovered }) => uncovered),
    unseen: all.flatMap(({ unseen }) => unseen),
    byOperation: all.flatMap(({ byOperation }) => byOperation),
  };
}

function sum(counts: readonly Covered[]): Covered {
  return {
    covered: counts.reduce((total, { covered }) => total + covered, 0),
    total: counts.reduce((all, { total }) => all + total, 0),
  };
}
