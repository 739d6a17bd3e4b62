import type { Location } from '../document/document.ts';
import type { Pointer } from '../document/pointer.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Plain data, as a report prints it; `report.schema.json` is its schema. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly Related[];
  readonly operation?: OperationName;
  readonly evidence?: Evidence;
  readonly fix?: Fix;
  /** Of an exchange: whose fault it is. */
  readonly fault?: Fault;
  /** Of exchanges, where it is found more than once. */
  readonly occurrences?: Occurrences;
  /** Where the contract is likely wrong: how to change it. */
  readonly proposal?: Proposal;
  /** Stable when lines move; what a baseline stores. */
  readonly fingerprint: string;
  readonly helpUri?: string;
}

/** Who has to mend something: who sent a request, who answered it, or whoever describes both. */
export interface Fault {
  /** The part of the exchange that it is in; absent where that is not known. */
  readonly side?: 'request' | 'response';
  readonly party: 'consumer' | 'provider' | 'contract';
}

/** How often one fact was found. */
export interface Occurrences {
  readonly exchanges: number;
  /** How many exchanges could have had it. */
  readonly of: number;
  readonly places: number;
}

/** A change of a description after which a finding is gone. */
export interface Proposal {
  /** An imperative sentence without a full stop: `add "archived" to its enum`. */
  readonly description: string;
  /** The document to change. */
  readonly uri: string;
  /** In this order, as OpenAPI Overlay 1.0.0 section 4.4.3 says. */
  readonly actions: readonly OverlayAction[];
}

export interface OverlayAction {
  /** A JSONPath (RFC 9535) that leads to one place. */
  readonly target: string;
  readonly update?: unknown;
  readonly remove?: true;
}

export interface Related {
  readonly message: string;
  readonly location: Location;
}

/** How a report names an operation. */
export interface OperationName {
  /** Lower case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
}

export type Evidence =
  | {
      readonly kind: 'witness';
      readonly direction: 'request' | 'response';
      readonly instance: unknown;
      /** The instance as it travels, where it is the value of a parameter or header: `limit=0`, `X-Total: 5`. */
      readonly wire?: string;
      readonly at?: Pointer;
      readonly before: Judged;
      readonly after: Judged;
    }
  | { readonly kind: 'change'; readonly before?: unknown; readonly after?: unknown }
  | { readonly kind: 'unproven'; readonly reason: string }
  | { readonly kind: 'violation'; readonly keyword: string; readonly actual?: unknown }
  | { readonly kind: 'exchange'; readonly exchange: number };

/** What a schema said of a witness. */
export interface Judged {
  readonly uri: string;
  readonly pointer: Pointer;
  readonly valid: boolean;
  readonly errors?: readonly string[];
}

export interface Fix {
  readonly description: string;
  /** Offsets in UTF-16 units into the text of `uri`; they do not overlap. */
  readonly edits: readonly {
    readonly uri: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  /** Whether the meaning of the document stays what its author meant. */
  readonly safe: boolean;
}
