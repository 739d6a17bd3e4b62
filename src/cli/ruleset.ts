import { mayReport } from '../config/severity.ts';
import { object, optional, type ReadProblem } from '../document/reader.ts';
import { severity as severityReader } from '../config/rule-setting.ts';
import type { SeverityOf } from '../findings/collect.ts';
import type { Severity } from '../findings/finding.ts';
import type { PresetChoice } from '../findings/presets.ts';
import type { LintRule } from '../lint/rule.ts';
import { usualRules } from '../lint/usual-rules.ts';
import { refuseMistakes } from './config-mistakes.ts';
import { resolveSeverities, type Settings } from './settings.ts';

/** The rules of a run, with all that was decided about them. */
export interface Ruleset {
  /** Those that may report anything. */
  readonly rules: readonly LintRule[];
  readonly severityOf: SeverityOf;
  /** By code, of the rules that a config gives options. */
  readonly options: ReadonlyMap<string, unknown>;
}

/**
 * Takes settings, the severities that the command line gives, and its preset; gives the rules to lint with. Throws
 * RunError with every mistake in the options of rules, each with its line.
 */
export async function resolveRuleset(
  settings: Settings,
  told: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice = settings.preset,
): Promise<Ruleset> {
  const { config, ownRules } = settings;
  const { severityOf, commandLine } = await resolveSeverities(settings, told, preset);
  const all = [...(await builtIn(settings, commandLine, preset)), ...ownRules];
  const problems: ReadProblem[] = [];
  const options = new Map<string, unknown>();
  for (const rule of all) {
    const node = config.rules.get(rule.code)?.options;
    if (node === undefined) continue;
    const members = { severity: optional(severityReader, 'How severe it is.'), ...rule.options };
    options.set(rule.code, object(members).read(node, problems));
  }
  refuseMistakes(problems);
  return {
    rules: all.filter((rule) => mayReport(rule, config, commandLine, preset)),
    severityOf,
    options,
  };
}

/** All rules that may be on: those that are off unless somebody asks for them are half of the code. */
async function builtIn(
  { config }: Settings,
  commandLine: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice,
): Promise<readonly LintRule[]> {
  const usual = new Set(usualRules.map(({ code }) => code));
  const named = [config.rules, ...config.overrides.map(({ rules }) => rules), commandLine];
  const areUsual = named.every((rules) => [...rules.keys()].every((code) => usual.has(code)));
  if (preset === 'recommended' && areUsual) return usualRules;
  return (await import('../lint/registry.ts')).lintRules;
}
