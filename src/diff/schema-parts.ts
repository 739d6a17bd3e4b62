import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import { followed } from '../openapi/follow.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Part, Site } from './check.ts';
import type { Pair } from './pair.ts';

/** Keywords that hold a schema by each name. */
const named = ['properties', 'patternProperties', 'dependentSchemas'];
/** Keywords that hold one schema. */
const single = ['items', 'additionalProperties', 'additionalItems', 'contains', 'not', 'if', 'then', 'else'];
/** Keywords that hold a list of schemas. */
const listed = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];

interface Visit extends Pair<Node> {
  readonly where: string;
  readonly wordless?: true;
}

/**
 * Takes the documents of two versions and what wants to see parts; gives a function that hands over two schemas and
 * those that stand opposite each other below them, each two but once for either sender. The two themselves may be
 * wordless. Schemas of what is in a text (`contentSchema`) are others: `within` is called with them.
 */
export function createSchemaParts(
  documents: Pair<Documents>,
  tell: (part: Part) => void,
  within: (pair: Pair<SchemaSite>, site: Site) => void,
): (pair: Pair<SchemaSite>, site: Site, wordless: boolean) => void {
  const walked = { consumer: createPairs(), provider: createPairs() };
  const told = { consumer: createPairs(), provider: createPairs() };

  return (pair, site, wordless) => {
    const first = { before: pair.before.node, after: pair.after.node, where: site.where };
    const open: Visit[] = [wordless ? { ...first, wordless } : first];
    for (let visit = open.pop(); visit; visit = open.pop()) {
      const before = followed(documents.before, visit.before);
      const after = followed(documents.after, visit.after);
      if (!isObjectNode(before) || !isObjectNode(after)) continue;
      const where = componentName(after) ?? visit.where;
      // What stands beside a reference overrides what is referred to: the two layers are not told apart here.
      const isTold = !isLayered(visit.before) && !isLayered(visit.after);
      if (isTold && told[site.sender](before.value, after.value))
        tell({ kind: 'schema', where, before, after, site, ...(visit.wordless && { wordless: true }) });
      if (!walked[site.sender](before.value, after.value)) continue;
      const [old, fresh] = [child(before, 'contentSchema'), child(after, 'contentSchema')];
      if (old && fresh) {
        const { text: _, ...rest } = site;
        const sites = { before: { ...pair.before, node: old }, after: { ...pair.after, node: fresh } };
        within(sites, { ...rest, where: `the text of ${where}` });
      }
      for (const part of below(before, after, where).reverse()) open.push(part);
    }
  };
}

/** Gives a function that says of two objects whether it is asked of them for the first time. */
function createPairs(): (before: object, after: object) => boolean {
  const partners = new WeakMap<object, WeakSet<object>>();
  return (before, after) => {
    const known = partners.get(before) ?? new WeakSet();
    partners.set(before, known);
    if (known.has(after)) return false;
    known.add(after);
    return true;
  };
}

function below(before: Node<JsonObject>, after: Node<JsonObject>, where: string): Visit[] {
  const visits: Visit[] = [];
  const add = (old: Node | undefined, fresh: Node | undefined, at: string): void => {
    if (old && fresh) visits.push({ before: old, after: fresh, where: at });
  };
  for (const keyword of named) {
    const old = child(before, keyword);
    const fresh = child(after, keyword);
    if (!isObjectNode(old) || !isObjectNode(fresh)) continue;
    for (const name of Object.keys(old.value))
      add(child(old, name), child(fresh, name), keyword === 'properties' ? JSON.stringify(name) : where);
  }
  for (const keyword of single) {
    add(child(before, keyword), child(after, keyword), keyword === 'items' ? itemOf(where) : where);
  }
  for (const keyword of listed) {
    const old = items(child(before, keyword));
    const fresh = items(child(after, keyword));
    const keys = new Map(fresh.map((node, index) => [branchKey(node, index), node]));
    old.forEach((node, index) => add(node, keys.get(branchKey(node, index)), where));
  }
  return visits;
}

/** A reference with more beside it. */
function isLayered({ value }: Node): boolean {
  return isObject(value) && Object.hasOwn(value, '$ref') && Object.keys(value).length > 1;
}

function itemOf(where: string): string {
  return where.startsWith('an item of ') ? where : `an item of ${where}`;
}

/** What a branch refers to or is called, else its place. */
function branchKey(node: Node, index: number): string {
  const reference = child(node, '$ref')?.value ?? child(node, 'title')?.value;
  return typeof reference === 'string' ? reference.slice(reference.lastIndexOf('/') + 1) : String(index);
}

function componentName({ pointer }: Node): string | undefined {
  const keys = pointerKeys(pointer);
  const name = keys[0] === 'definitions' ? keys[1] : keys[2];
  const isComponent =
    (keys[0] === 'components' && keys[1] === 'schemas' && keys.length === 3) ||
    (keys[0] === 'definitions' && keys.length === 2);
  return isComponent && name !== undefined ? `schema "${name}"` : undefined;
}
