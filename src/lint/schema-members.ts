import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObjectNode, items, members } from '../document/node.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { refTarget } from '../schema/in-place.ts';

const most = 500;

/** What a schema says of a member of its values: its schemas, that any may be there, or the names that may. */
export type Member =
  | { readonly kind: 'declared'; readonly schemas: readonly Node[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'undeclared'; readonly names: readonly string[] };

/**
 * Takes schemas of which some hold for a value, and the name of a member; gives what they say of it, through `$ref`,
 * `allOf`, `anyOf`, `oneOf` and conditions. `undeclared` where some properties are declared, and this one is not.
 */
export function memberOf(documents: Documents, schemas: readonly Node[], name: string): Member {
  const all = applied(documents, schemas);
  if (!all) return { kind: 'open' };
  const found = all.flatMap((each) => {
    const properties = child(each, 'properties');
    const property = properties && isObjectNode(properties) ? child(properties, name) : undefined;
    return [...(property ? [property] : []), ...(/^\d+$/.test(name) ? itemsOf(each) : [])];
  });
  if (found.length > 0) return { kind: 'declared', schemas: found };
  const names = all.flatMap((each) => members(child(each, 'properties')).map(([key]) => key));
  // Where nothing is declared, nothing is meant to be complete.
  return names.length === 0 || all.some(takesOthers) ? { kind: 'open' } : { kind: 'undeclared', names };
}

/** Takes a schema and the keys of a JSON Pointer; gives what it says of the last of them that it says something of. */
export function memberAt(
  documents: Documents,
  { node }: Pick<SchemaSite, 'node'>,
  keys: readonly string[],
): { readonly member: Member; readonly key: string } {
  let schemas: readonly Node[] = [node];
  let member: Member = { kind: 'declared', schemas };
  for (const key of keys) {
    member = memberOf(documents, schemas, key);
    if (member.kind !== 'declared') return { member, key };
    schemas = member.schemas;
  }
  return { member, key: keys.at(-1) ?? '' };
}

/** All schemas that may apply in the same place; undefined where one of them cannot be known. */
function applied(documents: Documents, schemas: readonly Node[]): readonly Node[] | undefined {
  const found: Node[] = [];
  const seen = new Set<unknown>();
  const waiting = [...schemas];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node.value)) continue;
    if (!isObjectNode(node) || found.length >= most) return undefined;
    seen.add(node.value);
    found.push(node);
    const target = refTarget(documents, node);
    if (target === undefined || child(node, '$dynamicRef')) return undefined;
    if (target) waiting.push(target);
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const branch of items(child(node, keyword))) waiting.push(branch);
    for (const keyword of ['then', 'else']) {
      const branch = child(node, keyword);
      if (branch) waiting.push(branch);
    }
    for (const [, each] of members(child(node, 'dependentSchemas'))) waiting.push(each);
  }
  return found;
}

function itemsOf(node: Node): Node[] {
  const each = child(node, 'items');
  return [...(each && isObjectNode(each) ? [each] : []), ...items(child(node, 'prefixItems'))];
}

function takesOthers(node: Node): boolean {
  if (child(node, 'patternProperties')) return true;
  // Schemas that build on this one by `allOf` have more.
  if (child(node, 'discriminator') && !child(node, 'oneOf') && !child(node, 'anyOf')) return true;
  return ['additionalProperties', 'unevaluatedProperties'].some((keyword) => {
    const value = child(node, keyword)?.value;
    return value !== undefined && value !== false;
  });
}
