import type { Finding } from '../findings/finding.ts';
import type { ProbeSection } from '../findings/run-report.ts';
import type { ProbeResult } from './run.ts';

/** Takes a result, and the findings of a report in their order; gives the report's section, with their indexes. */
export function sectionOf(
  result: Omit<ProbeResult, 'documents' | 'blot' | 'redactor'>,
  findings: readonly Finding[],
): ProbeSection {
  const indexes = new Map(findings.map(({ fingerprint }, index) => [fingerprint, index]));
  return {
    mode: result.mode,
    ...(result.target !== undefined && { target: result.target }),
    coverage: result.coverage,
    counts: result.counts,
    exchanges: result.exchanges.map((exchange) => ({
      ...exchange,
      findings: exchange.findings.flatMap(({ fingerprint }) => indexes.get(fingerprint) ?? []),
    })),
  };
}
