import { child, items, members, rootNode } from '../document/node.ts';
import type { Document, Node } from '../document/document.ts';
import { problem, unknownName, type ReadProblem } from '../document/reader.ts';

/**
 * Takes a config file and the code of every finding by all its names; gives where the file names a code that there
 * is not, or one code twice under two names.
 */
export function codeProblems(document: Document, codes: ReadonlyMap<string, string>): ReadProblem[] {
  const root = rootNode(document);
  const overrides = child(root, 'overrides');
  const holders = [
    root,
    ...(Array.isArray(overrides?.value) ? items(overrides) : overrides ? [overrides] : []),
  ];
  return holders.flatMap((holder) => inRules(child(holder, 'rules'), codes));
}

function inRules(rules: Node | undefined, codes: ReadonlyMap<string, string>): ReadProblem[] {
  const problems: ReadProblem[] = [];
  const seen = new Map<string, string>();
  for (const [name, member] of members(rules)) {
    const code = codes.get(name);
    if (code === undefined) {
      problems.push(unknownName(name, member, codes.keys()));
      continue;
    }
    const other = seen.get(code);
    if (other !== undefined)
      problems.push(problem(member, `"${name}" and "${other}" are the same rule`, 'key'));
    seen.set(code, name);
  }
  return problems;
}
