/** What a child is told. */
export interface Task {
  readonly target: string;
  readonly seed: number;
  /** As many inputs, or as many milliseconds. */
  readonly runs: number;
  readonly milliseconds: number | undefined;
  /** Folders of the user's. */
  readonly folders: readonly string[];
  /** Seconds of processor time for one input. */
  readonly seconds: number;
  /** Failures that are known, and passed over. */
  readonly known: readonly string[];
  /** The folder that failures are written to. */
  readonly failures: string;
  /** A failure that was written, to be tried again. */
  readonly replay?: string;
}

/** What a child tells of. */
export type Message =
  | { readonly kind: 'input'; readonly count: number; readonly input: unknown }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failure'; readonly signature: string; readonly told: string; readonly folder: string }
  | { readonly kind: 'done'; readonly count: number; readonly passedOver: number };
