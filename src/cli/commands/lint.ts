import { relative } from 'node:path';
import { unusedOverrides } from '../../config/override-unused.ts';
import type { RenewableStore } from '../../document/store.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Preset } from '../../findings/presets.ts';
import type { CommonOptions } from '../options.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Pass } from '../fix-files.ts';
import { lintMetas, lintSpecs, type HowToLint, type Linted } from '../lint-specs.ts';
import { createNaming } from '../naming.ts';
import { finishRun } from '../output.ts';
import { createProgress, type Progress } from '../progress.ts';
import { resolveRuleset } from '../ruleset.ts';
import { configNames, loadSettings, type Settings } from '../settings.ts';
import { addTexts, openSpecs, specName, type OpenedSpec } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';
import { watchedBy, type Watched } from '../watched.ts';

export interface LintOptions extends CommonOptions {
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
  readonly preset?: Preset;
  readonly since?: string;
  readonly watch?: boolean;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
}

/** `apicheck lint`: takes what the user named and the options; prints the report; gives the exit code. */
export async function lintCommand(
  named: readonly string[],
  options: LintOptions,
  process: Io,
): Promise<number> {
  // What watches may take for ever.
  const io = options.watch ? { ...process, bound: () => {} } : process;
  const store = runStore(io, options);
  let watched: Watched = { files: options.baseline === undefined ? [] : [options.baseline], sources: named };
  const once = async (): Promise<number> => {
    const progress = createProgress(io);
    try {
      return await lintOnce(named, options, { store, progress, io, onWatched: (found) => (watched = found) });
    } finally {
      progress.done();
    }
  };
  if (options.since !== undefined && options.updateBaseline)
    throw new RunError('--update-baseline needs all findings, and --since leaves some out: give one of them');
  if (options.fix && !options.fixDryRun && named.includes('-'))
    throw new RunError('standard input cannot be fixed where it is; --fix-dry-run prints the changes');
  if (!options.watch) return once();
  if (options.updateBaseline)
    throw new RunError('--watch runs again and again; update the baseline in a run of its own');
  const [{ watch }, { importedModules }] = await Promise.all([
    import('../watch.ts'),
    import('../modules.ts'),
  ]);
  // A config that comes to be here is the one that holds.
  const configs = options.config === undefined ? configNames : [options.config];
  const also = () => ({
    ...watched,
    files: [
      ...watched.files,
      ...configs,
      ...importedModules().map((path) => relative(io.cwd, path).replaceAll('\\', '/')),
    ],
  });
  return watch(store, once, also, io);
}

interface Surroundings {
  readonly store: RenewableStore;
  readonly progress: Progress;
  readonly io: Io;
  /** Takes what the run depends on, as soon as that is known. */
  readonly onWatched: (watched: Watched) => void;
}

async function lintOnce(
  named: readonly string[],
  options: LintOptions,
  { store, progress, io, onWatched }: Surroundings,
): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const settings = await loadSettings(options.config, store, io);
  timing.mark('config');
  const ruleset = await resolveRuleset(settings, options.rule, options.preset);
  const baseline = options.baseline ?? settings.config.baseline;
  onWatched(watchedBy(named, settings, baseline));
  const naming = createNaming(io, settings.base, baseline);
  progress.at('reading…');
  const [{ specs, failures }, { tellReach }] = await Promise.all([
    openSpecs(named, settings, store, io),
    import('../../lint/reach.ts'),
    // What judges is loaded while files are read.
    import('../../lint/run.ts'),
    import('../../schema/create-schemas.ts'),
  ]);
  timing.mark('reading, parsing and following references');
  for (const failure of failures) io.err(`apicheck: ${failure}\n`);
  const loaded = specs.map((spec) => spec.loaded);
  // Of a run over some descriptions only, nobody can tell what holds in the others.
  const whole = named.length === 0 && failures.length === 0;
  const how = {
    ruleset,
    ownMetas: settings.ownRules,
    notes: settings.rulesets?.notes,
    ...(whole && { unusedOverrides: overridesUnusedIn(settings) }),
    naming,
    progress,
    io,
  };
  const stopwatch = timing.spend && { now: () => io.now(), spend: timing.spend };
  const linted = await lintSpecs(loaded, how, stopwatch);
  timing.mark('rules');
  if (specs.length === 0) return exitCode.notDone;
  let known: ReadonlySet<string> = new Set();
  if (options.since !== undefined) {
    const { fingerprintsAt } = await import('../since.ts');
    known = await fingerprintsAt(options.since, specs, how, store);
    timing.mark(`the same at ${options.since}`);
  }
  const dryRun = options.fixDryRun === true;
  const rulesets = settings.rulesets?.texts ?? new Map<string, string>();
  let shown = passOf(specs, linted, known, rulesets);
  if (options.fix || dryRun) {
    const { fixFiles } = await import('../fix-files.ts');
    const again = async (texts: ReadonlyMap<string, string>) => {
      const opened = await openSpecs(named, settings, runStore(io, options, texts), io);
      if (opened.failures.length > failures.length) return undefined;
      const apis = opened.specs.map((spec) => spec.loaded);
      return passOf(opened.specs, await lintSpecs(apis, how), known, rulesets);
    };
    const fixed = await fixFiles(shown, again, dryRun, io);
    // A dry run is judged by what there is, not by what there would be.
    if (dryRun) io.out(fixed.diff);
    else shown = fixed.pass;
    timing.mark('fixing');
  }
  progress.done();
  const codes = new Set(options.since === undefined ? lintMetas(ruleset).map(({ code }) => code) : []);
  const code = await finishRun(
    {
      command: 'lint',
      specs: specs.map((spec) => specName(spec, 'spec')),
      findings: tellReach(
        shown.findings,
        shown.specs.map((spec) => spec.loaded),
      ),
      texts: shown.texts,
      startedAt,
      suppressed: shown.suppressed,
      ownMetas: settings.ownRules,
      printed: dryRun,
      baselined: { naming, codes, file: baseline },
    },
    options,
    settings.config,
    io,
  );
  timing.mark('report');
  timing.print();
  return failures.length > 0 ? exitCode.notDone : code;
}

/** Takes settings; gives what finds the overrides of their own file that hold nowhere. Those of what it extends may be for others. */
function overridesUnusedIn({ config, file, pathOf }: Settings): NonNullable<HowToLint['unusedOverrides']> {
  const own = config.overrides.filter(({ written }) => written?.document.uri === file);
  return (loaded) => {
    const documents = loaded.flatMap(({ api }) => [...api.documents.all.values()]);
    return own.length === 0 ? [] : unusedOverrides(own, documents, pathOf);
  };
}

/**
 * Takes descriptions, what linting them came to, the fingerprints of what is no news, and the texts of rulesets; gives
 * what a report shows.
 */
function passOf(
  specs: readonly OpenedSpec[],
  linted: Linted,
  known: ReadonlySet<string>,
  rulesets: ReadonlyMap<string, string>,
): Pass {
  const texts = new Map<string, string>(rulesets);
  for (const { loaded } of specs) addTexts(texts, loaded.api.documents.all.values());
  const findings = linted.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const suppressed = linted.suppressed + linted.findings.length - findings.length;
  return { specs, findings, suppressed, texts };
}
