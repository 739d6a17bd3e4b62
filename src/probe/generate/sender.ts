import type { Collector } from '../../findings/collect.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Sent } from '../live/sent.ts';
import type { Facts } from '../judge/facts.ts';
import type { Ran } from '../run-outcome.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';

/** What sends a request that was made up, and judges the answer. */
export interface Sender {
  /**
   * Takes a draft, what reports more of the answer than the checks do, and whether another user is to send it; gives what
   * it came to, undefined where the request cannot be written or the user chose others.
   */
  send(
    draft: Draft,
    also?: (facts: Facts, collector: Collector) => void,
    as?: 'other',
  ): Promise<Answered | undefined>;
  /**
   * The same, whichever operations the user chose: what leaves things as they were, or looks how they are. What is not
   * chosen is not told of.
   */
  tidy(draft: Draft, also?: (facts: Facts, collector: Collector) => void): Promise<Answered | undefined>;
  /** Takes what was sent by others than this; gives what the answer came to. */
  judge(sent: Sent): Answered;
  /** Takes an operation; gives a request to it that the contract allows, the last that was served where one was. */
  allowed(operation: Operation): Draft | undefined;
  /** How many requests were sent. */
  requests(): number;
  /** Takes an operation; gives whether a request to it was sent, or is none that the user chose. */
  tried(operation: Operation): boolean;
  /** Nobody listens any more: nothing is sent. */
  gone(): boolean;
  readonly ids: KnownIds;
}

/** What a request came to. */
export interface Answered {
  readonly facts: Facts;
  /** Whether the user chose its operation. */
  readonly chosen: boolean;
  /** What a report says of it: of an attempt that led to a smaller one, nothing is told. */
  ran(): Ran;
}
