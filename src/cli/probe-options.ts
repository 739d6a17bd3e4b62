import type { Profile } from '../probe/run-options.ts';
import type { Severity } from '../findings/finding.ts';
import type { MinCoverage } from './min-coverage.ts';
import type { CommonOptions } from './options.ts';

/** One part of the recordings of a run that is shared among machines; counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** An address to listen at. */
export interface Listening {
  readonly host?: string;
  readonly port: number;
}

/** When to stop making requests up. */
export interface Budget {
  readonly requests?: number;
  readonly ms?: number;
}

/** The options of `probe`, beside those of every command. */
export interface ProbeOptions extends CommonOptions {
  readonly spec?: string;
  readonly asyncapi: readonly string[];
  readonly target?: string;
  readonly operation: readonly string[];
  readonly tag: readonly string[];
  readonly header: ReadonlyMap<string, string>;
  readonly var: ReadonlyMap<string, string>;
  readonly auth: ReadonlyMap<string, string>;
  readonly otherAuth?: ReadonlyMap<string, string>;
  readonly refusedAuth?: ReadonlyMap<string, string>;
  readonly timeout: number;
  /** In milliseconds. */
  readonly streamTime?: number;
  readonly streamEvents?: number;
  readonly stripPrefix?: string;
  /** Where the recordings were made, where that is known: no option, but what `apicheck record` knows. */
  readonly recordedAt?: string;
  readonly basePath?: string;
  readonly profile?: Profile;
  readonly concurrency: number;
  readonly rate?: number;
  readonly retries: number;
  readonly proxy?: string;
  readonly insecure?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly checkAuth?: boolean;
  readonly record?: string;
  /** Where the providers of other descriptions are, by the names that workflows have for these. */
  readonly source: ReadonlyMap<string, string>;
  readonly listen?: Listening;
  readonly listenUrl?: string;
  readonly generate?: boolean;
  readonly seed: number;
  readonly budget?: Budget;
  readonly resource?: ReadonlyMap<string, string>;
  readonly unsafe?: boolean;
  readonly shard?: Shard;
  readonly bail?: boolean;
  readonly propose?: string;
  /** In percent, by kind. */
  readonly minCoverage: MinCoverage;
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
}

/** What of them says how a target is reached and what it is sent. */
export type TargetOptions = Pick<
  ProbeOptions,
  | 'auth'
  | 'otherAuth'
  | 'refusedAuth'
  | 'header'
  | 'timeout'
  | 'streamTime'
  | 'streamEvents'
  | 'concurrency'
  | 'retries'
  | 'rate'
  | 'proxy'
  | 'insecure'
  | 'ca'
  | 'cert'
  | 'key'
  | 'basePath'
  | 'checkAuth'
  | 'unsafe'
  | 'resource'
  | 'generate'
  | 'seed'
  | 'budget'
  | 'listen'
  | 'listenUrl'
>;
