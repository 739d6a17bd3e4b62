import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, members } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import type { Parameter } from '../../openapi/model.ts';
import { createParameterDecoder } from '../../schema/serialization.ts';
import type { Handshake } from './model.ts';
import { payloadSchema, type Reading } from './payload.ts';

/**
 * Takes what reading takes and a Channel Object; gives what its binding for WebSockets (WebSockets Channel Binding 0.1.0:
 * `method`, `query`, `headers`) asks of the handshake, undefined where it has none.
 */
export function handshakeOf(reading: Reading, channel: Node): Handshake | undefined {
  const { documents, schemas, complain } = reading;
  const use = child(channel, 'bindings');
  const bindings = use && followed(documents, use);
  const node = bindings && isObjectNode(bindings) ? child(bindings, 'ws') : undefined;
  if (!node) return undefined;
  if (!isObjectNode(node)) {
    complain(node, '"ws" of bindings must be an object');
    return undefined;
  }
  const written = child(node, 'method');
  const name = typeof written?.value === 'string' ? written.value.toUpperCase() : undefined;
  const isKnown = name === 'GET' || name === 'POST';
  if (written && !isKnown) complain(written, '"method" of a binding for WebSockets must be "GET" or "POST"');
  return {
    node,
    method: written && name !== undefined && isKnown ? { name, node: written } : undefined,
    parameters: [...boundIn(reading, node, 'query'), ...boundIn(reading, node, 'headers')],
    schemas,
    decoder: createParameterDecoder(documents, schemas),
  };
}

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
    deprecated: false,
    allowEmptyValue: isQuery,
    origin: 'operation',
    style: isQuery ? 'form' : 'simple',
    explode: isQuery,
    allowReserved: false,
    schema: { node, dialect, direction: 'request' },
    content: undefined,
    examples: [],
  }));
}
