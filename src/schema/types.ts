import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObjectNode, items, valueIn } from '../document/node.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { dialectRules } from './dialects.ts';
import { refTarget } from './in-place.ts';

/** The types of JSON Schema. `integer` stands for whole numbers, `number` for the others. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

const every: ReadonlySet<JsonType> = new Set([
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
]);
const deepest = 60;
const mostVisits = 2_000;

/** Takes a JSON value; gives its type. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'object';
}

/**
 * Takes a schema; gives the types of which it may accept a value, by `type`, `const`, `enum`, `nullable`, through
 * `$ref`, `allOf`, `anyOf` and `oneOf`. `type: number` gives both kinds of number. Where a schema says nothing, or
 * too much to follow, that is every type.
 */
export function typesOf(
  documents: Documents,
  site: Pick<SchemaSite, 'node' | 'dialect'>,
): ReadonlySet<JsonType> {
  const rules = dialectRules(site.dialect);
  const open = new Set<unknown>();
  let visits = 0;

  const visit = (node: Node): ReadonlySet<JsonType> => {
    if (node.value === false) return new Set();
    if (!isObjectNode(node) || open.has(node.value) || open.size > deepest || ++visits > mostVisits)
      return every;
    open.add(node.value);
    const types = collect(node);
    open.delete(node.value);
    return types;
  };

  const collect = (node: Node): ReadonlySet<JsonType> => {
    const target = refTarget(documents, node);
    let types = target ? visit(target) : every;
    if (target !== null && rules && !rules.refSiblings) return types;
    types = meet(types, declared(valueIn(node, 'type')));
    const constant = rules?.keywords.has('const') ? child(node, 'const') : undefined;
    if (constant) types = meet(types, new Set([typeOf(constant.value)]));
    const listed = valueIn(node, 'enum');
    for (const member of items(child(node, 'allOf'))) types = meet(types, visit(member));
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = rules?.keywords.has(keyword) ? items(child(node, keyword)) : [];
      if (branches.length > 0) types = meet(types, new Set(branches.flatMap((branch) => [...visit(branch)])));
    }
    if (rules?.nullable && child(node, rules.nullable)?.value === true) types = new Set([...types, 'null']);
    return Array.isArray(listed) ? meet(types, new Set(listed.map(typeOf))) : types;
  };

  return visit(site.node);
}

function declared(type: unknown): ReadonlySet<JsonType> {
  const types = (Array.isArray(type) ? type : [type]).flatMap((name: unknown): JsonType[] => {
    if (name === 'number') return ['number', 'integer'];
    if (name === 'file') return ['string'];
    return typeof name === 'string' && isType(name) ? [name] : [];
  });
  return types.length > 0 ? new Set(types) : every;
}

function isType(name: string): name is JsonType {
  return (every as ReadonlySet<string>).has(name);
}

function meet(a: ReadonlySet<JsonType>, b: ReadonlySet<JsonType>): ReadonlySet<JsonType> {
  if (a === every) return b;
  return b === every ? a : new Set([...a].filter((type) => b.has(type)));
}
