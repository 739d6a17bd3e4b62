import type { FindingMeta } from '../findings/meta.ts';
import { RunError } from './errors.ts';

/** Codes by every name that a finding has: its own, and those of other tools, one of which may be of several. */
export type CodeNames = ReadonlyMap<string, readonly string[]>;

/**
 * Takes rules of the team's own; gives the codes of all findings by name. Throws RunError where an own rule takes the
 * code of another.
 */
export async function codeNames(ownRules: Iterable<FindingMeta>): Promise<CodeNames> {
  const { allMetas } = await import('./codes.ts');
  const own = [...ownRules];
  const builtIn = await allMetas();
  const names = new Map<string, string[]>();
  for (const { code } of builtIn) names.set(code, [code]);
  for (const { code } of own) {
    if (names.has(code)) throw new RunError(`there are two rules with the code "${code}"; rename your own`);
    names.set(code, [code]);
  }
  const codes = new Set(names.keys());
  for (const { code, aliases = [] } of [...builtIn, ...own]) {
    for (const alias of aliases) {
      const meant = names.get(alias) ?? [];
      // diff and probe may know a fact by the code that lint has for it.
      if (!codes.has(alias) && !meant.includes(code)) names.set(alias, [...meant, code]);
    }
  }
  return names;
}
