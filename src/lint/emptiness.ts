import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObjectNode, items, members, type JsonObject } from '../document/node.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace, refTarget } from '../schema/in-place.ts';
import { typeOf } from '../schema/types.ts';

/** Why no value can be what a schema says, at the place that says so. */
export type Emptiness =
  | { readonly kind: 'types'; readonly at: Node; readonly others: readonly Node[] }
  | { readonly kind: 'values'; readonly at: Node; readonly others: readonly Node[] }
  | {
      readonly kind: 'closed';
      readonly at: Node;
      /** What is required and may not be there. */
      readonly names: readonly string[];
      readonly requiredBy: Node;
      readonly forbiddenBy: Node;
    }
  | { readonly kind: 'endless'; readonly at: Node; readonly ring: readonly Step[] };

/** A schema on the way into a value. */
export interface Step {
  readonly node: Node;
  /** The member by which the value at hand was reached, `[]` for an item; undefined where it is still the same value. */
  readonly by: string | undefined;
}

const most = 2_000;
const deepest = 60;

/**
 * Takes the texts of a description; gives what finds out why a schema accepts no value, and undefined for one that
 * may accept some: it follows types, listed values, and what objects and arrays have to hold, through references,
 * and proves emptiness only. What is required in one direction alone is left out.
 */
export function createEmptiness(documents: Documents): (site: SchemaSite) => Emptiness | undefined {
  const inhabited = new WeakSet<object>();
  let steps = 0;

  /** `level` is where in the path the value at hand began: a ring within it goes round without ever going down. */
  const search = (
    node: Node,
    site: SchemaSite,
    path: readonly Step[],
    level: number,
    by?: string,
  ): Emptiness | undefined => {
    const siblings = dialectRules(site.dialect)?.refSiblings ?? true;
    const target = refTarget(documents, node);
    const schema = target && !siblings ? target : node;
    if (!isObjectNode(schema) || inhabited.has(schema.value)) return undefined;
    if (++steps > most || path.length > deepest) return undefined;
    const since = path.findIndex((step) => step.node.value === schema.value);
    // The first of a ring is reached from its last.
    if (since !== -1)
      return since < level
        ? { kind: 'endless', at: node, ring: [{ node: schema, by }, ...path.slice(since + 1)] }
        : undefined;
    const parts = inPlace(documents, schema, siblings);
    const nullable = dialectRules(site.dialect)?.nullable;
    if (nullable !== undefined && parts.some((part) => part.value[nullable] === true)) return undefined;
    const found = local(schema, parts, site) ?? below(parts, site, [...path, { node: schema, by }], level);
    if (!found) inhabited.add(schema.value);
    return found;
  };

  /** What parts that must hold for one value say against each other. */
  const local = (
    schema: Node,
    parts: readonly Node<JsonObject>[],
    site: SchemaSite,
  ): Emptiness | undefined => {
    const lists = parts.flatMap((part) => valueLists(part, site));
    const [first, ...others] = lists;
    if (first && others.length > 0) {
      const sets = others.map(({ values }) => new Set(values));
      const shared = first.values.filter((value) => sets.every((set) => set.has(value)));
      if (shared.length === 0)
        return {
          kind: 'values',
          ...placed(
            schema,
            lists.map(({ at }) => at),
          ),
        };
    }
    const typed = parts.flatMap((part) => declaredTypes(part) ?? []);
    const common = typed[0]?.types.filter((type) => typed.every(({ types }) => types.includes(type)));
    if (typed.length < 2 || common === undefined || common.length > 0) return undefined;
    return {
      kind: 'types',
      ...placed(
        schema,
        typed.map(({ at }) => at),
      ),
    };
  };

  const below = (
    parts: readonly Node<JsonObject>[],
    site: SchemaSite,
    path: readonly Step[],
    level: number,
  ): Emptiness | undefined => {
    for (const part of parts) {
      for (const keyword of ['anyOf', 'oneOf']) {
        const branches = items(child(part, keyword));
        const outcomes = branches.map((branch) => search(branch, site, path, level));
        if (branches.length > 0 && outcomes.every((outcome) => outcome !== undefined)) return outcomes[0];
      }
    }
    const only = (type: string) =>
      parts.some((part) => {
        const written = part.value['type'];
        return written === type || (Array.isArray(written) && written.length === 1 && written[0] === type);
      });
    if (only('object')) return inObject(parts, site, path);
    return only('array') ? inArray(parts, site, path) : undefined;
  };

  const inObject = (
    parts: readonly Node<JsonObject>[],
    site: SchemaSite,
    path: readonly Step[],
  ): Emptiness | undefined => {
    const declarations = (name: string) =>
      parts.flatMap((part) => {
        const properties = child(part, 'properties');
        return (properties && child(properties, name)) ?? [];
      });
    const required = parts.flatMap((holder) =>
      items(child(holder, 'required')).flatMap((entry) =>
        typeof entry.value === 'string' ? { holder, entry, name: entry.value } : [],
      ),
    );
    for (const { holder, entry, name } of required) {
      const declared = declarations(name);
      if (declared.some((property) => isOneWay(property))) continue;
      const closed = parts.find((part) => forbids(part, name));
      if (closed) {
        const siblings = dialectRules(site.dialect)?.refSiblings ?? true;
        const joins = (part: Node) =>
          [holder, closed].every(({ value }) =>
            inPlace(documents, part, siblings).some((inner) => inner.value === value),
          );
        const forbiddenBy = child(closed, 'additionalProperties') ?? closed;
        // Of the schemas that hold both, the innermost is the one that they do not fit into.
        const { at } = placed(parts.findLast(joins) ?? holder, [entry, forbiddenBy]);
        const names = required.filter(
          (other) =>
            forbids(closed, other.name) && !declarations(other.name).some((property) => isOneWay(property)),
        );
        return {
          kind: 'closed',
          at,
          names: [...new Set(names.map((other) => other.name))],
          requiredBy: entry,
          forbiddenBy,
        };
      }
      for (const property of declared) {
        const found = search(property, site, path, path.length, name);
        if (found) return found;
      }
    }
    return undefined;
  };

  const inArray = (
    parts: readonly Node<JsonObject>[],
    site: SchemaSite,
    path: readonly Step[],
  ): Emptiness | undefined => {
    const least = parts.reduce((most, { value }) => Math.max(most, Number(value['minItems'] ?? 0)), 0);
    if (!(least > 0) || parts.some((part) => Object.hasOwn(part.value, 'prefixItems'))) return undefined;
    for (const part of parts) {
      const item = child(part, 'items');
      const found = isObjectNode(item) ? search(item, site, path, path.length, '[]') : undefined;
      if (found) return found;
    }
    return undefined;
  };

  /** Whether a property is part of messages in one direction only, by itself or by what it refers to. */
  const isOneWay = (property: Node): boolean =>
    inPlace(documents, property, true).some(
      (part) => part.value['readOnly'] === true || part.value['writeOnly'] === true,
    );

  return (site) => {
    steps = 0;
    return site.dialect === 'unknown' ? undefined : search(site.node, site, [], 0);
  };
}

/** Takes a schema and places that contradict each other; gives the last that is written in the schema itself, and the others. */
export function placed(
  schema: Node,
  places: readonly Node[],
): { readonly at: Node; readonly others: readonly Node[] } {
  const own = places.filter(
    ({ document, pointer }) => document === schema.document && pointer.startsWith(`${schema.pointer}/`),
  );
  const at = own.at(-1) ?? schema;
  return { at, others: places.filter((place) => place !== at) };
}

/** The types that a schema itself names, of which `number` includes `integer`; undefined where it names none. */
function declaredTypes(
  part: Node<JsonObject>,
): { readonly at: Node; readonly types: readonly unknown[] } | undefined {
  const at = child(part, 'type');
  if (at === undefined) return undefined;
  const written: readonly unknown[] = Array.isArray(at.value) ? at.value : [at.value];
  return { at, types: written.includes('number') ? [...written, 'integer'] : written };
}

function valueLists(
  part: Node<JsonObject>,
  { dialect }: SchemaSite,
): { readonly at: Node; readonly values: readonly string[] }[] {
  const lists: { at: Node; values: readonly string[] }[] = [];
  const listed = child(part, 'enum');
  if (listed && Array.isArray(listed.value)) {
    lists.push({ at: listed, values: listed.value.map((value) => key(value)) });
  }
  const constant = dialectRules(dialect)?.keywords.has('const') ? child(part, 'const') : undefined;
  if (constant) lists.push({ at: constant, values: [key(constant.value)] });
  return lists;
}

/** A text that equal values share. Of objects and arrays nobody asks: they are let pass as equal. */
function key(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'composite' : `${typeOf(value)} ${String(value)}`;
}

/** Whether a schema by itself forbids a property of a name. */
function forbids(part: Node<JsonObject>, name: string): boolean {
  if (part.value['additionalProperties'] !== false || Object.hasOwn(part.value, 'patternProperties'))
    return false;
  return members(child(part, 'properties')).every(([declared]) => declared !== name);
}
