import type { FindingMeta, Messages, Reporter } from '../findings/meta.ts';
import type { Facts } from './judge/facts.ts';

/** A check: what it is, and what it says of an exchange. The framework matches, decodes and judges; it reports. */
export interface ProbeCheck<M extends Messages = Messages> extends FindingMeta<M> {
  /** Called once for each exchange. Absent where the finding is made while recordings are read. */
  judge?(facts: Facts, report: Reporter<M>): void;
}

/** Takes a check as written; gives it with its message ids checked against what it reports. */
export function defineProbeCheck<const M extends Messages>(check: ProbeCheck<M>): ProbeCheck<M> {
  return check;
}
