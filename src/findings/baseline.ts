import type { Finding } from './finding.ts';

/** The fingerprints that a team has decided to live with, with their codes for whoever reads the file. */
export interface Baseline {
  readonly baselineVersion: 1;
  readonly findings: readonly { readonly fingerprint: string; readonly code: string; readonly uri: string }[];
}

/** Takes the value of a baseline file; gives it typed, or undefined where it is not one. */
export function readBaseline(value: unknown): Baseline | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { baselineVersion, findings } = value as Partial<Record<keyof Baseline, unknown>>;
  if (baselineVersion !== 1 || !Array.isArray(findings)) return undefined;
  const entries = findings.filter(
    (entry): entry is Baseline['findings'][number] =>
      typeof entry === 'object' &&
      entry !== null &&
      typeof (entry as { fingerprint?: unknown }).fingerprint === 'string',
  );
  return { baselineVersion: 1, findings: entries };
}

/** Takes findings; gives the baseline that would leave out all of them. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  return {
    baselineVersion: 1,
    findings: findings.map(({ fingerprint, code, location }) => ({ fingerprint, code, uri: location.uri })),
  };
}

/** Takes findings and a baseline; gives those that are new, and how many are not. */
export function withoutBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
): { readonly fresh: readonly Finding[]; readonly suppressed: number } {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const fresh = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  return { fresh, suppressed: findings.length - fresh.length };
}
