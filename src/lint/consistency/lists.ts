import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import type { Api, MediaType, Operation } from '../../openapi/model.ts';
import { wordsOf } from '../words.ts';
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

/** Names of what stands beside the items of a list. An object with other properties has a list, and is none. */
const besideItems =
  /^_?(?:links?|meta|metadata|object|kind|type|url|uri|etag|success|ok|status|message|timestamp|version)$/i;
/** A word of these says that a property is about the list. */
const aboutLists = setOf(
  'total count size limit offset cursor token filtered warnings pagination paging marker continuation truncated',
);
/** And so does a name that is made of these, one of `moving` among them. */
const moving = setOf('next prev previous first last more start end page pages per request');
const moved = setOf('has is id index number num key link url uri href date time item items result results');

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
    else if (!isAboutList(name)) return undefined;
  }
  const [only, ...others] = arrays;
  if (only === undefined || others.length > 0) return undefined;
  const [envelope, at, item] = only;
  return { operation, envelope, at, item };
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function isAboutList(name: string): boolean {
  if (besideItems.test(name)) return true;
  const words = wordsOf(name);
  if (words.some((word) => aboutLists.has(word))) return true;
  return words.some((word) => moving.has(word)) && words.every((word) => moving.has(word) || moved.has(word));
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
