import type { Collector, SeverityOf } from '../findings/collect.ts';
import type { DiffChange, DiffSection } from '../findings/run-report.ts';
import type { Api, Operation } from '../openapi/model.ts';
import { operationName } from '../openapi/names.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createChangeLog } from './changes.ts';
import type { DiffCheck, DiffVisitor } from './check.ts';
import { compare } from './compare.ts';
import type { Pair, Side } from './pair.ts';
import { createSchemaComparison, type SchemaDecisions } from './schemas.ts';
import { witnessEvidence } from './witness.ts';
import { createSchemaEdits } from './schema-edits.ts';

/** What a comparison needs. */
export interface DiffOptions {
  readonly checks: readonly DiffCheck[];
  readonly collector: Collector;
  readonly severityOf: SeverityOf;
  readonly schemas: Pair<Schemas>;
  readonly decisions: SchemaDecisions;
}

/**
 * Takes two versions of an API; reports what breaks or is unproven to the collector; gives the report's `diff`
 * section with all changes.
 */
export function diff(versions: Pair<Api>, options: DiffOptions): DiffSection {
  const { before, after } = versions;
  const log = createChangeLog(options.collector, options.severityOf);
  const visitors = new Map(options.checks.map((check) => [check.code, check.create(log.reporter(check))]));
  const edits = createSchemaEdits({ before: before.documents, after: after.documents });
  const comparison = createSchemaComparison(options.decisions, edits);
  const operations: Side<Operation>[] = [];

  const framework: DiffVisitor = {
    operation: (side) => void operations.push(side),
    schema: (pair, site) => comparison.compare(pair, site),
  };
  compare(versions, [...visitors.values(), framework]);
  for (const { pair, site, finding } of comparison.findings()) {
    const evidence = finding.found && witnessEvidence(finding.found, pair, site.sender, options.schemas);
    visitors.get(finding.edit.code)?.schemaFinding?.(finding, site, evidence);
  }

  const changes = log.finish();
  return {
    changes,
    breaking: changes.some(({ breaking }) => breaking === true),
    semver: semverOf(changes, options.checks),
    operations: {
      added: operations.flatMap((side) => (side.before === undefined ? [operationName(side.after)] : [])),
      removed: operations.flatMap((side) => (side.after === undefined ? [operationName(side.before)] : [])),
      changed: [...log.changed].map(operationName),
    },
    pairs: { ...comparison.counts },
  };
}

/** Semantic Versioning 2.0.0: what breaks is major, and so is what might; what adds is minor; words are a patch. */
function semverOf(changes: readonly DiffChange[], checks: readonly DiffCheck[]): DiffSection['semver'] {
  if (changes.some(({ breaking }) => breaking !== false)) return 'major';
  if (changes.length === 0) return 'none';
  const documentary = new Set(checks.flatMap((check) => (check.documentary ? [check.code] : [])));
  return changes.every(({ code }) => documentary.has(code)) ? 'patch' : 'minor';
}
