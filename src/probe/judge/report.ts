import type { Collector } from '../../findings/collect.ts';
import type { ProbeCheck } from '../check.ts';
import type { Facts } from './facts.ts';

/** Takes checks, the facts of an exchange and a collector; lets every check report what it finds. */
export function runChecks(checks: readonly ProbeCheck[], facts: Facts, collector: Collector): void {
  for (const check of checks) if (check.judge) check.judge(facts, collector.reporter(check));
}
