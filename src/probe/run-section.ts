import type { Finding } from '../findings/finding.ts';
import type { ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import type { ProbeOutcome } from './run-outcome.ts';
import type { ProbeResult } from './run.ts';

/** Takes a result, and the findings of a report in their order; gives the report's section, with their indexes. */
export function sectionOf(
  result: Pick<ProbeResult, 'mode' | 'target' | 'exchanges' | 'coverage'>,
  findings: readonly Finding[],
): ProbeSection {
  const indexes = new Map(findings.map(({ fingerprint }, index) => [fingerprint, index]));
  return {
    mode: result.mode,
    ...(result.target !== undefined && { target: result.target }),
    coverage: result.coverage,
    exchanges: result.exchanges.map((exchange) => {
      const left = exchange.findings.flatMap(({ fingerprint }) => indexes.get(fingerprint) ?? []);
      return withOutcome(exchange, left, findings);
    }),
  };
}

/** An exchange whose findings are all left out, by a baseline or an ignore, is none that failed. */
function withOutcome(
  exchange: ProbeOutcome,
  left: readonly number[],
  findings: readonly Finding[],
): ProbedExchange {
  const { outcome, reproduce, ...rest } = exchange;
  const fails = left.some((index) => findings[index]?.severity === 'error');
  if (left.length === exchange.findings.length || outcome === 'pass' || outcome === 'skip' || fails)
    return { ...exchange, findings: left };
  // Of one that could not be judged nobody knows whether it is right.
  const now = outcome === 'fail' ? 'pass' : left.length > 0 ? outcome : 'skip';
  return {
    ...rest,
    outcome: now,
    findings: left,
    ...(now === 'error' && reproduce !== undefined && { reproduce }),
  };
}
