import type { Collector } from '../../findings/collect.ts';
import type { Messages, Reporter } from '../../findings/meta.ts';
import type { ProbeCheck } from '../check.ts';
import type { Facts } from './facts.ts';

/** Those of some checks that judge exchanges, with what does it. */
const judging = new WeakMap<
  readonly ProbeCheck[],
  readonly { readonly check: ProbeCheck; readonly judge: NonNullable<ProbeCheck['judge']> }[]
>();

/** Takes checks, the facts of an exchange and a collector; lets every check report what it finds. */
export function runChecks(checks: readonly ProbeCheck[], facts: Facts, collector: Collector): void {
  let judges = judging.get(checks);
  if (!judges) {
    judges = checks.flatMap((check) => (check.judge ? [{ check, judge: check.judge }] : []));
    judging.set(checks, judges);
  }
  let asked: ProbeCheck | undefined;
  // One for all: most have nothing to report.
  const report: Reporter<Messages> = (told) => {
    if (asked) collector.reporter(asked)(told);
  };
  for (const { check, judge } of judges) {
    asked = check;
    judge(facts, report);
  }
}
