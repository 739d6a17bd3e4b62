/**
 * The programming interface of apicheck. Nothing in it prints, exits or reads more than it was told to.
 *
 * `load`, `lint`, `diff`, `probe` and `report` do what the commands do, without a config. What they are made of stands
 * below, for programs that hold a store, a collector or a solver of their own.
 */
export { load, NotLoaded, type LoadOptions } from './api/load.ts';
export { lint, type LintOptions } from './api/lint.ts';
export { diff, type DiffOptions } from './api/diff.ts';
export { probe, type ProbeOptions } from './api/probe.ts';
export { report, type CustomReporter, type Format, type ReportOptions } from './api/report.ts';
export type { Run, SeverityOptions } from './api/run.ts';

export type { Document, Location, Node, Part, Position, Range } from './document/document.ts';
export type { Pointer } from './document/pointer.ts';
export {
  createStore as createDocumentStore,
  type DocumentStore,
  type StoreOptions,
} from './document/store.ts';
export type {
  Evidence,
  Fault,
  Finding,
  Fix,
  Occurrences,
  OperationName,
  OverlayAction,
  Proposal,
  Related,
  Severity,
} from './findings/finding.ts';
export { applyIgnores, type IgnoreContext, type IgnoreProblem } from './findings/apply-ignores.ts';
export { gatherIgnores, type Ignore, type MalformedIgnore } from './findings/ignores.ts';
export { createCollector, type Collector, type SeverityOf } from './findings/collect.ts';
export type { FindingMeta, Messages, Reporter } from './findings/meta.ts';
export { presets, severityIn, type Preset } from './findings/presets.ts';
export {
  choice,
  count,
  flag,
  listOrOne,
  optional,
  text,
  type Member,
  type Members,
  type Reader,
} from './document/reader.ts';
export type { Coverage, DiffSection, ProbeSection, RunReport } from './findings/run-report.ts';
export { bundleApi } from './openapi/bundle.ts';
export { loadApi, type LoadedApi, type NotOpenApi } from './openapi/load.ts';
export type {
  Api,
  Direction,
  MediaType,
  OpenApiVersion,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SchemaSite,
  SecurityScheme,
} from './openapi/model.ts';
export type { Visitor } from './openapi/visit.ts';
export { createSchemas } from './schema/create-schemas.ts';
export type { Schemas } from './schema/schemas.ts';
export type { Judgement, Uncompilable, Violation } from './schema/violation.ts';
export { defineLintRule, type LintContext, type LintRule, type LintRuleDefinition } from './lint/rule.ts';
export { lintRules } from './lint/registry.ts';
export { lint as lintLoaded, type LintRun } from './lint/run.ts';
export { tellReach } from './lint/reach.ts';
export { defineDiffCheck, type DiffCheck } from './diff/check.ts';
export { diffChecks } from './diff/registry.ts';
export { createAcceptances, type Acceptance, type Acceptances } from './diff/policy-accept.ts';
export { defaultPolicy, type DiffPolicy } from './diff/policy.ts';
export { diff as diffApis, type DiffOptions as DiffApisOptions } from './diff/run.ts';
export type { SchemaDecisions } from './diff/schemas.ts';
export { createSolver, type Solver } from './schema/solver/solver.ts';
export { defineProbeCheck, type ProbeCheck } from './probe/check.ts';
export { readRecording } from './probe/recordings/read.ts';
export type { Recording } from './probe/recordings/recording.ts';
export { overlaysOf, type Overlay } from './probe/propose/overlay.ts';
export { probeChecks } from './probe/registry.ts';
export type { ProbeOptions as ProbeApiOptions } from './probe/run-options.ts';
export { AuthenticationFailed, CannotListen, TargetUnreachable } from './probe/live/errors.ts';
export { sectionOf } from './probe/run-section.ts';
export { probe as probeApi, type ProbeResult } from './probe/run.ts';
