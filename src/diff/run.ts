import type { Collector, SeverityOf } from '../findings/collect.ts';
import type { DiffSection } from '../findings/run-report.ts';
import type { Api, Operation } from '../openapi/model.ts';
import { operationName } from '../openapi/names.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createChangeLog } from './changes.ts';
import type { DiffCheck, DiffVisitor } from './check.ts';
import { compare } from './compare.ts';
import type { Pair, Side } from './pair.ts';
import { createAcceptances, type Acceptances } from './policy-accept.ts';
import { levelOf } from './policy-lifecycle.ts';
import { createRule } from './policy-ruling.ts';
import { defaultPolicy, type DiffPolicy } from './policy.ts';
import { verdictOf } from './policy-verdict.ts';
import { createSchemaComparison, type SchemaDecisions } from './schemas.ts';
import { createWireTexts } from './wire-text.ts';
import { witnessed } from './witness.ts';
import { createSameText } from './same-text.ts';
import { createSchemaEdits } from './schema-edits.ts';

/** What a comparison needs. */
export interface DiffOptions {
  readonly checks: readonly DiffCheck[];
  readonly collector: Collector;
  readonly severityOf: SeverityOf;
  readonly schemas: Pair<Schemas>;
  readonly decisions: SchemaDecisions;
  /** What holds of changes that no message decides; default: the default one, by which no sunset has come yet. */
  readonly policy?: DiffPolicy;
  /** Default: `severityOf`. */
  readonly decidedSeverityOf?: SeverityOf;
  /** The changes that a team lives with; default: none. */
  readonly acceptances?: Acceptances;
}

/**
 * Takes two versions of an API; reports what breaks or is unproven to the collector; gives the report's `diff`
 * section with all changes.
 */
export function diff(versions: Pair<Api>, options: DiffOptions): DiffSection {
  const { before, after } = versions;
  const { collector, severityOf, policy = defaultPolicy('0000-01-01') } = options;
  const documents = { before: before.documents, after: after.documents };
  const log = createChangeLog({
    collector,
    severityOf,
    decidedSeverityOf: options.decidedSeverityOf ?? severityOf,
    rule: createRule(policy, documents),
    acceptances: options.acceptances ?? createAcceptances([], policy.today),
  });
  const context = { documents, policy };
  const visitors = new Map(
    options.checks.map((check) => [check.code, check.create(log.reporter(check), context)]),
  );
  const comparison = createSchemaComparison(
    options.decisions,
    createSchemaEdits(documents),
    createSameText(documents),
  );
  const wire = createWireTexts();
  const operations: Side<Operation>[] = [];

  const framework: DiffVisitor = {
    operation: (side) => void operations.push(side),
    parameter: (side) => wire.parameter(side),
    header: (side) => wire.header(side),
    schema: (pair, site) => comparison.compare(pair, site),
  };
  compare(stableFirst(versions, policy), [...visitors.values(), framework]);
  for (const { pair, site, finding: found, reach } of comparison.findings()) {
    const { finding, evidence } = witnessed(found, pair, site.sender, { ...options, wire });
    visitors.get(finding.edit.code)?.schemaFinding?.(finding, { ...site, reach }, evidence);
  }

  const changes = log.finish();
  return {
    changes,
    ...verdictOf(changes, options.checks),
    operations: {
      added: operations.flatMap((side) => (side.before === undefined ? [operationName(side.after)] : [])),
      removed: operations.flatMap((side) => (side.after === undefined ? [operationName(side.before)] : [])),
      changed: [...log.changed].map(operationName),
    },
    pairs: { ...comparison.counts },
  };
}

/**
 * What two operations share is compared where it is met first: those that may change in any way come last, so that a
 * change that reaches others too is told of these.
 */
function stableFirst(versions: Pair<Api>, { unstable }: DiffPolicy): Pair<Api> {
  const isUnstable = (operation: Operation) => unstable.has(levelOf(operation));
  const { operations } = versions.before;
  if (!operations.some(isUnstable)) return versions;
  const sorted = [...operations].sort((a, b) => Number(isUnstable(a)) - Number(isUnstable(b)));
  const before = Object.create(versions.before, { operations: { value: sorted } }) as Api;
  return { before, after: versions.after };
}
