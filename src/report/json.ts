import { unfoldsBeyond } from '../document/unfolded-size.ts';
import type { Finding } from '../findings/finding.ts';
import { printableJson } from './printable.ts';
import type { RunReport } from '../findings/run-report.ts';

/**
 * Takes a report; gives it as one JSON value (RFC 8259) with a line feed at its end. Lone surrogates, which UTF-8
 * cannot carry, stand escaped. What was sent and came back is left to formats for people.
 */
export function jsonReport(report: RunReport): string {
  return `${printableJson(JSON.stringify(withoutEndless(withoutMessages(report)), null, 2))}\n`;
}

/** As many parts as a value may have that stands in evidence. */
const mostParts = 100_000;

/** Values of YAML that unfold, by its aliases, to more than can be written out are left out of the evidence. */
function withoutEndless(report: RunReport): RunReport {
  const isEndless = ({ evidence }: Finding): boolean =>
    (evidence?.kind === 'violation' && unfoldsBeyond(evidence.actual, mostParts)) ||
    (evidence?.kind === 'change' && unfoldsBeyond([evidence.before, evidence.after], mostParts));
  if (!report.findings.some(isEndless)) return report;
  const findings = report.findings.map((finding): Finding => {
    const { evidence } = finding;
    if (!evidence || !isEndless(finding)) return finding;
    return {
      ...finding,
      evidence:
        evidence.kind === 'violation' ? { kind: 'violation', keyword: evidence.keyword } : { kind: 'change' },
    };
  });
  return { ...report, findings };
}

function withoutMessages(report: RunReport): RunReport {
  const { probe } = report;
  if (!probe?.exchanges.some(({ messages }) => messages)) return report;
  const exchanges = probe.exchanges.map(({ messages: _, ...exchange }) => exchange);
  return { ...report, probe: { ...probe, exchanges } };
}
