/** What starting a reference server takes. */
export interface StartOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Names out of the provider's `faults`. */
  readonly faults?: readonly string[];
}

/** A started reference server. */
export interface RunningProvider {
  /** Scheme, host and port of the loopback address it listens on, without a path. */
  readonly url: string;
  /** Lets its clock run ahead, so that tokens, claims and windows expire without waiting. */
  advance(milliseconds: number): void;
  /** Closes the listener and every connection, timer and stream. */
  close(): Promise<void>;
}

/** One of the five servers that stand in for the teams' own, with state in memory. */
export interface Provider {
  readonly name: 'portal' | 'deployment' | 'device-gateway' | 'deployer' | 'salina';
  /** The mistakes it can be told to make, by name, each with a sentence on what it then does. */
  readonly faults: Readonly<Record<string, string>>;
  /** What a client needs to talk to it: environment variables for the auth section of `apicheck.yaml`. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  start(options?: StartOptions): Promise<RunningProvider>;
}
