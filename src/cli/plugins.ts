import type { LintRule } from '../lint/rule.ts';
import { RunError } from './errors.ts';
import { reasonOf } from '../document/file-error.ts';
import { importModule } from './modules.ts';

/**
 * Takes paths of ES modules and the working directory; gives the rules that they export: one or a list, as `default`
 * or as `rules`. The modules are code that the user chose, and run with the user's rights. Throws RunError.
 */
export async function loadPlugins(paths: readonly string[], cwd: string): Promise<readonly LintRule[]> {
  const rules: LintRule[] = [];
  for (const path of paths) {
    const exported = await exportedBy(path, cwd);
    const found = (Array.isArray(exported) ? exported : [exported]) as readonly unknown[];
    for (const rule of found) {
      const flaw = flawOf(rule);
      if (flaw !== undefined) throw new RunError(`${path}: ${flaw}`);
      rules.push(rule as LintRule);
    }
  }
  return rules;
}

async function exportedBy(path: string, cwd: string): Promise<unknown> {
  try {
    const module = (await importModule(path, cwd)) as {
      readonly default?: unknown;
      readonly rules?: unknown;
    };
    return module.default ?? module.rules;
  } catch (error) {
    const reason = reasonOf(error);
    const hint = /Cannot find package 'apicheck'/.test(reason)
      ? '\nInstall apicheck in that project (npm install --save-dev apicheck), so that the module finds it.'
      : '';
    throw new RunError(`the rules in ${path} could not be loaded: ${reason}${hint}`);
  }
}

/** Why something that a module exports is no rule. */
function flawOf(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null)
    return 'it exports no rules; export default a rule made with defineLintRule, or a list of them';
  const { code, severity, summary, messages, create } = rule as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
    return `the code of a rule must be in kebab-case, not ${JSON.stringify(code)}`;
  if (!['error', 'warning', 'info', 'off'].includes(String(severity)))
    return `the severity of ${code} must be error, warning, info or off`;
  if (typeof summary !== 'string') return `${code} has no summary`;
  if (typeof messages !== 'object' || messages === null) return `${code} has no messages`;
  return typeof create === 'function' ? undefined : `${code} has no function "create"`;
}
