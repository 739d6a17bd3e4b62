import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import {
  child,
  isObject,
  isObjectNode,
  items,
  keyOf,
  members,
  rootNode,
  stringChild,
  textIn,
  valueIn,
} from '../../document/node.ts';
import { namedSchemas, type Descendants } from '../components.ts';
import { inPlace, refTarget } from '../in-place.ts';

/** What a discriminator makes of a schema, for values that are objects. */
export interface Tagging {
  /** The value of `discriminator`. */
  readonly place: Node;
  readonly property: string;
  /** Which schemas a tag selects: none for the base itself, several where branches share the tag. */
  readonly groups: readonly { readonly tags: readonly string[]; readonly targets: readonly Node[] }[];
  /** Of a base schema: the values of those that extend it, within which the tag is settled. */
  readonly extensions: ReadonlySet<unknown>;
  /** The keyword of the union that the tag decides; undefined for a base schema. */
  readonly union: 'oneOf' | 'anyOf' | undefined;
  /** Whether a missing or unknown tag selects something too (3.2 `defaultMapping`). */
  readonly fallback: boolean;
}

/**
 * Takes a schema; gives how its `discriminator` tells values apart (OpenAPI 3.1 Discriminator Object): by `mapping`,
 * else by what a branch allows its tag to be, else by component names. Undefined where there is nothing to tell apart.
 */
export function taggingOf(
  schema: Node,
  documents: Documents,
  descendants: Descendants,
  siblings: boolean,
): Tagging | undefined {
  const place = child(schema, 'discriminator');
  if (place === undefined) return undefined;
  const property = typeof place.value === 'string' ? place.value : textIn(place, 'propertyName');
  if (property === undefined) return undefined;
  const union = (['oneOf', 'anyOf'] as const).find((keyword) => items(child(schema, keyword)).length > 0);
  const branches = union === undefined ? [] : items(child(schema, union));
  const targets = branches.map((branch) => ({
    node: refTarget(documents, branch) ?? branch,
    named: typeof valueIn(branch, '$ref') === 'string',
  }));
  const byTag = new Map<string, readonly Node[]>();
  const choose = (node: Node): readonly Node[] => (node.value === schema.value ? [] : [node]);

  const mapped = new Set<unknown>();
  const mapping = isObject(place.value) ? child(place, 'mapping') : undefined;
  for (const [tag, entry] of members(mapping)) {
    const node = typeof entry.value === 'string' ? namedTarget(documents, entry.value, entry) : undefined;
    if (node === undefined) continue;
    mapped.add(node.value);
    byTag.set(tag, choose(node));
  }
  const shared = new Map<string, Node[]>();
  for (const { node, named } of targets) {
    if (mapped.has(node.value)) continue;
    const values = allowedValues(documents, node, property, siblings);
    const name = named ? nameOf(node) : undefined;
    const tags = values.length > 0 ? values : name === undefined ? [] : [name];
    for (const tag of tags) if (!byTag.has(tag)) shared.set(tag, [...(shared.get(tag) ?? []), node]);
  }
  for (const [tag, nodes] of shared) byTag.set(tag, nodes);
  for (const { node, named } of targets) {
    const name = named ? nameOf(node) : undefined;
    if (name !== undefined && !byTag.has(name)) byTag.set(name, [node]);
  }
  const extending = union === undefined ? descendants.of(schema) : [];
  for (const { name, node } of extending) {
    const values = allowedValues(documents, node, property, siblings, schema);
    const tags = mapped.has(node.value) ? [] : values.length > 0 ? values : [name];
    for (const tag of [...tags, name]) if (!byTag.has(tag)) byTag.set(tag, choose(node));
  }
  if (union === undefined && byTag.size > 0) {
    const own = [nameOf(schema), ...allowedValues(documents, schema, property, siblings)];
    for (const tag of own) if (tag !== undefined && !byTag.has(tag)) byTag.set(tag, []);
  }
  if (byTag.size === 0) return undefined;
  return {
    place,
    property,
    groups: grouped(byTag),
    extensions: new Set([...extending.map(({ node }) => node.value), ...mapped]),
    union,
    fallback: isObject(place.value) && stringChild(place, 'defaultMapping') !== undefined,
  };
}

/** Tags that select the same are one group. */
function grouped(byTag: ReadonlyMap<string, readonly Node[]>): Tagging['groups'] {
  const groups = new Map<string, { tags: string[]; targets: readonly Node[] }>();
  for (const [tag, targets] of byTag) {
    const key = targets.map(({ document, pointer }) => `${document.uri}#${pointer}`).join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { tags: [tag], targets });
    else group.tags.push(tag);
  }
  return [...groups.values()];
}

/** Takes what a tag is mapped to, the name of a component or a reference; gives the schema, or undefined. */
export function namedTarget(documents: Documents, name: string, from: Node): Node | undefined {
  if (/^[A-Za-z0-9._-]+$/.test(name)) {
    for (const document of [from.document, documents.root]) {
      const schemas = namedSchemas(rootNode(document));
      const named = schemas && child(schemas, name);
      if (named !== undefined) return named;
    }
  }
  const resolution = documents.resolve(name, from);
  return resolution.kind === 'found' ? resolution.node : undefined;
}

/** The last part of the place where a schema is written: its component name, or its file's name. */
function nameOf(node: Node): string | undefined {
  return keyOf(node) ?? /([^/\\]+?)(\.[A-Za-z0-9]+)?$/.exec(node.document.uri)?.[1];
}

/** Takes a schema and the name of its tag; gives what the tag may be, as text, but for what it inherits from the base. */
export function allowedValues(
  documents: Documents,
  schema: Node,
  property: string,
  siblings: boolean,
  base?: Node,
): readonly string[] {
  for (const part of inPlace(documents, schema, siblings)) {
    if (part.value === base?.value) continue;
    const properties = child(part, 'properties');
    const declared = isObjectNode(properties) ? child(properties, property) : undefined;
    if (declared === undefined) continue;
    for (const one of inPlace(documents, declared, siblings)) {
      const constant = child(one, 'const');
      const values = constant ? [constant.value] : items(child(one, 'enum')).map(({ value }) => value);
      if (values.length > 0)
        return values.filter((value) => typeof value !== 'object' || value === null).map(String);
    }
  }
  return [];
}

/** Takes a tag; gives the values that a description may write for it. */
export function valuesOfTag(tag: string): readonly unknown[] {
  if (tag === 'true' || tag === 'false') return [tag, tag === 'true'];
  if (tag === 'null') return [tag, null];
  const number = Number(tag);
  return tag !== '' && String(number) === tag ? [tag, number] : [tag];
}
