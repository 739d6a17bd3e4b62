/** A request as it went over the wire, and the whole response that came back. */
export interface SentExchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    /** Path and query. */
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: Uint8Array | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly bytes: Uint8Array;
  };
  /** When it was sent, in milliseconds since 1970, and how long the response took. */
  readonly startedAt: number;
  readonly durationMs: number;
}
