import type { RuleSetting } from '../../config/rule-setting.ts';
import type { Severity } from '../../findings/finding.ts';
import type { FindingMeta } from '../../findings/meta.ts';
import { severityIn, type PresetChoice } from '../../findings/presets.ts';
import type { Unsupported } from '../../lint/spectral/definition.ts';
import { builtInRules } from '../../lint/spectral/oas-rules.ts';
import type { BuiltInState, Ruleset } from '../../lint/spectral/ruleset.ts';
import type { Node } from '../../document/document.ts';
import { isObject, rootNode } from '../../document/node.ts';
import { parseText } from '../../document/parse.ts';
import { optionsOfId } from '../foreign-options.ts';

const weights: readonly Severity[] = ['info', 'warning', 'error'];

/**
 * Takes what a ruleset makes of Spectral's own rules, all kinds of findings, the preset, and where the ruleset extends them; gives
 * the severities of those of ours that take their place, and what has none.
 */
export function builtInSeverities(
  { builtIn }: Ruleset,
  metas: readonly FindingMeta[],
  preset: PresetChoice,
  extending: Node,
): { readonly rules: ReadonlyMap<string, RuleSetting>; readonly unsupported: readonly Unsupported[] } {
  const rules = new Map<string, RuleSetting>();
  const unsupported: Unsupported[] = [];
  const covered = new Set<string>();
  for (const meta of metas) {
    const ids = [meta.code, ...(meta.aliases ?? [])].filter((alias) => builtIn.has(alias));
    for (const id of ids) covered.add(id);
    const states = ids.flatMap((id) => {
      const state = builtIn.get(id);
      return state ? [{ id, ...state }] : [];
    });
    if (states.length === 0) continue;
    const severity = severityOf(meta, states, preset, unsupported);
    const named = states.map(({ id, enabled }) => (enabled ? optionsOfId.get(id) : undefined)).find(isObject);
    const options = named && rootNode(parseText('ruleset.json', JSON.stringify(named), 'json').document);
    if (severity !== undefined) rules.set(meta.code, { severity, ...(options && { options }) });
  }
  const missing = [...builtIn].filter(([id, { enabled }]) => enabled && !covered.has(id));
  for (const [id, { named }] of missing)
    if (named && !/^(asyncapi|arazzo)-/.test(id))
      unsupported.push({ message: `no rule here takes the place of "${id}"`, node: named });
  const unnamed = missing.flatMap(([id, { named }]) => (named ? [] : [id]));
  if (unnamed.length > 0)
    unsupported.push({ message: `nothing here takes the place of ${unnamed.join(', ')}`, node: extending });
  return { rules, unsupported };
}

type Named = BuiltInState & { readonly id: string };

function severityOf(
  meta: FindingMeta,
  states: readonly Named[],
  preset: PresetChoice,
  unsupported: Unsupported[],
): Severity | 'off' | undefined {
  const off = states.filter(({ enabled, named }) => named && !enabled);
  // That the twin for another version of OpenAPI is on says nothing against it.
  const on = states.filter(
    ({ id, enabled, named }) => enabled && (named || !off.some((each) => areTwins(each.id, id))),
  );
  if (on.length === 0) return 'off';
  for (const { id, named } of off)
    if (named && !on.some((each) => areTwins(each.id, id)))
      unsupported.push({
        message: `"${id}" stays on: "${meta.code}" stands for it and for ${on.map((each) => each.id).join(', ')} alike`,
        node: named,
      });
  const told = on.flatMap(({ severity }) => severity ?? []);
  if (told.length > 0) return heaviest(told);
  if (severityIn(meta, preset) !== 'off') return undefined;
  const usual = severityIn(meta, 'recommended');
  if (usual !== 'off') return usual;
  const guarded = severityIn(meta, 'owasp');
  if (guarded !== 'off' && on.some(({ id }) => id.startsWith('owasp-'))) return guarded;
  return heaviest(on.map(({ id }) => builtInRules.get(id)?.severity ?? 'warning'));
}

function areTwins(one: string, other: string): boolean {
  const version = (id: string) => /^oas(\d)/.exec(id)?.[1];
  const [a, b] = [version(one), version(other)];
  return a !== undefined && b !== undefined && a !== b;
}

function heaviest(severities: readonly Severity[]): Severity {
  return weights.findLast((severity) => severities.includes(severity)) ?? 'warning';
}
