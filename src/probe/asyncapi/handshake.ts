import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObjectNode, items, members, stringChild } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import type { Parameter } from '../../openapi/model.ts';
import { createParameterDecoder } from '../../schema/serialization.ts';
import type { Handshake } from './model.ts';
import { payloadSchema, type Reading } from './payload.ts';

/**
 * Takes what reading takes and a Channel Object; gives what its parameters and its binding for WebSockets (WebSockets
 * Channel Binding 0.1.0: `method`, `query`, `headers`) ask of the handshake, undefined where it has none.
 */
export function handshakeOf(reading: Reading, channel: Node): Handshake | undefined {
  const { documents, schemas, complain } = reading;
  const inPath = listedInPath(documents, channel);
  const use = child(channel, 'bindings');
  const bindings = use && followed(documents, use);
  const bound = bindings && isObjectNode(bindings) ? child(bindings, 'ws') : undefined;
  if (bound && !isObjectNode(bound)) complain(bound, '"ws" of bindings must be an object');
  const node = isObjectNode(bound) ? bound : undefined;
  const decoder = createParameterDecoder(documents, schemas);
  if (!node)
    return inPath.length === 0
      ? undefined
      : { node: channel, method: undefined, parameters: inPath, schemas, decoder };
  const written = child(node, 'method');
  const name = typeof written?.value === 'string' ? written.value.toUpperCase() : undefined;
  const isKnown = name === 'GET' || name === 'POST';
  if (written && !isKnown) complain(written, '"method" of a binding for WebSockets must be "GET" or "POST"');
  return {
    node,
    method: written && name !== undefined && isKnown ? { name, node: written } : undefined,
    parameters: [...inPath, ...boundIn(reading, node, 'query'), ...boundIn(reading, node, 'headers')],
    schemas,
    decoder,
  };
}

/**
 * The parameters of an address, in its order (Parameter Object of AsyncAPI 3.0). What it says of their values is `enum`,
 * which is what a schema would say.
 */
function listedInPath(documents: Documents, channel: Node): Parameter[] {
  const list = child(channel, 'parameters');
  const address = stringChild(channel, 'address')?.value ?? '';
  return [...address.replace(/[?#].*$/s, '').matchAll(/\{([^{}]*)\}/g)].map(([, name = '']): Parameter => {
    const use = list && child(list, name);
    const node = use && followed(documents, use);
    const listed = isObjectNode(node) && Array.isArray(child(node, 'enum')?.value);
    return {
      ...plain,
      name,
      in: 'path',
      node: node ?? channel,
      use: use ?? channel,
      required: true,
      schema: listed ? { node, dialect: 'json-schema-draft-07', direction: 'request' } : undefined,
    };
  });
}

const plain = {
  deprecated: false,
  allowEmptyValue: false,
  origin: 'operation',
  style: 'simple',
  explode: false,
  allowReserved: false,
  content: undefined,
  examples: [],
} as const;

/** The members of a schema for the query or the headers, each a parameter of its own. */
function boundIn(reading: Reading, binding: Node, place: 'query' | 'headers'): Parameter[] {
  const { documents, complain } = reading;
  const written = child(binding, place);
  const read = written && payloadSchema(documents, written, complain, place);
  if (!read || 'reason' in read) return [];
  const { schema, dialect } = read;
  const properties = child(schema, 'properties');
  if (!properties) {
    complain(schema, `"${place}" of a binding for WebSockets must have "properties"`, 'key');
    return [];
  }
  const required = new Set(items(child(schema, 'required')).map(({ value }) => value));
  const isQuery = place === 'query';
  return members(properties).map(([name, node]) => ({
    name,
    in: isQuery ? 'query' : 'header',
    node,
    use: node,
    required: required.has(name),
    ...plain,
    allowEmptyValue: isQuery,
    style: isQuery ? 'form' : 'simple',
    explode: isQuery,
    schema: { node, dialect, direction: 'request' },
  }));
}
