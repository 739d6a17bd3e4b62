import type { Node } from '../../document/document.ts';
import {
  child,
  isObjectNode,
  items,
  stringChild,
  syntheticNode,
  textIn,
  textOf,
  type JsonObject,
} from '../../document/node.ts';
import { appendKey, type Pointer } from '../../document/pointer.ts';
import type { Encoding, Example, Header, MediaType, RequestBody, Server } from '../model.ts';
import { isTrue, siteOf, type BuildContext } from './context.ts';
import type { BodyParameter } from './parameters.ts';
import { collectionSerialization } from './serialization.ts';

const noHeaders: ReadonlyMap<string, Header> = new Map();
const noEncoding: ReadonlyMap<string, Encoding> = new Map();

/** Takes an operation, the root and `consumes` or `produces`; gives the media types that hold for the operation. */
export function mediaRanges(
  operation: Node | undefined,
  root: Node,
  field: 'consumes' | 'produces',
): readonly string[] {
  const own = operation && child(operation, field);
  const list = own ?? child(root, field);
  const ranges = items(list).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return ranges.length > 0 || own !== undefined ? ranges : ['application/json'];
}

/** Takes the parameters of 2.0 that are in the body, and the media types consumed; gives the body that they mean. */
export function swaggerBody(
  context: BuildContext,
  operation: Node,
  parameters: readonly BodyParameter[],
  consumes: readonly string[],
): RequestBody | undefined {
  const body = parameters.find((parameter) => parameter.in === 'body');
  if (body !== undefined) {
    const schema = siteOf(context, child(body.node, 'schema'), 'request');
    const content = new Map<string, MediaType>();
    for (const range of consumes) content.set(range, plainMediaType(range, body.node, schema));
    return { node: body.node, use: body.use, required: isTrue(body.node, 'required'), content };
  }
  return parameters.length > 0 ? formBody(context, operation, parameters, consumes) : undefined;
}

function plainMediaType(range: string, node: Node, schema: MediaType['schema']): MediaType {
  return { range, node, schema, itemSchema: undefined, encoding: noEncoding, examples: [] };
}

function formBody(
  context: BuildContext,
  operation: Node,
  fields: readonly BodyParameter[],
  consumes: readonly string[],
): RequestBody {
  const at = child(operation, 'parameters') ?? operation;
  const required = fields.filter(({ node }) => isTrue(node, 'required')).map(({ name }) => name);
  const value: JsonObject = {
    type: 'object',
    // Defines own properties, `__proto__` among them.
    properties: Object.fromEntries(fields.map(({ name, node }) => [name, fieldValue(node)])),
    ...(required.length > 0 ? { required } : {}),
  };
  const byName = new Map(fields.map(({ name, node: field }) => [name, field]));
  const node = syntheticNode(value, at, ([keyword = '', key = '', ...rest]) => {
    const name = keyword === 'required' ? required[Number(key)] : keyword === 'properties' ? key : undefined;
    const field = name === undefined ? undefined : byName.get(name);
    if (!field || keyword !== 'required') return field && { ...field, pointer: below(field.pointer, rest) };
    return { ...field, pointer: below(field.pointer, ['required']) };
  });
  const schema = siteOf(context, node, 'request');
  const encoding = new Map(fields.flatMap(({ name, node: field }) => fieldEncoding(name, field)));
  const content = new Map<string, MediaType>();
  for (const range of formRanges(fields, consumes)) {
    content.set(range, { ...plainMediaType(range, node, schema), encoding });
  }
  return { node: at, use: at, required: required.length > 0, content };
}

function below(pointer: Pointer, keys: readonly string[]): Pointer {
  return keys.reduce(appendKey, pointer);
}

const notOfSchemas: ReadonlySet<string> = new Set([
  ...['name', 'in', 'required', 'allowEmptyValue', 'collectionFormat'],
]);

/** What of a field is a schema. A file is what 3.0 calls a string of the format `binary`. */
function fieldValue({ value }: Node<JsonObject>): JsonObject {
  const kept = Object.entries(value).filter(([key]) => !notOfSchemas.has(key));
  const file = value['type'] === 'file' ? { type: 'string', format: 'binary' } : {};
  return { ...Object.fromEntries(kept), ...file };
}

function fieldEncoding(name: string, node: Node<JsonObject>): [string, Encoding][] {
  if (textIn(node, 'type') !== 'array') return [];
  const styled = { ...collectionSerialization(node, 'query'), styled: true };
  return [[name, { node, ...styled, contentType: undefined, headers: noHeaders }]];
}

/** The form media types among those consumed, else the one that the fields need. */
function formRanges(fields: readonly BodyParameter[], consumes: readonly string[]): readonly string[] {
  const forms = consumes.filter((range) =>
    /^(?:multipart\/|application\/x-www-form-urlencoded)/i.test(range),
  );
  const file = fields.some(({ node }) => textIn(node, 'type') === 'file');
  const fit = file ? forms.filter((range) => /^multipart\//i.test(range)) : forms;
  if (fit.length > 0) return fit;
  return [file ? 'multipart/form-data' : 'application/x-www-form-urlencoded'];
}

/** Takes a Response Object of 2.0 and the media types produced; gives its content, with its examples by media type. */
export function swaggerContent(
  context: BuildContext,
  node: Node,
  produces: readonly string[],
): ReadonlyMap<string, MediaType> {
  const schema = siteOf(context, child(node, 'schema'), 'response');
  const examples = child(node, 'examples');
  const content = new Map<string, MediaType>();
  if (schema === undefined) return content;
  for (const range of produces) {
    const value = isObjectNode(examples) ? child(examples, range) : undefined;
    const example: Example[] = value ? [{ node: value, use: value, name: undefined, value }] : [];
    content.set(range, { ...plainMediaType(range, node, schema), examples: example });
  }
  return content;
}

/** Takes the root of a 2.0 description and, where it has its own, the schemes of an operation; gives its servers. */
export function swaggerServers(root: Node, operation?: Node): readonly Server[] {
  const host = stringChild(root, 'host');
  const base = stringChild(root, 'basePath');
  const at = host ?? base;
  if (at === undefined) return [];
  const path = base === undefined || base.value === '/' ? '' : base.value.replace(/^(?!\/)/, '/');
  if (host === undefined) return [{ node: at, url: path === '' ? '/' : path, variables: new Map() }];
  const list = (operation && child(operation, 'schemes')) ?? child(root, 'schemes');
  const schemes = items(list).filter(({ value }) => typeof value === 'string');
  // Without schemes, that by which the description itself was had.
  if (schemes.length === 0) {
    const own = /^https?:(?=\/\/)/i.exec(root.document.uri)?.[0] ?? '';
    return [{ node: at, url: `${own}//${textOf(host.value)}${path}`, variables: new Map() }];
  }
  return schemes.map((scheme) => ({
    node: scheme,
    url: `${textOf(scheme.value)}://${textOf(host.value)}${path}`,
    variables: new Map(),
  }));
}
