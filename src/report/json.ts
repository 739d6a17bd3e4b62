import { printableJson } from './printable.ts';
import type { RunReport } from '../findings/run-report.ts';

/**
 * Takes a report; gives it as one JSON value (RFC 8259) with a line feed at its end. Lone surrogates, which UTF-8
 * cannot carry, stand escaped. What was sent and came back is left to formats for people.
 */
export function jsonReport(report: RunReport): string {
  return `${printableJson(JSON.stringify(withoutMessages(report), null, 2))}\n`;
}

function withoutMessages(report: RunReport): RunReport {
  const { probe } = report;
  if (!probe?.exchanges.some(({ messages }) => messages)) return report;
  const exchanges = probe.exchanges.map(({ messages: _, ...exchange }) => exchange);
  return { ...report, probe: { ...probe, exchanges } };
}
