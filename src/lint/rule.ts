import type { Node } from '../document/document.ts';
import type { Members, Read } from '../document/reader.ts';
import type { Collector } from '../findings/collect.ts';
import type { FindingMeta, Messages, Reporter } from '../findings/meta.ts';
import type { Api } from '../openapi/model.ts';
import type { Visitor } from '../openapi/visit.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Solver } from '../schema/solver/solver.ts';

/** What a rule may ask beside what it is handed. */
export interface LintContext {
  readonly api: Api;
  /** Compiles schemas when first needed. */
  readonly schemas: Schemas;
  /** Reasons about what schemas accept; undefined where nothing in the description needs that. */
  readonly solver: Solver | undefined;
  /** Whether the structure of the description, or a reference, was found wrong at exactly this node. */
  isFaulty(node: Node): boolean;
}

/** A rule: what it is, and what it looks at. The framework walks; the rule judges. */
export interface LintRule extends FindingMeta {
  /** What a config may set beside the severity. */
  readonly options?: Members;
  /**
   * Called once per API; what it gives is called for every definition on the one walk. `options` were read by the
   * rule's own `options`; undefined where a config says nothing.
   */
  create(collector: Pick<Collector, 'reporter'>, context: LintContext, options?: unknown): Visitor;
}

/** A rule as it is written, with its messages known to the compiler. */
export interface LintRuleDefinition<M extends Messages, O extends Members> extends FindingMeta<M> {
  /** Each of them `optional`: the rule says in its description, and decides, what holds without it. */
  readonly options?: O;
  create(report: Reporter<M>, context: LintContext, options: Read<O>): Visitor;
}

/** Takes a rule as written; gives it with its message ids and their placeholders checked against what it reports. */
export function defineLintRule<const M extends Messages, const O extends Members = {}>(
  rule: LintRuleDefinition<M, O>,
): LintRule {
  return {
    ...rule,
    create: (collector, context, options = {}) =>
      rule.create(collector.reporter(rule), context, options as Read<O>),
  };
}
