/** What bounds the work that a text nobody vouches for can cause. */
export interface Limits {
  /** Bytes of one document, as read. */
  readonly bytes: number;
  /** Documents of one run, those that references lead to included. */
  readonly documents: number;
  /** Collections within collections. Descriptions people write stay below 100. */
  readonly depth: number;
  /** Values in one document: those of members and items, and the document itself. GitHub's description has half a million. */
  readonly values: number;
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
  values: 5_000_000,
  redirects: 5,
  requestMs: 30_000,
};

/** Takes the limits; gives what is said of a text that is nested more deeply than they allow. */
export function tooDeep({ depth }: Pick<Limits, 'depth'>): string {
  return `more than ${depth} collections inside one another`;
}

/** Takes the limits; gives what is said of a text with more values than they allow. */
export function tooMany({ values }: Pick<Limits, 'values'>): string {
  return `more than ${values} values`;
}
