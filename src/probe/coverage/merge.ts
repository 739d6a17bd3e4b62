import { coverageKinds, type Coverage, type Covered } from '../../findings/run-report.ts';

/** The coverage of a contract, and its uri. */
export interface OfSpec {
  readonly spec: string | undefined;
  readonly coverage: Coverage;
}

/** Takes the coverage of several contracts, each of its own; gives that of all, what names a part with its contract. */
export function sumCoverage(all: readonly OfSpec[]): Coverage {
  const counts = Object.fromEntries(
    coverageKinds.map((kind) => [kind, sum(all.map(({ coverage }) => coverage[kind]))]),
  ) as Record<(typeof coverageKinds)[number], Covered>;
  // Two contracts may well have operations, and so responses and parameters, of the same name.
  const named = <T extends { readonly spec?: string }>(part: T, spec: string | undefined): T =>
    all.length === 1 || spec === undefined || part.spec !== undefined ? part : { ...part, spec };
  return {
    ...counts,
    uncovered: all.flatMap(({ coverage }) => coverage.uncovered),
    unseen: all.flatMap(({ coverage, spec }) => coverage.unseen.map((one) => named(one, spec))),
    byOperation: all.flatMap(({ coverage, spec }) => coverage.byOperation.map((one) => named(one, spec))),
  };
}

function sum(counts: readonly Covered[]): Covered {
  return {
    covered: counts.reduce((total, { covered }) => total + covered, 0),
    total: counts.reduce((all, { total }) => all + total, 0),
  };
}
