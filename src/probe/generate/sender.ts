import type { Collector } from '../../findings/collect.ts';
import type { Facts } from '../judge/facts.ts';
import type { Ran } from '../run-outcome.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';

/** What sends a request that was made up, and judges the answer. */
export interface Sender {
  /**
   * Takes a draft, and what reports more of the answer than the checks do; gives what it came to, undefined where the
   * request cannot be written or the user chose others.
   */
  send(draft: Draft, also?: (facts: Facts, collector: Collector) => void): Promise<Answered | undefined>;
  /** How many requests were sent. */
  requests(): number;
  /** Nobody listens any more: nothing is sent. */
  gone(): boolean;
  readonly ids: KnownIds;
}

/** What a request came to. */
export interface Answered {
  readonly facts: Facts;
  /** What a report says of it: of an attempt that led to a smaller one, nothing is told. */
  ran(): Ran;
}
