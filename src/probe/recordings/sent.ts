/** A message that went over a WebSocket. */
export interface SentMessage {
  readonly from: 'client' | 'provider';
  readonly text: string;
  /** Of a binary one that is no text in UTF-8. */
  readonly bytes?: Uint8Array;
  /** In milliseconds since 1970. */
  readonly at: number;
}

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
    readonly trailers?: readonly (readonly [name: string, value: string])[];
  };
  /** Of one that opened a WebSocket: what both ends sent over it, in order. */
  readonly messages?: readonly SentMessage[];
  /** When it was sent, in milliseconds since 1970, and how long the response took. */
  readonly startedAt: number;
  readonly durationMs: number;
}
