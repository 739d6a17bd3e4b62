import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items } from '../document/node.ts';
import { follow } from '../openapi/follow.ts';
import { isPair, pairBy, type Pair, type Side } from './pair.ts';
import { codeOfKeyword, type SchemaEdit } from './schema-edit.ts';
import {
  edit,
  keywordEdits,
  listed,
  named,
  nested,
  pairMembers,
  propertyEdit,
  whole,
} from './schema-keyword-edits.ts';

/** Beyond this, a difference is left to the verdict, which has no such bound. */
const deepest = 64;

/** Lists where the texts of two schemas differ, each pair of definitions once. */
export interface SchemaEdits {
  /** Takes two schemas that stand opposite; gives the edits in them and below them that were not listed before. */
  list(pair: Pair<Node>): readonly SchemaEdit[];
}

/** Takes the documents of two versions; gives a list that remembers what it has compared. */
export function createSchemaEdits(documents: Pair<Documents>): SchemaEdits {
  const compared = new WeakMap<object, WeakSet<object>>();

  const isNew = ({ before, after }: Pair<Node<object>>): boolean => {
    const partners = compared.get(before.value) ?? new WeakSet();
    compared.set(before.value, partners);
    if (partners.has(after.value)) return false;
    partners.add(after.value);
    return true;
  };

  const compare = (pair: Pair<Node>, edits: SchemaEdit[], depth: number): void => {
    const before = resolved(documents.before, pair.before);
    const after = resolved(documents.after, pair.after);
    if (!before || !after || depth > deepest) return;
    if (!isObjectNode(before) || !isObjectNode(after)) {
      if (JSON.stringify(before.value) !== JSON.stringify(after.value)) edits.push(whole(pair));
      return;
    }
    if (!isNew({ before, after })) return;
    const owner = { before, after };
    const keywords: SchemaEdit[] = [];
    keywordEdits(owner, keywords);
    // A keyword that came or went is told at the schema that has it no more, or not yet.
    const own: SchemaEdit[] = keywords.map((one) => ({
      ...one,
      before: one.before ?? owner.before,
      after: one.after ?? owner.after,
    }));
    const below = (side: Side<Node>) => {
      if (isPair(side)) compare(side, edits, depth + 1);
    };
    for (const [name, side] of pairMembers({
      before: child(before, 'properties'),
      after: child(after, 'properties'),
    })) {
      if (isPair(side)) compare(side, edits, depth + 1);
      else own.push(propertyEdit(name, side));
    }
    for (const keyword of [...nested, 'additionalProperties']) {
      const old = child(before, keyword);
      const fresh = child(after, keyword);
      if (old && fresh && (isObject(old.value) || isObject(fresh.value)))
        below({ before: old, after: fresh });
    }
    for (const keyword of named) {
      for (const [, side] of pairMembers({ before: child(before, keyword), after: child(after, keyword) }))
        below(side);
    }
    for (const keyword of listed) {
      for (const side of alternatives({
        before: items(child(before, keyword)),
        after: items(child(after, keyword)),
      })) {
        if (isPair(side)) below(side);
        else own.push(edit(codeOfKeyword(keyword), keyword, side));
      }
    }
    edits.push(...own.map((one) => ({ ...one, owner })));
  };

  return {
    list(pair) {
      const edits: SchemaEdit[] = [];
      compare(pair, edits, 0);
      return edits;
    },
  };
}

function resolved(documents: Documents, node: Node): Node | undefined {
  const followed = follow(documents, node);
  return followed.kind === 'found' ? followed.node : undefined;
}

/**
 * Branches pair by what they refer to or are called, or by being the same; what is left over by its place, if as
 * many are left in both versions: otherwise nothing says which of them belong together.
 */
function alternatives({ before, after }: Pair<readonly Node[]>): Side<Node>[] {
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

function branchName(node: Node): string | undefined {
  const reference = child(node, '$ref')?.value;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  const title = child(node, 'title')?.value;
  return typeof title === 'string' ? title : undefined;
}
