import type { FindingMeta, Messages, Reporter } from '../findings/meta.ts';
import type { Facts } from './judge/facts.ts';
import type { Sign } from './judge/signs.ts';

/** A check: what it is, and what it says of an exchange. The framework matches, decodes and judges; it reports. */
export interface ProbeCheck<M extends Messages = Messages> extends FindingMeta<M> {
  /** One of these is in every exchange that it has something to report of; undefined where it looks at them all. */
  readonly signs?: readonly Sign[];
  /** Called once for each exchange that may have it. Absent where the finding is made while recordings are read. */
  judge?(facts: Facts, report: Reporter<M>): void;
}

/** Takes a check as written; gives it with its message ids checked against what it reports. */
export function defineProbeCheck<const M extends Messages>(check: ProbeCheck<M>): ProbeCheck<M> {
  return check;
}
