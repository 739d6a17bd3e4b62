import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, items, keyOf, members, rootNode, valueIn } from '../document/node.ts';
import { namedSchemas, type Descendants } from './components.ts';
import type { Converted, Discriminator, Engine, Unit } from './converted.ts';
import { dialectRules } from './dialects.ts';
import { inPlace, refTarget } from './in-place.ts';

/** What a tag selects: a branch of the union, a schema elsewhere, or the base schema itself. */
export type Choice =
  | { readonly kind: 'branch'; readonly schema: Converted }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'base' };

/** The tags that a discriminator knows. */
export interface Tags {
  readonly byTag: ReadonlyMap<string, Choice>;
  /** Those to name in a message. */
  readonly listed: readonly string[];
  /** What a missing or unknown tag selects (3.2 `defaultMapping`). */
  readonly fallback: Choice | undefined;
  /** Base schema: the values of the schemas that extend it. */
  readonly extensions: ReadonlySet<unknown>;
}

/**
 * Takes a discriminator; gives its tags (OpenAPI 3.1 Discriminator Object): from `mapping`, whose values are names
 * or references; else from what a branch allows its tag property to be; else the branch's component name.
 */
export function tagsOf(
  discriminator: Discriminator,
  documents: Documents,
  descendants: Descendants,
  engine: Engine,
): Tags {
  const { owner, property, union, schema } = discriminator;
  const siblings = dialectRules(owner.dialect)?.refSiblings ?? true;
  const byTag = new Map<string, Choice>();
  const listed = new Set<string>();
  const extending = union ? [] : descendants.of(schema);
  const targets = (union?.branches ?? []).map((branch) => {
    const { node } = branch.origin();
    return {
      branch,
      node: refTarget(documents, node) ?? node,
      named: typeof valueIn(node, '$ref') === 'string',
    };
  });

  const choose = (node: Node): Choice => {
    if (node.value === schema.value) return { kind: 'base' };
    const branch = targets.find((target) => target.node.value === node.value)?.branch;
    return branch ? { kind: 'branch', schema: branch } : { kind: 'unit', unit: engine.unitAt(node, owner) };
  };

  const mapped = new Set<unknown>();
  for (const [tag, entry] of members(discriminator.mapping)) {
    const node = typeof entry.value === 'string' ? namedTarget(documents, entry.value, entry) : undefined;
    listed.add(tag);
    if (!node) continue;
    mapped.add(node.value);
    byTag.set(tag, choose(node));
  }

  // Several branches may share a tag: they remain a union among themselves.
  const shared = new Map<string, Converted[]>();
  for (const { branch, node, named } of targets) {
    if (mapped.has(node.value)) continue;
    const values = allowedValues(documents, node, property, siblings);
    const name = named ? nameOf(node) : undefined;
    const tags = values.length > 0 ? values : name === undefined ? [] : [name];
    for (const tag of tags) {
      listed.add(tag);
      if (!byTag.has(tag)) shared.set(tag, [...(shared.get(tag) ?? []), branch]);
    }
  }
  for (const [tag, branches] of shared)
    byTag.set(tag, { kind: 'branch', schema: joined(branches, union?.whole) });
  for (const { branch, node, named } of targets) {
    const name = named ? nameOf(node) : undefined;
    if (name !== undefined && !byTag.has(name)) byTag.set(name, { kind: 'branch', schema: branch });
  }
  for (const { name, node } of extending) {
    const values = allowedValues(documents, node, property, siblings, schema);
    const tags = mapped.has(node.value) ? [] : values.length > 0 ? values : [name];
    for (const tag of tags) listed.add(tag);
    for (const tag of [...tags, name]) if (!byTag.has(tag)) byTag.set(tag, choose(node));
  }
  if (!union && byTag.size > 0) {
    const own = [nameOf(schema), ...allowedValues(documents, schema, property, siblings)];
    for (const tag of own) if (tag !== undefined && !byTag.has(tag)) byTag.set(tag, { kind: 'base' });
  }
  const fallback =
    typeof discriminator.fallback?.value === 'string' &&
    namedTarget(documents, discriminator.fallback.value, discriminator.fallback);
  return {
    byTag,
    listed: [...listed],
    fallback: fallback ? choose(fallback) : undefined,
    extensions: new Set([...extending.map(({ node }) => node.value), ...mapped]),
  };
}

function joined(branches: readonly Converted[], whole: Converted | undefined): Converted {
  const [first] = branches;
  if (branches.length === 1 && first) return first;
  const keyword = whole?.['oneOf'] ? 'oneOf' : 'anyOf';
  return { origin: whole?.origin ?? first!.origin, [keyword]: branches };
}

/** A mapping's value is the name of a component or a reference. */
function namedTarget(documents: Documents, name: string, from: Node): Node | undefined {
  if (/^[A-Za-z0-9._-]+$/.test(name)) {
    for (const document of [from.document, documents.root]) {
      const schemas = namedSchemas(rootNode(document));
      const named = schemas && child(schemas, name);
      if (named) return named;
    }
  }
  const resolution = documents.resolve(name, from);
  return resolution.kind === 'found' ? resolution.node : undefined;
}

/** The last part of the place where a schema is written: its component name, or its file's name. */
function nameOf(node: Node): string | undefined {
  return keyOf(node) ?? /([^/\\]+?)(\.[A-Za-z0-9]+)?$/.exec(node.document.uri)?.[1];
}

/**
 * What a schema allows a property to be. What it inherits from a base says which tags there are, not which is its own,
 * and is left out.
 */
function allowedValues(
  documents: Documents,
  schema: Node,
  property: string,
  siblings: boolean,
  base?: Node,
): string[] {
  for (const part of inPlace(documents, schema, siblings)) {
    const values = part.value === base?.value ? [] : valuesAt(documents, part, property, siblings);
    if (values.length > 0) return values;
  }
  return [];
}

function valuesAt(documents: Documents, part: Node, property: string, siblings: boolean): string[] {
  const properties = child(part, 'properties');
  const declared = properties && child(properties, property);
  if (!declared) return [];
  for (const schema of inPlace(documents, declared, siblings)) {
    const constant = child(schema, 'const');
    const values = constant ? [constant.value] : items(child(schema, 'enum')).map(({ value }) => value);
    if (values.length > 0)
      return values.filter((value) => typeof value !== 'object' || value === null).map(String);
  }
  return [];
}
