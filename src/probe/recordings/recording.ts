import type { Document, Node } from '../../document/document.ts';
import type { ParsedDocument } from '../../document/parse.ts';
import type { Reporter } from '../../findings/meta.ts';
import type { Api } from '../../openapi/model.ts';
import type recordingInvalid from '../checks/recording-invalid.ts';
import type { Expectation, Field, LeftOutBody } from '../exchange.ts';
import type { SignatureScheme } from '../listen/signature.ts';
import type { LeftOut } from './left-out.ts';
import type { Script } from './script.ts';

/** A file of recorded exchanges, whatever format it was written in. */
export interface Recording {
  readonly document: Document;
  /** The description that it was recorded against, where it names one; relative to the file of this node. */
  readonly spec: Node<string> | undefined;
  /** Where that is, relative to the working directory, if it is not by the file of the node. */
  readonly specUri?: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Live: where the provider is to send webhooks and callbacks. */
  readonly listen?: Listen | undefined;
  /** What of it is no exchange that can be judged, as far as it was read. */
  readonly leftOut?: LeftOut;
  /** In the order in which they were recorded, and are sent. Of one that is read as a stream, the first. */
  readonly exchanges: readonly RecordedExchange[];
  /** Those that follow, as they are read: they can be asked for once. */
  readonly more?: AsyncIterable<Iterable<RecordedExchange>>;
  /** Texts that bodies were read from, beside the recording itself. */
  readonly bodies: readonly Document[];
  /**
   * Of one that names operations in place of requests: takes the API, and others by the uris of their descriptions;
   * gives what is to be sent, flows that have nothing to do with each other apart.
   */
  readonly flowsOf?: (api: Api, others: ReadonlyMap<string, Api>) => readonly Recording[];
  /** Descriptions beside the contract whose operations it names: what it calls each, and where that is. */
  readonly otherApis?: readonly { readonly name: string; readonly uri: string }[];
  /** What is to be sent, where each request depends on what came before: then there are no exchanges. */
  readonly script?: Script;
}

/** What a recording listens for. */
export interface Listen {
  readonly node: Node;
  /** The variable that is given the address. */
  readonly variable: string;
  readonly signature?: { readonly scheme: SignatureScheme; readonly secret: Node<string> } | undefined;
}

/** Requests that a provider is to send of its own accord after an exchange. */
export interface ExpectedDelivery {
  readonly node: Node;
  /** The operationId of a callback or webhook, or the name of the latter; undefined for whatever fits. */
  readonly operation: string | undefined;
  readonly count: number;
  /** In milliseconds. */
  readonly within: number;
}

export interface Variable {
  /** Undefined for one that has to be given from outside. */
  readonly value: unknown;
  /** Whether its value must not be shown. */
  readonly secret: boolean;
}

/** An exchange as it stands in a recording, `{variables}` not yet filled in. */
export interface RecordedExchange {
  /** Whether a browser asked for it as a part of a page. */
  readonly asset?: boolean;
  /** Whether its variables are written `{{name}}`. */
  readonly doubleBraces?: boolean;
  /** Whether it is traffic as it was, in which braces are braces and no variables. */
  readonly literal?: boolean;
  /** The uri of the description that it is of, where that is not the contract. */
  readonly api?: string;
  readonly name: string;
  readonly node: Node;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse | undefined;
  readonly capture: readonly Capture[];
  readonly auth: false | string | undefined;
  /** Why it is judged offline only, if it is. */
  readonly offline: string | undefined;
  /** Sent even where a run was stopped, as it undoes what others did. */
  readonly cleanup: boolean;
  /** What the provider is to send of its own accord after it. */
  readonly deliveries?: readonly ExpectedDelivery[];
}

export interface Capture {
  readonly name: string;
  /** A runtime expression. */
  readonly expression: Node<string>;
}

export interface RecordedRequest {
  readonly node: Node;
  readonly method: string;
  /** A path with its query, or a URL. */
  readonly target: Node<string>;
  readonly query: readonly Field[];
  /** Parameters that the target has already, and that are written a second time where findings can be told. */
  readonly queryPlaces?: readonly Field[];
  readonly credentialsLeftOut?: boolean;
  /** In milliseconds, where less time is taken for it than for others. */
  readonly timeoutMs?: number | undefined;
  readonly bodyLeftOut?: LeftOutBody | undefined;
  readonly headers: readonly Field[];
  readonly body: RecordedBody | undefined;
  /** What is sent over the WebSocket that it opens. */
  readonly messages?: readonly RecordedMessage[] | undefined;
}

export interface RecordedResponse {
  readonly node: Node;
  readonly status: number;
  readonly statusNode: Node;
  readonly headers: readonly Field[] | undefined;
  /** The fields behind the body. */
  readonly trailers?: readonly Field[] | undefined;
  readonly body: RecordedBody | undefined;
  /** Where there was a body that the recording does not have: why not. */
  readonly bodyLeftOut?: LeftOutBody | undefined;
  readonly expectation?: Expectation;
  /** What the provider sent over the WebSocket. */
  readonly messages?: readonly RecordedMessage[] | undefined;
}

/** A message of a WebSocket: its value or text, or what is binary. */
export interface RecordedMessage {
  readonly node: Node;
  readonly bytes?: Uint8Array;
}

export type RecordedBody =
  | { readonly kind: 'data'; readonly node: Node }
  | { readonly kind: 'text'; readonly text: string; readonly node: Node; readonly decoded?: 'text' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly node: Node; readonly decoded?: 'content' }
  | {
      readonly kind: 'file';
      readonly uri: string;
      readonly bytes: Uint8Array;
      readonly node: Node;
      readonly decoded?: 'content';
    };

/** What takes the mistakes of a recording. */
export type RecordingReporter = Reporter<(typeof recordingInvalid)['messages']>;

/**
 * Takes the uri of a document that one of a recording refers to, and the latter; gives it, with mistakes in it or
 * without, or in a sentence why it cannot be had.
 */
export type OpenReferenced = (
  uri: string,
  from: Document,
) => Promise<
  ({ readonly kind: 'opened' } & ParsedDocument) | { readonly kind: 'failed'; readonly reason: string }
>;

/** Gives the bytes of a file that a recording refers to, by its uri, or in a sentence why they cannot be had. */
export type ReadBytes = (
  uri: string,
) =>
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: string };
