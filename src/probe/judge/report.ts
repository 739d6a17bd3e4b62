import type { Collector } from '../../findings/collect.ts';
import type { Messages, Reporter } from '../../findings/meta.ts';
import type { ProbeCheck } from '../check.ts';
import type { Facts } from './facts.ts';
import { bitsOf, signsOf } from './signs.ts';

interface Judging {
  readonly check: ProbeCheck;
  readonly judge: NonNullable<ProbeCheck['judge']>;
  readonly signs: number;
}

/** Those of some checks that judge exchanges, with what does it. */
const judging = new WeakMap<readonly ProbeCheck[], readonly Judging[]>();

/** Takes checks, the facts of an exchange and a collector; lets every check that may find something report it. */
export function runChecks(checks: readonly ProbeCheck[], facts: Facts, collector: Collector): void {
  let judges = judging.get(checks);
  if (!judges) {
    judges = checks.flatMap((check) =>
      check.judge ? [{ check, judge: check.judge, signs: bitsOf(check.signs) }] : [],
    );
    judging.set(checks, judges);
  }
  let asked: ProbeCheck | undefined;
  // One for all: most have nothing to report.
  const report: Reporter<Messages> = (told) => {
    if (asked) collector.reporter(asked)(told);
  };
  const present = signsOf(facts);
  for (const { check, judge, signs } of judges) {
    if ((signs & present) === 0) continue;
    asked = check;
    judge(facts, report);
  }
}
