import { coverageKinds, type Coverage, type CoverageKind, type Covered } from '../findings/run-report.ts';

const words: Readonly<Record<CoverageKind, string>> = {
  operations: 'operations',
  responses: 'responses',
  mediaTypes: 'media types',
  parameters: 'parameters',
  requestProperties: 'request properties',
  responseProperties: 'response properties',
  enumValues: 'enum values',
  alternatives: 'alternatives',
};

/** One kind of what can be covered, in words, and how much of it is. */
export interface CoverageRow extends Covered {
  readonly kind: CoverageKind;
  readonly name: string;
  /** In whole percent; nothing of nothing is all. */
  readonly percent: number;
}

/** Takes coverage; gives a row for each kind that the contract has anything of. */
export function coverageRows(coverage: Coverage): CoverageRow[] {
  return coverageKinds.flatMap((kind) => {
    const { covered, total } = (coverage[kind] as Covered | undefined) ?? { covered: 0, total: 0 };
    if (total === 0 && kind !== 'operations') return [];
    const percent = total === 0 ? 100 : Math.floor((covered / total) * 100);
    return [{ kind, name: words[kind], covered, total, percent }];
  });
}
