import { createCollector, type Collector } from '../../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../../findings/document-findings.ts';
import { documentMetas, referenceMetas } from '../../findings/document-metas.ts';
import type { Severity } from '../../findings/finding.ts';
import type { SchemaDecisions } from '../../diff/schemas.ts';
import type { Solver } from '../../schema/solver/solver.ts';
import { RunError } from '../errors.ts';
import { withoutIgnored } from '../ignored.ts';
import type { Io } from '../io.ts';
import { createNaming } from '../naming.ts';
import type { CommonOptions } from '../options.ts';
import { finishRun } from '../output.ts';
import { loadSettings, resolveSeverities, type Settings } from '../settings.ts';
import { fromBase } from '../paths.ts';
import { addTexts, openOneSpec, specName, type OpenedSpec } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';

export interface DiffOptions extends CommonOptions {
  readonly base?: string;
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
}

/** `apicheck diff`: takes the two versions and the options; prints the report; gives the exit code. */
export async function diffCommand(
  first: string,
  second: string | undefined,
  options: DiffOptions,
  io: Io,
): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const store = runStore(io, options.offline);
  const settings = await loadSettings(options.config, store, io);
  const { severityOf } = await resolveSeverities(settings, options.rule, 'recommended');
  const baseline = options.baseline ?? settings.config.baseline;
  const naming = createNaming(io, settings.base, baseline);
  const collector = createCollector(severityOf, naming);
  const names = versionsOf(first, second, options.base, settings);
  const [before, after, { diff }, { diffChecks }, { createSchemas }, { createSolver }] = await Promise.all([
    openOneSpec(names.before, settings, store, io),
    openOneSpec(names.after, settings, store, io),
    import('../../diff/run.ts'),
    import('../../diff/registry.ts'),
    import('../../schema/create-schemas.ts'),
    import('../../schema/solver/solver.ts'),
  ]);
  timing.mark('reading, parsing and following references');
  const texts = new Map<string, string>();
  for (const spec of [before, after]) {
    addTexts(texts, spec.loaded.api.documents.all.values());
    reportUnread(collector, spec);
  }
  const schemas = {
    before: createSchemas(before.loaded.api.documents),
    after: createSchemas(after.loaded.api.documents),
  };
  const solver = createSolver({
    before: before.loaded.api.documents,
    after: after.loaded.api.documents,
    schemas,
  });
  const section = diff(
    { before: before.loaded.api, after: after.loaded.api },
    { checks: diffChecks, collector, severityOf, schemas, decisions: decisionsOf(solver) },
  );
  timing.mark('comparing');
  const metas = [...Object.values(documentMetas), ...Object.values(referenceMetas), ...diffChecks];
  const { findings, suppressed } = await withoutIgnored(collector.findings(), {
    documents: [before, after].flatMap(({ loaded }) => [...loaded.api.documents.all.values()]),
    metas,
    ownMetas: settings.ownRules,
    severityOf,
    naming,
    today: io.today(),
  });
  const code = await finishRun(
    {
      command: 'diff',
      specs: [specName(before, 'before'), specName(after, 'after')],
      findings,
      section: () => ({ diff: section }),
      texts,
      startedAt,
      suppressed,
      baselined: { naming, codes: new Set(metas.map(({ code }) => code)), file: baseline },
    },
    options,
    settings.config,
    io,
  );
  timing.mark('report');
  timing.print();
  return code;
}

function decisionsOf(solver: Solver): SchemaDecisions {
  return {
    contains: solver.contains,
    containsText: solver.containsText,
    isSame: ({ before, after }) => solver.within(before, after) && solver.within(after, before),
    isRearranged: ({ before, after }) => solver.isRearranged(before, after),
  };
}

/** What could not be read could not be compared: it is said, and the rest is compared. */
function reportUnread(collector: Collector, { loaded }: OpenedSpec): void {
  reportDocumentProblems(collector, loaded.api.documents.problems, loaded.api.documents.all);
  reportReferenceProblems(collector, loaded.api.referenceProblems);
}

function versionsOf(
  first: string,
  second: string | undefined,
  base: string | undefined,
  settings: Settings,
): { readonly before: string; readonly after: string } {
  if (base === undefined) {
    if (second === undefined)
      throw new RunError('diff needs two versions, or the name of an API with --base REV');
    return { before: first, after: second };
  }
  if (second !== undefined)
    throw new RunError('--base takes the place of the second version: give one of them');
  const api = settings.config.apis.get(first);
  const path = api?.spec === undefined ? first : fromBase(settings.base, api.spec);
  return { before: `${base}:${path}`, after: first };
}
