import type { SeverityOf } from '../findings/collect.ts';
import type { Naming } from '../findings/fingerprint.ts';
import type { AsyncApi } from './asyncapi/model.ts';
import type { Facts } from './judge/facts.ts';
import type { LiveOptions } from './live/session.ts';
import type { OtherApi } from './other-apis.ts';
import type { Ran } from './run-outcome.ts';
import type { IsAllowed } from './verdicts/verdicts.ts';

/** How responses of recordings are meant. */
export type Profile = 'traffic' | 'pact';

/** What a run of `probe` takes beside the API and the recordings. */
export interface ProbeOptions {
  /** A clock in milliseconds since 1970. */
  readonly now: () => number;
  /** Default: as each check says. */
  readonly severityOf?: SeverityOf;
  /** What fingerprints call documents; default: by their uris. */
  readonly naming?: Naming;
  /** Where to send requests; without it, recordings are judged as they are. */
  readonly live?: LiveOptions;
  /** Offline: names of security schemes that are configured, so that recordings may lack their credentials. */
  readonly suppliedAuth?: ReadonlySet<string>;
  /** Documents that say which messages go over WebSockets of the API. */
  readonly asyncApis?: readonly AsyncApi[];
  /** Live: APIs beside the contract that steps of workflows call, by the uris of their descriptions. */
  readonly others?: ReadonlyMap<string, OtherApi>;
  /** Values that win over those of recordings. */
  readonly variables?: ReadonlyMap<string, unknown>;
  /** Values that must not be shown. */
  readonly secrets?: Iterable<string>;
  /** What stands before the paths of the API in recordings, such as `/gateway`. */
  readonly stripPrefix?: string;
  /** Offline: scheme, host and port of where recordings were made, for those that do not say it. */
  readonly recordedAt?: string;
  /**
   * What responses are: `traffic`, all that was sent, or `pact`, the part that a consumer expects. Default: as the
   * format of the recording means it.
   */
  readonly profile?: Profile;
  /** Leave out all but the cleanup after the first exchange that fails. */
  readonly bail?: boolean;
  /** Which exchanges to run; those left out are not in the report. */
  readonly select?: (facts: Pick<Facts, 'exchange' | 'operation'>) => boolean;
  /** Ends the run as `bail` does once it is aborted. */
  readonly signal?: AbortSignal;
  /** Takes a finding and what is known of its exchange; gives whether to leave it out. */
  readonly isAllowed?: IsAllowed;
  /** Keep what was sent and came back, as far as a report can show it. */
  readonly keepMessages?: boolean;
  /** Whether exchanges in which nothing was found are named one by one, beside being counted. Default: they are. */
  readonly listPassed?: boolean;
  /** Called after each exchange, with whether its request was made up. */
  readonly onExchange?: (ran: Ran, madeUp?: boolean) => void;
}
