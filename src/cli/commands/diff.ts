import { createAcceptances } from '../../diff/policy-accept.ts';
import { policyMetas } from '../../diff/policy-metas.ts';
import { createCollector, type Collector } from '../../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../../findings/document-findings.ts';
import { documentMetas, referenceMetas } from '../../findings/document-metas.ts';
import type { Finding, Severity } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import type { SchemaDecisions } from '../../diff/schemas.ts';
import type { Solver } from '../../schema/solver/solver.ts';
import { reportAcceptances } from '../diff/acceptances.ts';
import { selectPaths, type PathOptions } from '../diff/paths.ts';
import { resolvePolicy } from '../diff/policy.ts';
import type { Replayed } from '../diff/recordings.ts';
import { settle } from '../diff/settle.ts';
import { checkVersion } from '../diff/version-check.ts';
import { versionsOf } from '../diff/versions.ts';
import { withoutIgnored } from '../ignored.ts';
import type { Io } from '../io.ts';
import { createNaming, withoutRevision } from '../naming.ts';
import type { CommonOptions } from '../options.ts';
import { finishRun } from '../output.ts';
import { loadSettings, resolveSeverities, severitiesBesideRules } from '../settings.ts';
import { addTexts, openOneSpec, openSpecs, specName, type OpenedSpec } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';

export interface DiffOptions extends CommonOptions, PathOptions {
  readonly base?: string;
  readonly policy?: string;
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
  readonly recordings: readonly string[];
  readonly checkVersion?: boolean;
  readonly changelog?: boolean;
}

/** `apicheck diff`: takes the two versions and the options; prints the report; gives the exit code. */
export async function diffCommand(
  first: string | undefined,
  second: string | undefined,
  options: DiffOptions,
  io: Io,
): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const store = runStore(io, options);
  const settings = await loadSettings(options.config, store, io);
  const { severityOf, commandLine } = await resolveSeverities(settings, options.rule, 'recommended');
  const baseline = options.baseline ?? settings.config.baseline;
  const plainNaming = createNaming(io, settings.base, baseline);
  const naming = options.base === undefined ? plainNaming : withoutRevision(plainNaming, options.base);
  const collector = createCollector(severityOf, naming);
  const names = await versionsOf({ first, second, base: options.base }, settings, store, io);
  const [before, after, { diff }, { diffChecks }, { createSchemas }, { createSolver }] = await Promise.all([
    openOneSpec(names.before, settings, store, io),
    openOneSpec(names.after, settings, store, io),
    import('../../diff/run.ts'),
    import('../../diff/registry.ts'),
    import('../../schema/create-schemas.ts'),
    import('../../schema/solver/solver.ts'),
  ]);
  timing.mark('reading, parsing and following references');
  const today = io.today();
  const {
    policy,
    acceptances,
    texts: policyTexts,
  } = await resolvePolicy(settings, options.policy, after.name ?? before.name, store, {
    cwd: io.cwd,
    today,
  });
  const texts = new Map<string, string>([...settings.texts, ...policyTexts]);
  for (const spec of [before, after]) {
    addTexts(texts, spec.loaded.api.documents.all.values());
    reportUnread(collector, spec);
  }
  const apis = { before: before.loaded.api, after: after.loaded.api };
  const versions = selectPaths(apis, options);
  const schemas = {
    before: createSchemas(apis.before.documents),
    after: createSchemas(apis.after.documents),
  };
  const solver = createSolver({
    before: apis.before.documents,
    after: apis.after.documents,
    schemas,
  });
  const accepted = createAcceptances([...acceptances.keys()], today);
  const section = diff(versions, {
    checks: diffChecks,
    collector,
    severityOf,
    decidedSeverityOf: severitiesBesideRules(settings, commandLine, 'recommended'),
    schemas,
    decisions: decisionsOf(solver),
    policy,
    acceptances: accepted,
  });
  const others = async () => {
    const own = after.name ?? before.name;
    const rest = [...settings.config.apis.keys()].filter((name) => name !== own);
    const { specs, failures } = await openSpecs(rest, settings, store, io);
    return failures.length > 0 ? undefined : specs.map(({ loaded }) => loaded.api);
  };
  const shared = settings.config.apis.size > 1 ? others : undefined;
  await reportAcceptances(collector, acceptances, accepted.met, today, apis, shared);
  timing.mark('comparing');
  const replayed = options.recordings.length > 0 ? await replay() : undefined;
  for (const [uri, text] of replayed?.texts ?? []) texts.set(uri, text);
  const metas = [
    ...Object.values(documentMetas),
    ...Object.values(referenceMetas),
    ...diffChecks,
    ...Object.values(policyMetas),
  ];
  const made = [...collector.findings(), ...(replayed?.findings ?? [])].sort(compareFindings);
  const { findings, suppressed, ignored } = await withoutIgnored(made, {
    documents: [before, after].flatMap(({ loaded }) => [...loaded.api.documents.all.values()]),
    metas,
    ownMetas: settings.ownRules,
    severityOf,
    naming,
    today,
  });
  const settled = (fresh: readonly Finding[]) =>
    settle(section, { ignored, uncommented: findings, fresh }, diffChecks);
  const code = await finishRun(
    {
      command: 'diff',
      specs: [specName(before, 'before'), specName(after, 'after')],
      findings,
      section: (fresh) => ({ diff: settled(fresh) }),
      following: (fresh) => {
        if (options.checkVersion !== true) return [];
        const versionCollector = createCollector(severityOf, naming);
        checkVersion(versionCollector, apis, settled(fresh).semver);
        return versionCollector.findings();
      },
      texts,
      startedAt,
      suppressed: suppressed + section.changes.filter((change) => change.accepted).length,
      changelog: options.changelog === true,
      baselined: { naming, codes: new Set(metas.map(({ code }) => code)), file: baseline },
    },
    options,
    settings.config,
    io,
  );
  timing.mark('report');
  timing.print();
  return code;

  async function replay(): Promise<Replayed> {
    const { replayRecordings } = await import('../diff/recordings.ts');
    const done = await replayRecordings(options.recordings, {
      ...{ versions: apis, schemas, settings, store, collector, severityOf, naming, options, io },
    });
    timing.mark('replaying recordings');
    return done;
  }
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
