import {
  coverageKinds,
  type Coverage,
  type CoverageKind,
  type Covered,
  type OperationCoverage,
  type ResponseCoverage,
  type Unseen,
} from '../../findings/run-report.ts';

/** The coverage of several runs together. */
export interface United {
  readonly coverage: Coverage;
  /** Kinds of which more may be covered than is known, as a run has listed only some of what it has not seen. */
  readonly atLeast: readonly CoverageKind[];
}

/**
 * Takes what several runs have covered of the same contracts, at least one; gives what they cover together: what is
 * covered in one of them. Undefined where they are not of the same contracts, operation by operation.
 */
export function uniteCoverage(all: readonly [Coverage, ...Coverage[]]): United | undefined {
  const [first] = all;
  const alike = all.every(
    (one) =>
      coverageKinds.every((kind) => one[kind].total === first[kind].total) &&
      one.byOperation.length === first.byOperation.length &&
      one.byOperation.every((operation, index) => sameOperation(operation, first.byOperation[index])),
  );
  if (!alike) return undefined;
  const byOperation = first.byOperation.map((one, index) =>
    sumOperation(
      one,
      all.flatMap((coverage) => coverage.byOperation[index] ?? []),
    ),
  );
  const documented = byOperation.flatMap(({ responses }) => responses.filter((one) => one.documented));
  const unseen = inAll(
    all.map((one) => one.unseen),
    ({ kind, name, spec = '' }) => `${kind} ${name} ${spec}`,
  );
  const atLeast: CoverageKind[] = [];
  const covered = (kind: Unseen['kind']): Covered => {
    const { total } = first[kind];
    const listsAll = all.every((one) => one[kind].total - one[kind].covered === ofKind(one.unseen, kind));
    if (listsAll) return { covered: total - ofKind(unseen, kind), total };
    atLeast.push(kind);
    return { covered: Math.max(...all.map((one) => one[kind].covered)), total };
  };
  const coverage: Coverage = {
    operations: { covered: count(byOperation), total: first.operations.total },
    responses: { covered: count(documented), total: first.responses.total },
    mediaTypes: covered('mediaTypes'),
    parameters: covered('parameters'),
    requestProperties: covered('requestProperties'),
    responseProperties: covered('responseProperties'),
    enumValues: covered('enumValues'),
    alternatives: covered('alternatives'),
    uncovered: byOperation.flatMap(uncoveredOf),
    unseen,
    byOperation,
  };
  return { coverage, atLeast };
}

function sumOperation(one: OperationCoverage, all: readonly OperationCoverage[]): OperationCoverage {
  const rows = new Map<string, ResponseCoverage>();
  for (const row of all.flatMap(({ responses }) => responses)) {
    const key = `${row.documented ? 'a' : 'b'} ${row.status}`;
    const exchanges = (rows.get(key)?.exchanges ?? 0) + row.exchanges;
    rows.set(key, { ...row, exchanges });
  }
  const responses = [...rows.values()];
  return {
    ...one,
    exchanges: all.reduce((sum, { exchanges }) => sum + exchanges, 0),
    // As one run lists them: first those that are documented.
    responses: [...responses.filter((row) => row.documented), ...responses.filter((row) => !row.documented)],
  };
}

/** What every list has, in the order of the first; a name that is there twice as often as it is in each. */
function inAll<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): T[] {
  const [first = [], ...others] = lists;
  const left = others.map((list) => {
    const counts = new Map<string, number>();
    for (const item of list) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
    return counts;
  });
  return first.filter((item) => {
    const key = keyOf(item);
    if (left.some((counts) => (counts.get(key) ?? 0) === 0)) return false;
    for (const counts of left) counts.set(key, (counts.get(key) ?? 0) - 1);
    return true;
  });
}

function ofKind(unseen: readonly Unseen[], kind: Unseen['kind']): number {
  return unseen.reduce((sum, one) => sum + (one.kind === kind ? 1 : 0), 0);
}

function count(all: readonly { readonly exchanges: number }[]): number {
  return all.reduce((sum, { exchanges }) => sum + (exchanges > 0 ? 1 : 0), 0);
}

/** As a run lists them: an operation without responses, else each response that was not seen. */
function uncoveredOf({ operation, exchanges, responses }: OperationCoverage): string[] {
  const key = `${operation.method.toUpperCase()} ${operation.path}`;
  const documented = responses.filter((row) => row.documented);
  if (documented.length === 0 && exchanges === 0) return [key];
  return documented.flatMap((row) => (row.exchanges === 0 ? [`${key} ${row.status}`] : []));
}

function sameOperation(a: OperationCoverage, b: OperationCoverage | undefined): boolean {
  return (
    a.operation.method === b?.operation.method && a.operation.path === b.operation.path && a.spec === b.spec
  );
}
