import type { Node, Part } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Evidence, Severity } from '../findings/finding.ts';
import type { FindingMeta, Messages, Params } from '../findings/meta.ts';
import type {
  Api,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  Header,
  SchemaSite,
} from '../openapi/model.ts';
import type { Pair, Side } from './pair.ts';
import type { DiffPolicy } from './policy.ts';
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
}

/** One change, as a check reports it. It has a node in one version or in both. */
export interface ChangePlacement {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  readonly part?: Part;
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
  operation?(side: Side<Operation>, site: Site): void;
  parameter?(side: Side<Parameter>, site: Site): void;
  requestBody?(side: Side<RequestBody>, site: Site): void;
  response?(side: Side<Response>, site: Site): void;
  mediaType?(side: Side<MediaType>, site: Site): void;
  header?(side: Side<Header>, site: Site): void;
  /** The schemas of a parameter, body or header that both versions have. */
  schema?(pair: Pair<SchemaSite>, site: Site): void;
  /**
   * Each two schemas that stand opposite in these and below them, references followed by the visitor itself, with the
   * name of the property that they describe, if any. Only handed over where an extension or the policy asks for it.
   */
  subschema?(pair: Pair<Node>, site: Site, property: string | undefined): void;
  /** What came out of comparing two schemas; only the check whose code it has sees it. */
  schemaFinding?(finding: SchemaFinding, site: Site, evidence: Evidence | undefined): void;
}

/** What a check may know beside what it is handed. */
export interface DiffContext {
  readonly documents: Pair<Documents>;
  readonly policy: DiffPolicy;
}

/** A check: what it is, and which change it is about. The framework pairs; the check judges. */
export interface DiffCheck extends FindingMeta {
  create(report: ChangeReporter<Messages>, context: DiffContext): DiffVisitor;
}

/** A check as it is written: its reports have exactly the message ids and placeholders that it declares. */
export interface DiffCheckDefinition<M extends Messages> extends FindingMeta<M> {
  create(report: ChangeReporter<M>, context: DiffContext): DiffVisitor;
}

/** Takes a check as written, checked against the messages that it declares; gives it as one among others. */
export function defineDiffCheck<const M extends Messages>(check: DiffCheckDefinition<M>): DiffCheck {
  return { ...check, create: (report, context) => check.create(report as ChangeReporter<M>, context) };
}

/** Takes a change's effect and who sends; gives whether it breaks somebody. */
export function breaks(effect: Effect, sender: Sender): boolean {
  if (effect === 'replaces') return true;
  return sender === 'consumer' ? effect === 'narrows' : effect === 'widens';
}
