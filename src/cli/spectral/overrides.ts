import type { Override } from '../../config/config.ts';
import { isObject } from '../../document/node.ts';
import { percentDecoded } from '../../document/uri.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Unsupported } from '../../lint/spectral/definition.ts';
import { readSeverity } from '../../lint/spectral/ruleset.ts';
import type { OpenedRuleset } from './open.ts';

/**
 * Takes the file of a ruleset, its folder, and the codes that a rule of Spectral's goes by here; gives its overrides as
 * ours, and what in them cannot be honoured.
 */
export function readOverrides(
  opened: OpenedRuleset,
  base: string,
  codesOf: (name: string) => readonly string[],
): { readonly overrides: readonly Override[]; readonly unsupported: readonly Unsupported[] } {
  const overrides: Override[] = [];
  const unsupported: Unsupported[] = [];
  const written = opened.value['overrides'];
  if (!Array.isArray(written)) return { overrides, unsupported };
  for (const [index, each] of (written as readonly unknown[]).entries()) {
    if (!isObject(each)) continue;
    const at = ['overrides', String(index)];
    const rules = new Map<string, Severity | 'off'>();
    for (const [name, setting] of Object.entries(isObject(each['rules']) ? each['rules'] : {})) {
      const severity = typeof setting === 'boolean' ? (setting ? 'warning' : 'off') : readSeverity(setting);
      const codes = codesOf(name);
      const node = opened.node(...at, 'rules', name);
      if (severity === undefined)
        unsupported.push({
          message: `the rule "${name}" of an override is not run: only severities are`,
          node,
        });
      else if (codes.length === 0)
        unsupported.push({ message: `there is no rule "${name}" to override`, node });
      else for (const code of codes) rules.set(code, severity);
    }
    for (const key of ['extends', 'aliases', 'formats', 'parserOptions'])
      if (Object.hasOwn(each, key))
        unsupported.push({
          message: `"${key}" of an override is not honoured`,
          node: opened.node(...at, key),
        });
    if (rules.size === 0) continue;
    for (const file of Array.isArray(each['files']) ? (each['files'] as readonly unknown[]) : []) {
      if (typeof file !== 'string') continue;
      const hash = file.indexOf('#');
      const glob = hash < 0 ? file : file.slice(0, hash);
      overrides.push({
        // As in .gitignore, a glob without a slash is for files of that name anywhere.
        base,
        files: [glob.includes('/') ? glob.replace(/^\.\//, '') : `**/${glob}`],
        pointers: hash < 0 ? undefined : [percentDecoded(file.slice(hash + 1))],
        rules,
      });
    }
  }
  return { overrides, unsupported };
}
