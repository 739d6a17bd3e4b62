import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import type { Api, MediaType, Operation } from '../../openapi/model.ts';
import { partsOf, propertiesOf, singleType, type Schema } from './schema-parts.ts';

/** An operation that answers with many of something. */
export interface List {
  readonly operation: Operation;
  /** The property that the items are in, undefined where the answer is an array itself. */
  readonly envelope: string | undefined;
  /** Where that property, or else the body, is written. */
  readonly at: Node;
  /** What each item is. */
  readonly item: Schema | undefined;
}

/** Properties that say something of a list beside its items. An object with others has a list, and is none. */
const aboutLists =
  /^(?:_?(?:links?|meta|metadata|pagination|paging|page|pages|object|kind|type|url|uri|etag|success|ok|status|message|timestamp|version)|.*(?:total|count|size|limit|offset|cursor|token|next|prev|previous|first|last|has_?more|more|filtered|per_?page|page_?(?:number|info|index)|warnings|request_?id|start|end).*)$/i;

/** Several rules ask of the same operations. */
const known = new WeakMap<Operation, { readonly list: List | undefined }>();

/** Takes an API and an operation; gives what is known of it as a list, or undefined for one that is none. */
export function listOf(api: Api, operation: Operation): List | undefined {
  const before = known.get(operation);
  if (before) return before.list;
  const list = readList(api, operation);
  known.set(operation, { list });
  return list;
}

function readList(api: Api, operation: Operation): List | undefined {
  if (operation.method !== 'get' || operation.kind !== 'path' || /\}\/?$/.test(operation.path))
    return undefined;
  const schema = successBody(operation)?.schema;
  if (!schema) return undefined;
  const parts = partsOf(api.documents, schema);
  if (singleType(parts) === 'array')
    return { operation, envelope: undefined, at: schema.node, item: itemOf(schema, parts) };
  const arrays: [name: string, at: Node, item: Schema | undefined][] = [];
  for (const [name, property] of propertiesOf(parts)) {
    const inner = { node: property, dialect: schema.dialect };
    const innerParts = partsOf(api.documents, inner);
    if (singleType(innerParts) === 'array') arrays.push([name, property, itemOf(inner, innerParts)]);
    else if (!aboutLists.test(name)) return undefined;
  }
  const [only, ...others] = arrays;
  if (only === undefined || others.length > 0) return undefined;
  const [envelope, at, item] = only;
  return { operation, envelope, at, item };
}

function itemOf(list: Schema, parts: ReturnType<typeof partsOf>): Schema | undefined {
  const node = parts.flatMap((part) => child(part, 'items') ?? [])[0];
  return node && { node, dialect: list.dialect };
}

/** Takes an operation; gives the JSON of its first response for success, undefined where it has none. */
export function successBody({ responses }: Operation): MediaType | undefined {
  for (const [status, response] of responses) if (/^2/.test(status)) return jsonOf(response.content);
  return undefined;
}

/** Takes the content of a message; gives its JSON. */
export function jsonOf(content: ReadonlyMap<string, MediaType>): MediaType | undefined {
  for (const [range, mediaType] of content) if (/[/+]json\b/i.test(range)) return mediaType;
  return undefined;
}
