import type { Operation } from '../../openapi/model.ts';
import { noOffenders, type Offenders } from './offenders.ts';

/** What an operation was found not to take. */
export interface Experience {
  offenders: Offenders;
  /** Even what is required and no more is refused: nothing else about it can be learned. */
  refusesAll: boolean;
  /** Even what is required and no more makes the provider fail: that it fails at others too is nothing new. */
  failsAtAll: boolean;
  /** Whether anything was served. */
  served: boolean;
  /** Whether what was served last is a list of nothing: another time, there may be something. */
  empty: boolean;
  /** How often what it needs was made anew. */
  renewals: number;
  /** How often what was served was sent again at once. */
  repeats: number;
  /** How often what was updated was read again. */
  updates: number;
  /** Whether it was tried without the claim on what it is about. */
  claims: boolean;
  /** The usual requests that were sent: only what was learned since makes others of them. */
  readonly usual: Set<string>;
}

/** Gives what tells what was found out about an operation, nothing at first. */
export function createExperiences(): (operation: Operation) => Experience {
  const learned = new Map<Operation, Experience>();
  return (operation) => {
    const found = learned.get(operation) ?? {
      offenders: noOffenders,
      refusesAll: false,
      failsAtAll: false,
      served: false,
      empty: false,
      renewals: 0,
      repeats: 0,
      updates: 0,
      claims: false,
      usual: new Set<string>(),
    };
    learned.set(operation, found);
    return found;
  };
}
