import type { Document, DocumentProblem, Node } from '../../document/document.ts';
import type { Parameter, ReferenceProblem, SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { ParameterDecoder } from '../../schema/serialization.ts';
import type { Correlation } from './correlation.ts';
import type { NeededSecurity } from './security.ts';

/** One kind of message that may travel, and how its text is read. */
export interface MessageForm {
  /** What the document calls it; undefined where it has no name. */
  readonly name: string | undefined;
  readonly node: Node;
  /** `either`: JSON where it can be read as such, else text. */
  readonly reading: 'json' | 'text' | 'either';
  /** Undefined where any payload will do. */
  readonly site: SchemaSite | undefined;
  readonly schemas: Schemas;
  /** Why nothing can be said of its payload, and what says so. */
  readonly unjudgeable: { readonly reason: string; readonly at: Node } | undefined;
  /** What it says of headers, where a message without any is not as it says: messages of a WebSocket have none. */
  readonly headers?: Node | undefined;
  readonly correlation?: Correlation | undefined;
  /** Whether it is sent in answer to another over the same channel, and for nothing else. */
  readonly isReply?: boolean;
}

/** The kinds of messages of both ends, of which each message has to be one. Undefined where nothing is said of an end. */
export interface MessageForms {
  readonly provider: readonly MessageForm[] | undefined;
  readonly client: readonly MessageForm[] | undefined;
}

/** What the request that opens a channel has to carry. */
export interface Handshake {
  readonly node: Node;
  /** In upper case; undefined where nothing is said of it. */
  readonly method: { readonly name: string; readonly node: Node } | undefined;
  /** Of path, query and headers, as the texts that they travel as; those of the path in the order of the address. */
  readonly parameters: readonly Parameter[];
  readonly schemas: Schemas;
  readonly decoder: ParameterDecoder;
}

/** A channel of an AsyncAPI document, seen from the API that the contract describes. */
export interface Channel extends MessageForms {
  readonly node: Node;
  /** Path templates that it may be reached at, with `{}` for each parameter. */
  readonly shapes: readonly string[];
  /** What the request that opens it has to carry. */
  readonly handshake: Handshake | undefined;
  /** Of which the handshake has to show credentials, one of each. */
  readonly security: readonly NeededSecurity[];
}

/** Whose messages a document describes: what it `send`s is sent by that end. */
export type DescribedEnd = 'provider' | 'client';

/** A mistake in an AsyncAPI document. */
export interface AsyncApiProblem {
  readonly node: Node;
  readonly problem: string;
  readonly part?: 'key' | 'value';
}

/** An AsyncAPI document (3.x) with all that it refers to. */
export interface AsyncApi {
  readonly root: Document;
  /** By uri, the root first. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly channels: readonly Channel[];
  readonly problems: readonly AsyncApiProblem[];
  readonly documentProblems: readonly DocumentProblem[];
  readonly referenceProblems: readonly ReferenceProblem[];
}
