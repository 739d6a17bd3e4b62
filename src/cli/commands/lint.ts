import { createCollector } from '../../findings/collect.ts';
import type { Severity } from '../../findings/finding.ts';
import type { CommonOptions } from '../options.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import { finishRun } from '../output.ts';
import { loadSettings, resolveSeverities } from '../settings.ts';
import { addTexts, openSpecs, specName } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';
import { mayReport } from '../../config/severity.ts';

export interface LintOptions extends CommonOptions {
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
}

/** `apicheck lint`: takes what the user named and the options; prints the report; gives the exit code. */
export async function lintCommand(named: readonly string[], options: LintOptions, io: Io): Promise<number> {
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const store = runStore(io, options.offline);
  const settings = await loadSettings(options.config, store, io);
  timing.mark('config');
  const severityOf = await resolveSeverities(settings, options.rule);
  const collector = createCollector(severityOf);
  const [{ specs, failures }, { lint }, { lintRules }, { createSchemas }] = await Promise.all([
    openSpecs(named, settings, store, io),
    import('../../lint/run.ts'),
    import('../../lint/registry.ts'),
    import('../../schema/create-schemas.ts'),
  ]);
  timing.mark('reading, parsing and following references');
  const rules = lintRules.filter((rule) => mayReport(rule, settings.config, options.rule));
  for (const failure of failures) io.err(`apicheck: ${failure}\n`);
  const texts = new Map<string, string>();
  for (const { loaded } of specs) {
    addTexts(texts, loaded.api.documents.all.values());
    lint(loaded, rules, createSchemas(loaded.api.documents), collector);
  }
  timing.mark('rules');
  if (specs.length === 0) return exitCode.notDone;
  const code = await finishRun(
    {
      command: 'lint',
      specs: specs.map((spec) => specName(spec, 'spec')),
      findings: collector.findings(),
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
