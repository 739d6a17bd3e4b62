import type { DocumentStore } from '../../document/store.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Preset } from '../../findings/presets.ts';
import type { CommonOptions } from '../options.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import { lintMetas, lintSpecs } from '../lint-specs.ts';
import { createNaming } from '../naming.ts';
import { finishRun } from '../output.ts';
import { createProgress, type Progress } from '../progress.ts';
import { resolveRuleset } from '../ruleset.ts';
import { loadSettings } from '../settings.ts';
import { addTexts, openSpecs, specName } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';

export interface LintOptions extends CommonOptions {
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
  readonly preset?: Preset;
  readonly since?: string;
  readonly watch?: boolean;
}

/** `apicheck lint`: takes what the user named and the options; prints the report; gives the exit code. */
export async function lintCommand(named: readonly string[], options: LintOptions, io: Io): Promise<number> {
  const store = runStore(io, options.offline);
  const once = async (): Promise<number> => {
    const progress = createProgress(io);
    try {
      return await lintOnce(named, options, { store, progress, io });
    } finally {
      progress.done();
    }
  };
  if (options.since !== undefined && options.updateBaseline)
    throw new RunError('--update-baseline needs all findings, and --since leaves some out: give one of them');
  if (!options.watch) return once();
  if (options.updateBaseline)
    throw new RunError('--watch runs again and again; update the baseline in a run of its own');
  const { watch } = await import('../watch.ts');
  return watch(store, once, io);
}

async function lintOnce(
  named: readonly string[],
  options: LintOptions,
  { store, progress, io }: { readonly store: DocumentStore; readonly progress: Progress; readonly io: Io },
): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const settings = await loadSettings(options.config, store, io);
  timing.mark('config');
  const ruleset = await resolveRuleset(settings, options.rule, options.preset);
  const baseline = options.baseline ?? settings.config.baseline;
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
  const texts = new Map<string, string>();
  for (const { loaded } of specs) addTexts(texts, loaded.api.documents.all.values());
  for (const [uri, text] of settings.rulesets?.texts ?? []) texts.set(uri, text);
  const loaded = specs.map((spec) => spec.loaded);
  const how = { ruleset, ownMetas: settings.ownRules, notes: settings.rulesets?.notes, naming, progress, io };
  const stopwatch = timing.spend && { now: () => io.now(), spend: timing.spend };
  const linted = await lintSpecs(loaded, how, stopwatch);
  timing.mark('rules');
  if (specs.length === 0) return exitCode.notDone;
  let { findings, suppressed } = linted;
  if (options.since !== undefined) {
    const { fingerprintsAt } = await import('../since.ts');
    const known = await fingerprintsAt(options.since, specs, how, store);
    findings = findings.filter(({ fingerprint }) => !known.has(fingerprint));
    suppressed += linted.findings.length - findings.length;
    timing.mark(`the same at ${options.since}`);
  }
  progress.done();
  const codes = new Set(options.since === undefined ? lintMetas(ruleset).map(({ code }) => code) : []);
  const code = await finishRun(
    {
      command: 'lint',
      specs: specs.map((spec) => specName(spec, 'spec')),
      findings: tellReach(findings, loaded),
      texts,
      startedAt,
      suppressed,
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
