import { numeral } from '../document/numerals.ts';
import type { ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import { printable } from './printable.ts';
import { coverageLines } from './text-coverage.ts';
import type { Theme } from './theme.ts';

/** Takes what was replayed, a theme and whether all is shown; gives how many exchanges came to what, and the coverage. */
export function probeLines(probe: ProbeSection, theme: Theme, whole: boolean): string[] {
  const { counts } = probe;
  const told = (['pass', 'fail', 'error', 'skip'] as const)
    .map((outcome) => [outcome, counts[outcome]] as const)
    .filter(([outcome, number]) => number > 0 || outcome === 'pass')
    .map(([outcome, number]) => `${numeral(number)} ${outcomeWords[outcome]}`);
  const where = probe.mode === 'live' ? `live on ${printable(probe.target ?? '')}` : 'offline';
  return [
    `${numeral(counts.total)} ${counts.total === 1 ? 'exchange' : 'exchanges'} ${where}: ${told.join(', ')}`,
    ...coverageLines(probe.coverage, theme, whole),
    '',
  ];
}

const outcomeWords: Readonly<Record<ProbedExchange['outcome'], string>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'not judged',
  skip: 'skipped',
};
