import { createCollector } from '../../findings/collect.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Preset } from '../../findings/presets.ts';
import type { CommonOptions } from '../options.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import { finishRun } from '../output.ts';
import { resolveRuleset } from '../ruleset.ts';
import { loadSettings } from '../settings.ts';
import { addTexts, openSpecs, specName } from '../specs.ts';
import { createProgress } from '../progress.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';

export interface LintOptions extends CommonOptions {
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
  readonly preset?: Preset;
}

/** `apicheck lint`: takes what the user named and the options; prints the report; gives the exit code. */
export async function lintCommand(named: readonly string[], options: LintOptions, io: Io): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const progress = createProgress(io);
  const store = runStore(io, options.offline);
  const settings = await loadSettings(options.config, store, io);
  timing.mark('config');
  const ruleset = await resolveRuleset(settings, options.rule, options.preset);
  const collector = createCollector(ruleset.severityOf);
  progress.at('reading…');
  const [{ specs, failures }, { lint }, { tellReach }, { createSchemas }] = await Promise.all([
    openSpecs(named, settings, store, io),
    import('../../lint/run.ts'),
    import('../../lint/reach.ts'),
    import('../../schema/create-schemas.ts'),
  ]);
  timing.mark('reading, parsing and following references');
  for (const failure of failures) io.err(`apicheck: ${failure}\n`);
  const texts = new Map<string, string>();
  const run = {
    options: ruleset.options,
    ...(timing.spend && { stopwatch: { now: () => io.now(), spend: timing.spend } }),
  };
  for (const [index, { loaded }] of specs.entries()) {
    const { root, all } = loaded.api.documents;
    progress.at(`linting ${root.uri} (${index + 1} of ${specs.length})…`);
    addTexts(texts, all.values());
    lint(loaded, ruleset.rules, createSchemas(loaded.api.documents), collector, run);
  }
  progress.at('placing findings…');
  timing.mark('rules');
  progress.done();
  if (specs.length === 0) return exitCode.notDone;
  const code = await finishRun(
    {
      command: 'lint',
      specs: specs.map((spec) => specName(spec, 'spec')),
      findings: tellReach(
        collector.findings(),
        specs.map(({ loaded }) => loaded),
      ),
      texts,
      startedAt,
    },
    options,
    settings.config,
    io,
  );
  timing.mark('report');
  timing.print();
  return failures.length > 0 ? exitCode.notDone : code;
}
