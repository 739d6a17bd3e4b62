import { dirname } from 'node:path';
import { emptyConfig, type Config } from '../../config/config.ts';
import type { Location } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import type { DocumentStore } from '../../document/store.ts';
import { locationOf } from '../../findings/collect.ts';
import type { Severity } from '../../findings/finding.ts';
import type { FindingMeta } from '../../findings/meta.ts';
import type { PresetChoice } from '../../findings/presets.ts';
import type { LintRule } from '../../lint/rule.ts';
import { codeOf } from '../../lint/spectral/code.ts';
import { compileRules } from '../../lint/spectral/compile.ts';
import type { Unsupported } from '../../lint/spectral/definition.ts';
import { asLintRule } from '../../lint/spectral/lint-rule.ts';
import { readSeverity } from '../../lint/spectral/ruleset.ts';
import { loadRuleset } from './load.ts';
import type { OpenedRuleset } from './open.ts';
import { readOverrides } from './overrides.ts';
import { builtInSeverities } from './severities.ts';

/** Something in a ruleset that cannot be honoured, at its place. */
export interface RulesetNote {
  readonly message: string;
  readonly location: Location;
}

/** What the Spectral rulesets of a config come to. */
export interface Rulesets {
  readonly rules: readonly LintRule[];
  /** The severities that they set for rules of ours, and their overrides. */
  readonly config: Config;
  /** What cannot be honoured. It grows while rules run: some turn out then. */
  readonly notes: readonly RulesetNote[];
  /** Of all their files, by uri. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Takes paths of Spectral rulesets and all kinds of findings, and the preset; gives what they come to. Throws RunError. */
export async function loadRulesets(
  paths: readonly string[],
  metas: readonly FindingMeta[],
  preset: PresetChoice,
  store: DocumentStore,
  cwd: string,
): Promise<Rulesets> {
  const rules = new Map<string, LintRule>();
  const texts = new Map<string, string>();
  const notes: RulesetNote[] = [];
  const settings = new Map<string, NonNullable<ReturnType<Config['rules']['get']>>>();
  const overrides: Config['overrides'][number][] = [];
  const taken = new Set(metas.map(({ code }) => code));
  const note = ({ message, node }: Unsupported): void => {
    if (notes.length < 200) notes.push({ message, location: locationOf(node) });
  };

  for (const path of paths) {
    const { ruleset, opened, texts: read } = await loadRuleset(path, store, cwd);
    for (const [uri, text] of read) texts.set(uri, text);
    const compiled = compileRules(ruleset);
    const builtIn = builtInSeverities(ruleset, metas, preset, opened.node('extends'));
    for (const [code, setting] of builtIn.rules) settings.set(code, setting);
    const duplicates = duplicateKeys(opened);
    if (duplicates !== undefined) settings.set('document-duplicate-key', { severity: duplicates });
    for (const rule of compiled.rules) {
      // A later ruleset's rule of the same name takes the place of the earlier one's.
      const code = rules.get(rule.name)?.code ?? codeOf(rule.name, taken);
      taken.add(code);
      rules.set(
        rule.name,
        asLintRule(rule, code, (message) => note({ message, node: rule.node })),
      );
    }
    const codesOf = (name: string): readonly string[] => {
      const own = rules.get(name);
      return own
        ? [own.code]
        : metas.filter(({ aliases }) => aliases?.includes(name)).map(({ code }) => code);
    };
    const folder = dirname(path).replaceAll('\\', '/');
    const overridden = readOverrides(opened, folder === '.' ? '' : folder, codesOf);
    for (const override of overridden.overrides) overrides.push(override);
    const all = [
      ruleset.unsupported,
      compiled.unsupported,
      builtIn.unsupported,
      overridden.unsupported,
    ].flat();
    for (const each of all) note(each);
  }
  return { rules: [...rules.values()], config: { ...emptyConfig, rules: settings, overrides }, notes, texts };
}

/** What \`parserOptions\` say of a key that is given twice. */
function duplicateKeys({ value }: OpenedRuleset): Severity | 'off' | undefined {
  const options = value['parserOptions'];
  return isObject(options) && options['duplicateKeys'] !== undefined
    ? readSeverity(options['duplicateKeys'])
    : undefined;
}
