import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, items, members } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';

/** One object of a schema, in one direction, and what of it values have shown. */
export interface Part {
  readonly site: SchemaSite;
  /** Whether there is nothing left to see in it: values need not be looked at any more. */
  done: boolean;
  /** Something in it that was not seen when it was last asked whether it is done. */
  lacks: Seen | Part | undefined;
  /** What is in it; read when it is first asked for, as schemas may be in themselves. */
  contents(): Contents;
}

export interface Contents {
  /** What else describes the same value: where `$ref` leads, and all of `allOf`. */
  readonly same: readonly Part[];
  readonly properties: ReadonlyMap<string, Seen>;
  /** Of properties that have no name here. */
  readonly others: Part | undefined;
  readonly prefix: readonly Part[];
  readonly items: Part | undefined;
  /** Of `enum`, the scalars. */
  readonly values: ReadonlyMap<unknown, Seen>;
  readonly unions: readonly Union[];
}

/** Something in a schema that is seen or not. */
export interface Seen {
  readonly node: Node;
  /** Undefined where it is a value. */
  readonly part: Part | undefined;
  seen: boolean;
}

/** A `oneOf` or `anyOf`. */
export interface Union {
  /** The property that tells its branches apart, where a discriminator says so. */
  readonly tag: string | undefined;
  readonly branches: readonly Branch[];
}

export interface Branch extends Seen {
  readonly part: Part;
  /** What the discriminator calls it. */
  readonly tags: ReadonlySet<string>;
  /** How often a value turned out to be of none of its kind. */
  misses: number;
}

/** Takes a schema; gives its part: one for each object and direction, however often it is referred to. */
export type Parts = (site: SchemaSite) => Part;

/** Takes the texts of a description; gives the parts of its schemas. */
export function createParts(documents: Documents): Parts {
  const known = { request: new Map<unknown, Part>(), response: new Map<unknown, Part>() };
  const partOf: Parts = (site) => {
    const before = known[site.direction].get(site.node.value);
    if (before) return before;
    let contents: Contents | undefined;
    const part: Part = {
      site,
      done: false,
      lacks: undefined,
      contents: () => (contents ??= read(site, partOf, documents)),
    };
    // `true` and `false` are one value wherever they stand, with nothing in them.
    if (isObject(site.node.value)) known[site.direction].set(site.node.value, part);
    return part;
  };
  return partOf;
}

function read(site: SchemaSite, partOf: Parts, documents: Documents): Contents {
  const { node, direction } = site;
  const at = (inner: Node | undefined): Part | undefined =>
    inner && isObject(inner.value) ? partOf({ ...site, node: inner }) : undefined;
  const all = (keyword: string): Part[] => items(child(node, keyword)).flatMap((inner) => at(inner) ?? []);
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';

  const properties = new Map<string, Seen>();
  for (const [name, inner] of members(child(node, 'properties'))) {
    const part = at(inner);
    if (child(inner, hidden)?.value === true || inner.value === false) continue;
    properties.set(name, { node: inner, part, seen: false });
  }
  const values = new Map<unknown, Seen>();
  for (const inner of items(child(node, 'enum'))) {
    if (typeof inner.value === 'object' && inner.value !== null) continue;
    values.set(inner.value, { node: inner, part: undefined, seen: false });
  }
  const reference = child(node, '$ref');
  const resolved =
    typeof reference?.value === 'string' ? documents.resolve(reference.value, node) : undefined;
  const target = resolved?.kind === 'found' ? at(resolved.node) : undefined;
  return {
    same: [...(target ? [target] : []), ...all('allOf')],
    properties,
    others: at(child(node, 'additionalProperties')),
    prefix: all('prefixItems'),
    items: at(child(node, 'items')),
    values,
    unions: (['oneOf', 'anyOf'] as const).flatMap((keyword) => unionAt(node, keyword, at)),
  };
}

function unionAt(node: Node, keyword: string, at: (node: Node) => Part | undefined): Union[] {
  const discriminator = child(node, 'discriminator');
  const tag = discriminator && child(discriminator, 'propertyName')?.value;
  const mapping = members(discriminator && child(discriminator, 'mapping'));
  const branches = items(child(node, keyword)).flatMap((inner): Branch[] => {
    const part = at(inner);
    if (!part) return [];
    return [{ node: inner, part, seen: false, misses: 0, tags: tagsOf(inner, mapping) }];
  });
  // One alone is no choice.
  return branches.length < 2 ? [] : [{ tag: typeof tag === 'string' ? tag : undefined, branches }];
}

/** OpenAPI 3.1.1, Discriminator Object: the names that a mapping has for a schema, else the schema's own. */
function tagsOf(branch: Node, mapping: readonly (readonly [string, Node])[]): ReadonlySet<string> {
  const reference = child(branch, '$ref')?.value;
  if (typeof reference !== 'string') return new Set();
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const mapped = mapping.filter(([, { value }]) => value === reference || value === name);
  return new Set([...mapped.map(([tag]) => tag), name]);
}
