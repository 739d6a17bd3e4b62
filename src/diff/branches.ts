import type { Node } from '../document/document.ts';
import { child, keyOf } from '../document/node.ts';
import { pairBy, type Pair, type Side } from './pair.ts';
import { codeOfKeyword, type SchemaEdit } from './schema-edit.ts';

/**
 * Branches pair by what they refer to or are called, or by being the same; what is left over by its place, if as
 * many are left in both versions: otherwise nothing says which of them belong together.
 */
export function pairBranches({ before, after }: Pair<readonly Node[]>): Side<Node>[] {
  const label = (node: Node) => branchName(node) ?? JSON.stringify(node.value);
  const old = new Set(before.map(label));
  const fresh = new Set(after.map(label));
  const left = (nodes: readonly Node[], others: ReadonlySet<string | undefined>) =>
    nodes.filter((node) => branchName(node) === undefined && !others.has(label(node)));
  const leftBefore = left(before, fresh);
  const leftAfter = left(after, old);
  const keys = new Map([...before, ...after].map((node) => [node, label(node)]));
  if (leftBefore.length === leftAfter.length) {
    for (const nodes of [leftBefore, leftAfter]) nodes.forEach((node, index) => keys.set(node, `#${index}`));
  }
  return pairBy(before, after, (node) => keys.get(node) ?? '');
}

/**
 * Takes a keyword, its branches in pairs, and its value in both versions; gives one edit for all branches that came, one
 * for all that went: a reader refuses the union, not a branch of it.
 */
export function branchEdits(
  keyword: string,
  sides: readonly Side<Node>[],
  lists: Pair<Node>,
): readonly SchemaEdit[] {
  const gone = sides.flatMap(({ before, after }) => (after === undefined && before ? [before] : []));
  const come = sides.flatMap(({ before, after }) => (before === undefined && after ? [after] : []));
  const code = codeOfKeyword(keyword);
  const names = (nodes: readonly Node[]): string => {
    const more = nodes.length - shownNames;
    return nodes.slice(0, shownNames).map(nameOf).join(', ') + (more > 0 ? ` and ${more} more` : '');
  };
  return [
    ...(gone.length > 0
      ? [{ code, before: gone[0], after: lists.after, subject: keyword, was: names(gone), is: 'nothing' }]
      : []),
    ...(come.length > 0
      ? [{ code, before: lists.before, after: come[0], subject: keyword, was: 'nothing', is: names(come) }]
      : []),
  ];
}

/** As many names as can be taken in at a glance. */
const shownNames = 5;

/** What a branch is called, or what it allows where that is told in a word. */
function nameOf(node: Node): string {
  const type = child(node, 'type')?.value;
  return branchName(node) ?? (typeof type === 'string' ? type : `number ${indexOf(node) + 1}`);
}

function indexOf(node: Node): number {
  return Number(keyOf(node));
}

function branchName(node: Node): string | undefined {
  const reference = child(node, '$ref')?.value;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  const title = child(node, 'title')?.value;
  return typeof title === 'string' ? title : undefined;
}
