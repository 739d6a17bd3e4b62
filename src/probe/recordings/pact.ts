import type { Document, Node } from '../../document/document.ts';
import {
  child,
  isObjectNode,
  items,
  rootNode,
  syntheticNode,
  textOf,
  numberOf,
} from '../../document/node.ts';
import type { Field } from '../exchange.ts';
import { decodeBase64 } from './base64.ts';
import { readFields, textMember, type Complain } from './fields.ts';
import { createLeftOut } from './left-out.ts';
import { expectationOf } from './pact-rules.ts';
import type {
  ReadBytes,
  RecordedBody,
  RecordedExchange,
  RecordedRequest,
  RecordedResponse,
  Recording,
  RecordingReporter,
} from './recording.ts';

/**
 * Takes a pact of version 2, 3 or 4, and what takes its mistakes; gives its HTTP interactions. Messages are left out.
 */
export function readPact(document: Document, _: ReadBytes, report: RecordingReporter): Recording {
  const complain: Complain = (at, problem, part) =>
    report({ message: 'invalid', params: { problem }, at, ...(part && { part }) });
  const root = rootNode(document);
  const leftOut = createLeftOut();
  const exchanges: RecordedExchange[] = [];
  for (const [index, node] of items(child(root, 'interactions')).entries()) {
    const type = child(node, 'type')?.value;
    if (typeof type === 'string' && type !== 'Synchronous/HTTP') {
      leftOut.add('messages, which are not sent over HTTP', node, type);
      continue;
    }
    const exchange = readInteraction(node, index, complain);
    if (exchange) exchanges.push(exchange);
  }
  for (const node of items(child(root, 'messages')))
    leftOut.add('messages, which are not sent over HTTP', node);
  return { document, spec: undefined, variables: new Map(), exchanges, bodies: [], leftOut };
}

function readInteraction(node: Node, index: number, complain: Complain): RecordedExchange | undefined {
  const requestNode = child(node, 'request');
  const responseNode = child(node, 'response');
  if (!isObjectNode(requestNode)) {
    complain(requestNode ?? node, 'an interaction must have a request', 'value');
    return undefined;
  }
  const request = readRequest(requestNode, complain);
  const response = responseNode && readResponse(responseNode, complain);
  if (!request || (responseNode && !response)) return undefined;
  return {
    name: nameOf(node) ?? `${request.method} ${request.target.value} (${index + 1})`,
    node,
    literal: true,
    request,
    response,
    capture: [],
    auth: undefined,
    offline: undefined,
    cleanup: false,
  };
}

function nameOf(node: Node): string | undefined {
  const description = child(node, 'description')?.value;
  if (typeof description !== 'string') return undefined;
  const one = child(node, 'providerState')?.value;
  const states = items(child(node, 'providerStates')).map((state) => child(state, 'name')?.value);
  const given = [one, ...states].filter((state) => typeof state === 'string' && state !== '');
  return given.length === 0 ? description : `${description}, given ${given.join(' and ')}`;
}

function readRequest(node: Node, complain: Complain): RecordedRequest | undefined {
  const method = textMember(node, 'method', complain);
  const path = textMember(node, 'path', complain);
  if (!method || !path) {
    if (!child(node, 'method')) complain(node, '"method" is missing');
    if (!child(node, 'path')) complain(node, '"path" is missing');
    return undefined;
  }
  const query = child(node, 'query');
  const headers = readFields(child(node, 'headers'), 'headers', complain);
  const body = readBody(node, headers);
  // Version 2 has the query as a text that is encoded already.
  const written =
    typeof query?.value === 'string' && query.value !== '' ? `?${query.value.replace(/^\?/, '')}` : '';
  return {
    node,
    method: method.value.toUpperCase(),
    target: syntheticNode(path.value + written, path),
    query: isObjectNode(query) ? readFields(query, 'query', complain) : [],
    queryPlaces: written === '' ? [] : queryPlaces(query as Node<string>),
    headers: body.headers,
    body: body.body,
  };
}

function queryPlaces(node: Node<string>): Field[] {
  return [...new URLSearchParams(node.value)].map(([name, value]) => ({ name, value, node }));
}

function readResponse(node: Node, complain: Complain): RecordedResponse | undefined {
  if (!isObjectNode(node)) {
    complain(node, 'a response must be an object');
    return undefined;
  }
  const statusNode = child(node, 'status');
  const status = statusNode === undefined ? 200 : numberOf(statusNode.value);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    complain(statusNode ?? node, '"status" must be a number from 100 to 599');
    return undefined;
  }
  const headers = readFields(child(node, 'headers'), 'headers', complain);
  const body = readBody(node, headers);
  return {
    node,
    status,
    statusNode: statusNode ?? node,
    headers: body.headers,
    body: body.body,
    expectation: expectationOf(node),
  };
}

/** The body: its value until version 3, with what it is from 4 on. */
function readBody(
  node: Node,
  headers: readonly Field[],
): { readonly headers: readonly Field[]; readonly body: RecordedBody | undefined } {
  const body = child(node, 'body');
  if (body === undefined || body.value === null) return { headers, body: undefined };
  const content = child(body, 'content');
  const encoded = child(body, 'encoded');
  if (!isObjectNode(body) || content === undefined || (encoded === undefined && !child(body, 'contentType')))
    return { headers, body: valueBody(body, headers) };
  const type = child(body, 'contentType');
  const typed =
    typeof type?.value === 'string' && !headers.some(({ name }) => name.toLowerCase() === 'content-type')
      ? [...headers, { name: 'content-type', value: type.value, node: type }]
      : headers;
  if (typeof content.value === 'string' && typeof encoded?.value !== 'undefined' && encoded.value !== false) {
    const bytes =
      /^base64$/i.test(textOf(encoded.value)) || encoded.value === true
        ? decodeBase64(content.value)
        : undefined;
    if (bytes) return { headers: typed, body: { kind: 'bytes', bytes, node: content } };
  }
  return { headers: typed, body: valueBody(content, typed) };
}

function valueBody(node: Node, headers: readonly Field[]): RecordedBody {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  if (typeof node.value === 'string' && type !== undefined && !/json/i.test(type))
    return { kind: 'text', text: node.value, node };
  return { kind: 'data', node };
}
