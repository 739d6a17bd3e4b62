import type { SpecName } from '../../findings/run-report.ts';
import { sumCoverage } from '../../probe/coverage/merge.ts';
import type { ProbeResult } from '../../probe/run.ts';
import { sumLeft } from '../../probe/generate/left-behind.ts';
import { sumUntried } from '../../probe/generate/untried.ts';

/** Takes what was found in the exchanges of several contracts, and the contracts; gives it as of one run. */
export function mergeResults(
  results: readonly ProbeResult[],
  specs: readonly SpecName[],
): Omit<ProbeResult, 'documents' | 'blot' | 'redactor'> {
  const targets = new Set(results.flatMap(({ target }) => target ?? []));
  return {
    mode: results.some(({ mode }) => mode === 'live') ? 'live' : 'offline',
    target: targets.size === 0 ? undefined : [...targets].join(', '),
    exchanges: results.flatMap(({ exchanges }) => exchanges),
    counts: sumCounts(results),
    untried: sumUntried(results.flatMap(({ untried }) => untried)),
    left: sumLeft(results.flatMap(({ left }) => left)),
    tallies: results.flatMap(({ tallies }) => tallies),
    findings: results.flatMap(({ findings }) => findings),
    allowed: results.reduce((sum, { allowed }) => sum + allowed, 0),
    coverage: sumCoverage(results.map(({ coverage }, index) => ({ coverage, spec: specs[index]?.uri }))),
  };
}

function sumCounts(results: readonly ProbeResult[]): ProbeResult['counts'] {
  const add = (part: keyof ProbeResult['counts']) =>
    results.reduce((total, { counts }) => total + counts[part], 0);
  return {
    total: add('total'),
    pass: add('pass'),
    fail: add('fail'),
    error: add('error'),
    skip: add('skip'),
  };
}
