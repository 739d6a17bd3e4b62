import type { Severity } from './finding.ts';
import type { FindingMeta } from './meta.ts';

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Takes two severities; gives the lesser one. */
export function lesser(a: Severity | 'off', b: Severity | undefined): Severity | 'off' {
  if (a === 'off' || b === undefined) return a;
  return ranks[b] < ranks[a] ? b : a;
}

/** Takes two severities; gives the graver one. */
export function graver(a: Severity, b: Severity): Severity {
  return ranks[b] > ranks[a] ? b : a;
}

/** How severe a finding is where no config says anything: takes its kind, and what it weighs by its own account. */
export function defaultSeverity(
  { severity }: Pick<FindingMeta, 'severity'>,
  _location: unknown,
  own?: Severity,
): Severity | 'off' {
  return lesser(severity, own);
}
