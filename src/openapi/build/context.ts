import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, isObjectNode, members, valueIn, type JsonObject } from '../../document/node.ts';
import { documentDialect } from '../dialect.ts';
import { follow, followed } from '../follow.ts';
import type { Dialect, Direction, OpenApiVersion, SchemaSite } from '../model.ts';

/** What the builders of the model share. */
export interface BuildContext {
  readonly version: OpenApiVersion;
  readonly documents: Documents;
  /** Schemas whose dialect is not that of their document. */
  readonly dialects: ReadonlyMap<object, Dialect>;
}

/** Takes a function; gives one that calls it when first called, and remembers. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * Takes the name of a maker; gives a function that makes one thing per parsed value and variant, however often it
 * is asked for it.
 */
export function memoised<T>(): (value: unknown, variant: unknown, make: () => T) => T {
  const known = new Map<unknown, Known<T>>();
  return (value, variant, make) => {
    for (let at = known.get(value); at !== undefined; at = at.next) {
      if (at.variant === variant) return at.made;
    }
    const made = make();
    // What was made meanwhile is known too.
    known.set(value, { variant, made, next: known.get(value) });
    return made;
  };
}

/** Nearly everything is asked for in one variant only. */
interface Known<T> {
  readonly variant: unknown;
  readonly made: T;
  readonly next: Known<T> | undefined;
}

/** The site of a schema, or undefined where there is none. */
export function siteOf(
  context: BuildContext,
  node: Node | undefined,
  direction: Direction,
): SchemaSite | undefined {
  if (node === undefined || (!isObject(node.value) && typeof node.value !== 'boolean')) return undefined;
  const own = isObject(node.value) ? context.dialects.get(node.value) : undefined;
  return { node, direction, dialect: own ?? documentDialect(node.document, context.version) };
}

/** The object that a node stands for, by `$ref` or itself; undefined for anything but an object. */
export function definition(context: BuildContext, use: Node | undefined): Node<JsonObject> | undefined {
  const node = use && followed(context.documents, use);
  return isObjectNode(node) ? node : undefined;
}

/** As `definition`, of a member. */
export function definitionIn(context: BuildContext, holder: Node, key: string): Node<JsonObject> | undefined {
  return definition(context, child(holder, key));
}

/** The members of a map, which may itself be behind a stray `$ref`. */
export function entries(context: BuildContext, map: Node | undefined): [key: string, node: Node][] {
  if (map === undefined) return [];
  const result = follow(context.documents, map);
  return result.kind === 'found' ? members(result.node) : [];
}

/** As `entries`, without extensions. */
export function namedEntries(context: BuildContext, map: Node | undefined): [key: string, node: Node][] {
  return entries(context, map).filter(([key]) => !key.startsWith('x-'));
}

/** A member that is `true`. */
export function isTrue(node: Node, key: string): boolean {
  return valueIn(node, key) === true;
}
