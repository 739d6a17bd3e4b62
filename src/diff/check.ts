import type { Node, Part as NodePart } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Evidence, Severity } from '../findings/finding.ts';
import type { FindingMeta, Messages, Params } from '../findings/meta.ts';
import type {
  Api,
  Encoding,
  Example,
  Header,
  Link,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SchemaSite,
  SecurityScheme,
  Server,
  Tag,
} from '../openapi/model.ts';
import type { Component } from './components.ts';
import type { Pair, Side } from './pair.ts';
import { peerIds } from './peer-ids.ts';
import type { DiffPolicy } from './policy.ts';
import type { Covering } from './pair-covered.ts';
import type { SchemaFinding } from './schema-edit.ts';

/** Who sends what a change is about: it decides which way of changing hurts. */
export type Sender = 'consumer' | 'provider';

/**
 * What a change does to what may be sent. `narrows`: less than before. `widens`: more. `replaces`: some of each.
 * `none`: the same. `policy`: no message decides it; its check's severity says how much users mind. `unproven`: it
 * could not be found out.
 */
export type Effect = 'narrows' | 'widens' | 'replaces' | 'none' | 'policy' | 'unproven';

/** Where in an operation a pair stands. */
export interface Site {
  readonly operation: Side<Operation>;
  readonly sender: Sender;
  /** Whether values travel as the text of a parameter or header: then `1` and `"1"` are the same. */
  readonly text?: true;
  /** `request body application/json`, `response 200`, `query parameter "limit"`. */
  readonly where: string;
  /** Every operation that a shared definition reaches, where a change is told once for all of them. */
  readonly reach?: readonly Side<Operation>[];
}

/** What kind of object says something beside its rules. */
export type PartKind =
  | 'info'
  | 'tag'
  | 'server'
  | 'path item'
  | 'operation'
  | 'parameter'
  | 'request body'
  | 'response'
  | 'header'
  | 'media type'
  | 'encoding'
  | 'link'
  | 'security scheme'
  | 'schema'
  | 'the API';

/** An object of the description that both versions have: what it says in words, defaults, examples, extensions. */
export interface Part extends Pair<Node> {
  readonly kind: PartKind;
  /** What it is called: `the operation`, `query parameter "limit"`, `"status"`, `tag "books"`. */
  readonly where: string;
  readonly site?: Site;
  /** In 2.0, a schema that is a parameter too, or a media type that is a response: their words are told as those. */
  readonly wordless?: true;
  /** Those of a parameter, header or media type, with their references followed. */
  readonly examples?: () => Pair<readonly Example[]>;
}

/** Where a server is declared. */
export interface ServerScope {
  /** The operation that has servers of its own; none for those of the whole API. */
  readonly site?: Site;
}

/** One change, as a check reports it. It has a node in one version or in both. */
export interface ChangePlacement {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  readonly part?: NodePart;
  readonly effect: Effect;
  readonly site?: Site;
  readonly evidence?: Evidence;
  /** Where it weighs less than its kind does. */
  readonly severity?: Severity;
  /** Of a change inside a schema: the two schemas whose keyword or property it is. */
  readonly owner?: Pair<Node>;
}

export type ChangeReport<M extends Messages> = {
  [Id in keyof M & string]: ChangePlacement & { readonly message: Id } & Params<M[Id]>;
}[keyof M & string];

export type ChangeReporter<M extends Messages> = (report: ChangeReport<M>) => void;

/** What a check is handed: each part of the two versions that stands in one of them or in both. */
export interface DiffVisitor {
  api?(pair: Pair<Api>): void;
  tag?(side: Side<Tag>): void;
  /** Two servers are a pair too where one took the place of the other. */
  server?(side: Side<Server>, scope: ServerScope): void;
  /** Two schemes of different names are a pair where they say the same. Seen before any operation. */
  securityScheme?(side: Side<SecurityScheme>): void;
  /** As `securityScheme`. Security schemes are no components here. */
  component?(side: Side<Component>): void;
  operation?(side: Side<Operation>, site: Site): void;
  parameter?(side: Side<Parameter>, site: Site): void;
  requestBody?(side: Side<RequestBody>, site: Site): void;
  response?(side: Side<Response>, site: Site, covering: Covering<Response>): void;
  mediaType?(side: Side<MediaType>, site: Site, covering: Covering<MediaType>): void;
  /** Of a response. Those of the parts of a form come with their encoding. */
  header?(side: Side<Header>, site: Site): void;
  link?(side: Side<Link>, site: Site): void;
  /** How a property of a form is written, where a version says it. */
  encoding?(pair: EncodingPair, site: Site): void;
  /** Only of what is not the same in both. */
  part?(part: Part): void;
  /** The schemas of a parameter, body or header that both versions have. */
  schema?(pair: Pair<SchemaSite>, site: Site): void;
  /** What came out of comparing two schemas; only the check whose code it has sees it. */
  schemaFinding?(finding: SchemaFinding, site: Site, evidence: Evidence | undefined): void;
}

/** What a check may know beside what it is handed. */
export interface DiffContext {
  readonly documents: Pair<Documents>;
  readonly policy: DiffPolicy;
}

/** The encodings of one property of a form; without one, its defaults hold. */
export interface EncodingPair {
  readonly property: string;
  readonly before: Encoding | undefined;
  readonly after: Encoding | undefined;
  /** The media types that they belong to. */
  readonly media: Pair<MediaType>;
}

/** A check: what it is, and which change it is about. The framework pairs; the check judges. */
export interface DiffCheck extends FindingMeta {
  /** Whether it is about what people are told, and no message: such changes make but a patch of a release. */
  readonly documentary?: true;
  create(report: ChangeReporter<Messages>, context: DiffContext): DiffVisitor;
}

/** A check as it is written: its reports have exactly the message ids and placeholders that it declares. */
export interface DiffCheckDefinition<M extends Messages> extends FindingMeta<M> {
  readonly documentary?: true;
  create(report: ChangeReporter<M>, context: DiffContext): DiffVisitor;
}

/** Takes a check as written, checked against the messages that it declares; gives it as one among others. */
export function defineDiffCheck<const M extends Messages>(check: DiffCheckDefinition<M>): DiffCheck {
  const aliases = [...new Set([...(check.aliases ?? []), ...peerIds(check.code)])];
  const create: DiffCheck['create'] = (report, context) => check.create(report as ChangeReporter<M>, context);
  return { ...check, aliases, create };
}

/** Takes a change's effect and who sends; gives whether it breaks somebody. */
export function breaks(effect: Effect, sender: Sender): boolean {
  if (effect === 'replaces') return true;
  return sender === 'consumer' ? effect === 'narrows' : effect === 'widens';
}
