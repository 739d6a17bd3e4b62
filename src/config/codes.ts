import { child, items, members, rootNode } from '../document/node.ts';
import type { Document, Node } from '../document/document.ts';
import { problem, unknownName, type ReadProblem } from '../document/reader.ts';

/**
 * Takes a config file and the codes that each name stands for; gives where the file names a code that there
 * is not, or one code twice under two names.
 */
export function codeProblems(
  document: Document,
  codes: ReadonlyMap<string, readonly string[]>,
): ReadProblem[] {
  const root = rootNode(document);
  const overrides = child(root, 'overrides');
  const holders = [
    root,
    ...(Array.isArray(overrides?.value) ? items(overrides) : overrides ? [overrides] : []),
  ];
  return holders.flatMap((holder) => inRules(child(holder, 'rules'), codes));
}

function inRules(rules: Node | undefined, codes: ReadonlyMap<string, readonly string[]>): ReadProblem[] {
  const problems: ReadProblem[] = [];
  const seen = new Map<string, string>();
  for (const [name, member] of members(rules)) {
    const [code, ...more] = codes.get(name) ?? [];
    if (code === undefined) {
      problems.push(unknownName(name, member, codes.keys()));
      continue;
    }
    // A name of several codes may stand beside that of one of them, which then decides.
    if (more.length > 0) continue;
    const other = seen.get(code);
    if (other !== undefined)
      problems.push(problem(member, `"${name}" and "${other}" are the same rule`, 'key'));
    seen.set(code, name);
  }
  return problems;
}
