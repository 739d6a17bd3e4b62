import { stopwatch } from '../document/clock.ts';
import { createCollector } from '../findings/collect.ts';
import { documentMetas, referenceMetas } from '../findings/document-metas.ts';
import { severityIn } from '../findings/presets.ts';
import { tellReach } from '../lint/reach.ts';
import { lintRules } from '../lint/registry.ts';
import type { LintRule } from '../lint/rule.ts';
import { lint as lintLoaded } from '../lint/run.ts';
import { structureMetas } from '../lint/structure.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import { finish, severitiesOf, specNameOf, type Run, type SeverityOptions } from './run.ts';

export interface LintOptions extends SeverityOptions {
  /** Beside those of apicheck. */
  readonly customRules?: readonly LintRule[];
  /** By code, what a rule is told beside its severity. */
  readonly ruleOptions?: Readonly<Record<string, unknown>>;
}

/** Takes a description; gives what is wrong with it. What its comments ignore is left out, and counted. */
export async function lint(loaded: LoadedApi, options: LintOptions = {}): Promise<Run> {
  const elapsed = stopwatch();
  const severityOf = severitiesOf(options);
  const collector = createCollector(severityOf);
  const all = [...lintRules, ...(options.customRules ?? [])];
  const { preset = 'recommended', severities = {} } = options;
  const rules = all.filter((rule) => (severities[rule.code] ?? severityIn(rule, preset)) !== 'off');
  await lintLoaded(loaded, rules, createSchemas(loaded.api.documents), collector, {
    options: new Map(Object.entries(options.ruleOptions ?? {})),
  });
  return finish(
    {
      command: 'lint',
      specs: [specNameOf(loaded, 'spec')],
      findings: tellReach(collector.findings(), [loaded]),
      documents: [...loaded.api.documents.all.values()],
      metas: [...Object.values(documentMetas), ...Object.values(referenceMetas), ...structureMetas, ...rules],
      durationMs: elapsed(),
    },
    options,
  );
}
