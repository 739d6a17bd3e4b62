import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, nodeAt } from '../document/node.ts';
import { followed } from '../openapi/follow.ts';
import { branchEdits, pairBranches } from './branches.ts';
import { isPair, type Pair, type Side } from './pair.ts';
import type { SchemaEdit } from './schema-edit.ts';
import {
  keywordEdits,
  listed,
  named,
  nested,
  pairMembers,
  propertyEdit,
  whole,
} from './schema-keyword-edits.ts';
import { sameValue } from './same-value.ts';

/** Lists where the texts of two schemas differ; each pair of definitions is compared once. */
export interface SchemaEdits {
  /**
   * Takes two schemas that stand opposite, and whether two others say the same in other words; gives the edits in them
   * and below them, but for those of schemas that say the same. An edit is the same object wherever it is reached from.
   */
  list(pair: Pair<Node>, isSame: (pair: Pair<Node>) => boolean): readonly SchemaEdit[];
  /**
   * Takes two definitions; gives where they are referred to, if it is there that the change was made: by a reference to
   * another schema, which the version before had too.
   */
  referrersOf(pair: Pair<Node>): Pair<Node> | undefined;
}

/** Two definitions, their own edits, and what stands opposite below them. */
interface Compared {
  readonly pair: Pair<Node>;
  readonly edits: readonly SchemaEdit[];
  readonly below: readonly Compared[];
}

/** Takes the documents of two versions; gives a list that remembers what it has compared. */
export function createSchemaEdits(documents: Pair<Documents>): SchemaEdits {
  const known = new Map<unknown, Map<unknown, Compared>>();
  const referrers = new Map<Compared, Pair<Node>>();

  const find = (pair: Pair<Node>): Compared | undefined =>
    known.get(pair.before.value)?.get(pair.after.value);

  /** Finds two schemas, references followed; `fresh` takes those that are yet to be compared. */
  const meet = (pair: Pair<Node>, fresh: Fresh[]): Compared | undefined => {
    const before = followed(documents.before, pair.before);
    const after = followed(documents.after, pair.after);
    if (before === undefined || after === undefined) return undefined;
    if (!isObjectNode(before) || !isObjectNode(after)) {
      const differs = !sameValue(before.value, after.value);
      return { pair: { before, after }, edits: differs ? [whole(pair)] : [], below: [] };
    }
    const owner = { before, after };
    const found = find(owner);
    if (found !== undefined) return found;
    const compared = { pair: owner, edits: [], below: [] };
    const partners = known.get(before.value) ?? new Map<unknown, Compared>();
    known.set(before.value, partners.set(after.value, compared));
    fresh.push(compared);
    if (referenceOf(pair.before) !== referenceOf(pair.after)) referrers.set(compared, pair);
    return compared;
  };

  return {
    list(pair, isSame) {
      const fresh: Fresh[] = [];
      const root = meet(pair, fresh);
      // The list grows while it is walked.
      for (const one of fresh) compareTexts(one, (below) => meet(below, fresh));
      if (root === undefined) return [];
      const edits: SchemaEdit[] = [];
      const reached = new Set([root]);
      for (const { pair: own, edits: fromHere, below } of reached) {
        if (fromHere.length > 0 && !fromHere.some((one) => one.beyondDoubles) && isSame(own)) continue;
        for (const one of fromHere) edits.push(one);
        for (const one of below) reached.add(one);
      }
      return edits;
    },
    referrersOf(pair) {
      const compared = find(pair);
      const referring = compared && referrers.get(compared);
      if (referring === undefined || referenceOf(referring.after) === undefined) return undefined;
      return nodeAt(documents.before.root, pair.after.pointer) === undefined ? undefined : referring;
    },
  };
}

interface Fresh {
  readonly pair: Pair<Node>;
  readonly edits: SchemaEdit[];
  readonly below: Compared[];
}

/** Adds the edits of two schemas, and what stands opposite below them. */
function compareTexts(
  { pair: owner, edits, below: opposite }: Fresh,
  meet: (pair: Pair<Node>) => Compared | undefined,
): void {
  const { before, after } = owner;
  const own: SchemaEdit[] = [];
  const below = (side: Side<Node>): void => {
    const compared = isPair(side) ? meet(side) : undefined;
    if (compared !== undefined) opposite.push(compared);
  };
  const keywords: SchemaEdit[] = [];
  keywordEdits(owner, keywords);
  // A keyword that came or went is told at the schema that has it no more, or not yet.
  for (const one of keywords) own.push({ ...one, before: one.before ?? before, after: one.after ?? after });
  const properties = { before: child(before, 'properties'), after: child(after, 'properties') };
  for (const [name, side] of pairMembers(properties)) {
    if (isPair(side)) below(side);
    else own.push(propertyEdit(name, side));
  }
  for (const keyword of [...nested, 'additionalProperties']) {
    const old = child(before, keyword);
    const fresh = child(after, keyword);
    if (old && fresh && (isObject(old.value) || isObject(fresh.value))) below({ before: old, after: fresh });
  }
  for (const keyword of named)
    for (const [, side] of pairMembers({ before: child(before, keyword), after: child(after, keyword) }))
      below(side);
  for (const keyword of listed) {
    const lists = { before: child(before, keyword), after: child(after, keyword) };
    const sides = pairBranches({ before: items(lists.before), after: items(lists.after) });
    sides.forEach(below);
    for (const one of branchEdits(keyword, sides, {
      before: lists.before ?? before,
      after: lists.after ?? after,
    }))
      own.push(one);
  }
  for (const one of own) edits.push({ ...one, owner });
}

function referenceOf(node: Node): unknown {
  return isObject(node.value) ? node.value['$ref'] : undefined;
}
