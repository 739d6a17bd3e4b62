import { printableJson } from './printable.ts';
import type { RunReport } from '../findings/run-report.ts';

/**
 * Takes a report; gives it as one JSON value (RFC 8259) with a line feed at its end. Lone surrogates, which UTF-8
 * cannot carry, stand escaped.
 */
export function jsonReport(report: RunReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}
