import type { Collector } from '../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../findings/document-findings.ts';
import type { Node } from '../document/document.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { visit } from '../openapi/walk.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { LintContext, LintRule } from './rule.ts';
import { reportStructure, withoutConsequences } from './structure.ts';

/**
 * Takes a description, the rules that are on, its schemas, and the options that were read for rules, by code; reports
 * all that is wrong with it to the collector.
 */
export function lint(
  loaded: LoadedApi,
  rules: readonly LintRule[],
  schemas: Schemas,
  collector: Collector,
  options: ReadonlyMap<string, unknown> = new Map(),
): void {
  const { api } = loaded;
  const { problems } = api.documents;
  const structure = withoutConsequences(loaded.structure, problems);
  reportDocumentProblems(collector, problems);
  reportReferenceProblems(collector, api.referenceProblems);
  reportStructure(collector, structure);
  const context: LintContext = { api, schemas, isFaulty: faults(loaded) };
  visit(
    loaded,
    rules.map((rule) => rule.create(collector, context, options.get(rule.code))),
  );
}

function faults({ structure, api }: LoadedApi): LintContext['isFaulty'] {
  const name = ({ document, pointer }: Node) => `${document.uri}#${pointer}`;
  let known: ReadonlySet<string> | undefined;
  return (node) => {
    known ??= new Set([...structure, ...api.referenceProblems].map((problem) => name(problem.node)));
    return known.has(name(node));
  };
}
