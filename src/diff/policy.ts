import type { Severity } from '../findings/finding.ts';

/** The stability levels that operations name in `x-stability-level`, the least stable first. */
export const stabilityLevels = ['draft', 'alpha', 'beta', 'stable'] as const;
export type StabilityLevel = (typeof stabilityLevels)[number];

/** Changes that no message decides, each with a severity of its own. */
export const policyChoices = [
  'parameterRemoved',
  'requestPropertyRemoved',
  'responsePropertyRemoved',
  'responseEnumValueAdded',
  'operationIdChanged',
  'defaultChanged',
] as const;
export type PolicyChoice = (typeof policyChoices)[number];

/** What a team has decided of changes that no message decides. */
export interface DiffPolicy {
  /**
   * For how many days something must have been announced to go before it goes, by the stability of its operation.
   * 0: being deprecated is enough, with or without a date.
   */
  readonly deprecationDays: Readonly<Record<StabilityLevel, number>>;
  /** The levels whose operations may change in any way. */
  readonly unstable: ReadonlySet<StabilityLevel>;
  /** Where the team has decided otherwise than the check. */
  readonly severities: Readonly<Partial<Record<PolicyChoice, Severity | 'off'>>>;
  /** The day of the comparison, as `2027-01-31`. */
  readonly today: string;
}

/** Takes the day of the comparison; gives what holds where a team has decided nothing. */
export function defaultPolicy(today: string): DiffPolicy {
  return {
    deprecationDays: { draft: 0, alpha: 0, beta: 0, stable: 0 },
    unstable: new Set(['draft', 'alpha']),
    severities: {},
    today,
  };
}
