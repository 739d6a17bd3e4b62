/** What bounds the work that a text nobody vouches for can cause. */
export interface Limits {
  /** Bytes of one document, as read. */
  readonly bytes: number;
  /** Documents of one run, those that references lead to included. */
  readonly documents: number;
  /** Collections within collections. Descriptions people write stay below 100. */
  readonly depth: number;
  /** Redirects that one request follows. */
  readonly redirects: number;
  /** Milliseconds that one request may take, its redirects and its body included. */
  readonly requestMs: number;
}

/** The limits that hold where the caller sets none. */
export const defaultLimits: Limits = {
  bytes: 200_000_000,
  documents: 20_000,
  depth: 1_000,
  redirects: 5,
  requestMs: 30_000,
};
