/** How requests are made up. */
export interface GenerateOptions {
  /** The same seed makes the same requests of the same answers. */
  readonly seed: number;
  /** Requests at most. Default 1,000. */
  readonly maxRequests?: number;
  /** Milliseconds at most. */
  readonly maxMs?: number;
  /** Whether operations that change something are tried. */
  readonly unsafe: boolean;
  /**
   * Ids of what requests may be about, by the name of a parameter, path or not, or of a member of a body. What is
   * changed otherwise is what the run has made.
   */
  readonly resources?: ReadonlyMap<string, string>;
  /** Listen, and tell providers so where the contract has callbacks that a request says the address of. */
  readonly callbacks?: boolean;
}
