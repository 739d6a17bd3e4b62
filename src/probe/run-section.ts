import type { Finding } from '../findings/finding.ts';
import type { ProbeSection } from '../findings/run-report.ts';
import { countTallies, skippedOf } from './run-fold.ts';
import type { ProbeOutcome } from './run-outcome.ts';
import type { ProbeResult } from './run.ts';
import { skipReasons } from './skip-reasons.ts';

/** Takes a result, and the findings of a report in their order; gives the report's section, with their indexes. */
export function sectionOf(
  result: Pick<ProbeResult, 'mode' | 'target' | 'exchanges' | 'tallies' | 'coverage' | 'untried' | 'left'>,
  findings: readonly Finding[],
): ProbeSection {
  const indexes = new Map(findings.map(({ fingerprint }, index) => [fingerprint, index]));
  const indexesOf = (all: readonly Finding[]): number[] =>
    all.flatMap(({ fingerprint }) => indexes.get(fingerprint) ?? []);
  const tallies = result.tallies.map(({ number, ...each }) => {
    const outcome = outcomeNow(each, indexesOf(each.findings), findings);
    const skipped = outcome === 'skip' ? (each.skipped ?? skipReasons.ignored) : undefined;
    return { number, outcome, ...(skipped !== undefined && { skipped }) };
  });
  const skipped = skippedOf(tallies);
  return {
    mode: result.mode,
    ...(result.target !== undefined && { target: result.target }),
    coverage: result.coverage,
    counts: countTallies(tallies),
    ...(skipped.length > 0 && { skipped }),
    ...(result.untried.length > 0 && { untried: result.untried }),
    ...(result.left.length > 0 && { left: result.left }),
    exchanges: result.exchanges.map(({ reproduce, prepare, ...exchange }) => {
      const left = indexesOf(exchange.findings);
      const outcome = outcomeNow(exchange, left, findings);
      const repeated =
        outcome === 'fail' ||
        outcome === 'error' ||
        (result.mode === 'live' && left.some((index) => findings[index]?.severity === 'warning'));
      return {
        ...exchange,
        outcome,
        ...(outcome === 'skip' && { skipped: exchange.skipped ?? skipReasons.ignored }),
        findings: left,
        ...(repeated && reproduce !== undefined && { reproduce }),
        ...(repeated && prepare !== undefined && { prepare }),
      };
    }),
  };
}

/** An exchange whose findings are all left out, by a baseline or an ignore, is none that failed. */
function outcomeNow(
  { outcome, findings: found }: Pick<ProbeOutcome, 'outcome' | 'findings'>,
  left: readonly number[],
  findings: readonly Finding[],
): ProbeOutcome['outcome'] {
  if (left.length === found.length || outcome === 'pass' || outcome === 'skip') return outcome;
  if (outcome === 'fail')
    return left.some((index) => findings[index]?.severity === 'error') ? 'fail' : 'pass';
  // Of one that could not be judged nobody knows whether it is right.
  return left.length > 0 ? 'error' : 'skip';
}
