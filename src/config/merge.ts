import type { Config } from './config.ts';
import { mergePolicies } from './diff.ts';
import type { RuleSetting } from './rule-setting.ts';

/**
 * Takes a config's rules and the codes of all names; gives them by code. What is said of a code by its own name goes
 * before what a name of several codes says of it.
 */
export function byCode<T>(
  rules: ReadonlyMap<string, T>,
  codes: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const [name, value] of rules) {
    for (const code of codes.get(name) ?? [name])
      if (code === name || !rules.has(code)) found.set(code, value);
  }
  return found;
}

/**
 * Takes configs that build on each other, the one that has the last word last; gives them as one. Rules are joined
 * by code, an option that a later one leaves out keeps; overrides, what is allowed, plugins, rulesets and custom rules add up; APIs are the last one's.
 */
export function mergeConfigs(layers: readonly Config[]): Config {
  const merged = new Map<string, RuleSetting>();
  for (const layer of layers) {
    for (const [code, setting] of layer.rules) merged.set(code, { ...merged.get(code), ...setting });
  }
  return {
    ...Object.assign({}, ...layers),
    extends: [],
    plugins: layers.flatMap(({ plugins }) => plugins),
    customRules: new Map(layers.flatMap(({ customRules }) => [...customRules])),
    rulesets: layers.flatMap(({ rulesets }) => rulesets),
    rules: merged,
    overrides: layers.flatMap(({ overrides }) => overrides),
    ...(layers.some(({ diff }) => diff) && { diff: mergePolicies(layers.map(({ diff }) => diff)) }),
    allow: layers.flatMap(({ allow }) => allow),
  } as Config;
}
