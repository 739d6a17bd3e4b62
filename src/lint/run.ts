import type { Collector } from '../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../findings/document-findings.ts';
import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { visit } from '../openapi/walk.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Solver } from '../schema/solver/solver.ts';
import { referenceFixes } from './reference-fix.ts';
import type { LintContext, LintRule } from './rule.ts';
import { timed, type Stopwatch } from './timed.ts';
import { besideBrokenLines, reportStructure, withoutConsequences } from './structure.ts';

/** What a run may be told beside the rules. */
export interface LintRun {
  /** What was read for rules from a config, by code. */
  readonly options?: ReadonlyMap<string, unknown>;
  /** Takes the time of each rule. */
  readonly stopwatch?: Stopwatch;
  /** Called at each operation and schema; throws where nobody wants the findings any more. */
  readonly goOn?: () => void;
}

/** Takes a description, the rules that are on, and its schemas; reports all that is wrong with it to the collector. */
export async function lint(
  loaded: LoadedApi,
  rules: readonly LintRule[],
  schemas: Schemas,
  collector: Collector,
  { options, stopwatch, goOn }: LintRun = {},
): Promise<void> {
  const { api } = loaded;
  const { problems } = api.documents;
  const structure = withoutConsequences(loaded.structure, problems);
  reportDocumentProblems(collector, problems, api.documents.all);
  const referenceFix = referenceFixes(api.documents, api.referenceProblems);
  reportReferenceProblems(
    collector,
    api.referenceProblems.map((problem) => ({ ...problem, fix: () => referenceFix(problem) })),
  );
  reportStructure(collector, structure);
  if (rules.length === 0) return;
  const solver = await solverFor(api.documents, schemas);
  const context: LintContext = { api, schemas, solver, isFaulty: faults(loaded) };
  const readable = besideBrokenLines(collector, problems);
  const visitors = rules.map((rule) => {
    const visitor = rule.create(readable, context, options?.get(rule.code));
    return stopwatch ? timed(rule.code, visitor, stopwatch) : visitor;
  });
  visit(loaded, goOn ? [{ operation: goOn, schema: goOn }, ...visitors] : visitors);
}

function faults({ structure, api }: LoadedApi): LintContext['isFaulty'] {
  const name = ({ document, pointer }: Node) => `${document.uri}#${pointer}`;
  let known: ReadonlySet<string> | undefined;
  return (node) => {
    known ??= new Set([...structure, ...api.referenceProblems].map((problem) => name(problem.node)));
    return known.has(name(node));
  };
}

/** How many steps a question about one schema may take: a few milliseconds. */
const steps = 4_000;
/** And all of them: about ten times what OpenAI's description takes, which has the most of any that was tried. */
const total = 30_000;
/** Without any of these in its text, a description has nothing to reason about. */
const reasons: readonly string[] = [
  'allOf',
  'anyOf',
  'oneOf',
  'pattern',
  'multipleOf',
  'minProperties',
  'minLength',
  'maxLength',
  'not:',
  '"not"',
];

async function solverFor(documents: Documents, schemas: Schemas): Promise<Solver | undefined> {
  const texts = [...documents.all.values()].map(({ text }) => text);
  if (!texts.some((text) => reasons.some((reason) => text.includes(reason)))) return undefined;
  // Loaded where it is needed only: it is a tenth of what a short run takes.
  const { createSolver } = await import('../schema/solver/solver.ts');
  const sides = { before: documents, after: documents, schemas: { before: schemas, after: schemas } };
  return createSolver(sides, { steps, total, onDemand: true });
}
