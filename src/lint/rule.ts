import type { Node } from '../document/document.ts';
import type { Collector } from '../findings/collect.ts';
import type { FindingMeta, Messages, Reporter } from '../findings/meta.ts';
import type { Api } from '../openapi/model.ts';
import type { Visitor } from '../openapi/visit.ts';
import type { Schemas } from '../schema/schemas.ts';

/** What a rule may ask beside what it is handed. */
export interface LintContext {
  readonly api: Api;
  /** Compiles schemas when first needed. */
  readonly schemas: Schemas;
  /** Whether the structure of the description, or a reference, was found wrong at exactly this node. */
  isFaulty(node: Node): boolean;
}

/** A rule: what it is, and what it looks at. The framework walks; the rule judges. */
export interface LintRule extends FindingMeta {
  /** Called once per API; what it gives is called for every definition on the one walk. */
  create(collector: Pick<Collector, 'reporter'>, context: LintContext): Visitor;
}

/** A rule as it is written, with its messages known to the compiler. */
export interface LintRuleDefinition<M extends Messages> extends FindingMeta<M> {
  create(report: Reporter<M>, context: LintContext): Visitor;
}

/** Takes a rule as written; gives it with its message ids and their placeholders checked against what it reports. */
export function defineLintRule<const M extends Messages>(rule: LintRuleDefinition<M>): LintRule {
  return { ...rule, create: (collector, context) => rule.create(collector.reporter(rule), context) };
}
