import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObjectNode, items } from '../document/node.ts';
import { follow } from '../openapi/follow.ts';
import type { Api, SchemaSite } from '../openapi/model.ts';
import type { DiffVisitor, Site } from './check.ts';
import { isPair, type Pair } from './pair.ts';
import type { DiffPolicy } from './policy.ts';
import { listed, named, nested, pairMembers } from './schema-keyword-edits.ts';

/** Beyond this, nobody has announced anything. */
const deepest = 64;

/** Takes both versions and the policy; gives whether there is anything inside schemas that the policy is about. */
export function wantsSubschemas({ before, after }: Pair<Api>, { deprecationDays }: DiffPolicy): boolean {
  if (Object.values(deprecationDays).some((days) => days > 0)) return true;
  return [before, after].some(({ documents }) =>
    [...documents.all.values()].some(({ text }) => /x-sunset|x-extensible-enum/.test(text)),
  );
}

/**
 * Takes the documents of both versions and who wants to see schemas; gives a visitor that hands them each two that
 * stand opposite, once for each side that may send them.
 */
export function subschemaVisitor(documents: Pair<Documents>, visitors: readonly DiffVisitor[]): DiffVisitor {
  const seen = new WeakMap<object, WeakMap<object, Set<Site['sender']>>>();
  const wanting = visitors.filter(({ subschema }) => subschema !== undefined);

  const isNew = (before: object, after: object, sender: Site['sender']): boolean => {
    const partners = seen.get(before) ?? new WeakMap<object, Set<Site['sender']>>();
    seen.set(before, partners);
    const senders = partners.get(after) ?? new Set();
    partners.set(after, senders);
    if (senders.has(sender)) return false;
    senders.add(sender);
    return true;
  };

  const walk = (pair: Pair<Node>, site: Site, property: string | undefined, depth: number): void => {
    const before = ending(documents.before, pair.before);
    const after = ending(documents.after, pair.after);
    if (!isObjectNode(before) || !isObjectNode(after) || depth > deepest) return;
    if (!isNew(before.value, after.value, site.sender)) return;
    for (const visitor of wanting) visitor.subschema?.(pair, site, property);
    for (const [name, side] of pairMembers({
      before: child(before, 'properties'),
      after: child(after, 'properties'),
    })) {
      if (isPair(side)) walk(side, site, name, depth + 1);
    }
    const below = (old: Node | undefined, fresh: Node | undefined): void => {
      if (old && fresh) walk({ before: old, after: fresh }, site, property, depth + 1);
    };
    for (const keyword of [...nested, 'additionalProperties'])
      below(child(before, keyword), child(after, keyword));
    for (const keyword of named) {
      for (const [, side] of pairMembers({ before: child(before, keyword), after: child(after, keyword) }))
        if (isPair(side)) below(side.before, side.after);
    }
    for (const keyword of listed) {
      const fresh = items(child(after, keyword));
      items(child(before, keyword)).forEach((old, index) => below(old, fresh[index]));
    }
  };
  return {
    schema: ({ before, after }: Pair<SchemaSite>, site) =>
      walk({ before: before.node, after: after.node }, site, undefined, 0),
  };
}

function ending(documents: Documents, node: Node): Node | undefined {
  const followed = follow(documents, node);
  return followed.kind === 'found' ? followed.node : undefined;
}
