import type { Node } from '../../document/document.ts';
import { child, isObject, isObjectNode, numberOf, withValue } from '../../document/node.ts';
import type { Pointer } from '../../document/pointer.ts';
import { cutEntries } from './har-entries.ts';
import { harFields, type Fields } from './har-fields.ts';
import { harContent, harPostData } from './har-body.ts';
import { textMember } from './fields.ts';
import { readHarMessages } from './messages.ts';
import type { RecordedExchange, RecordedRequest, RecordedResponse } from './recording.ts';
import type { ReadTools, StreamFormat } from './stream.ts';

/** HTTP Archive 1.2, as browsers, proxies and test tools write it. */
export const harFormat: StreamFormat = {
  name: 'HAR',
  cut: cutEntries,
  pointer: (index) => `/log/entries/${index}` as Pointer,
  read: readHarEntry,
};

/** Takes a value; gives whether it is an entry of an archive. */
export function isHarEntry(value: unknown): boolean {
  return isObject(value) && isObject(value['request']) && Object.hasOwn(value['request'], 'httpVersion');
}

/**
 * Takes the node of an entry and its number from 0; gives the exchange. Left out are what was not sent over HTTP or
 * has no answer, redirects that the browser made up, and preflights, which no contract describes.
 */
export function readHarEntry(node: Node, index: number, tools: ReadTools): RecordedExchange | undefined {
  const { complain, leave } = tools;
  const requestNode = child(node, 'request');
  const responseNode = child(node, 'response');
  if (!isObjectNode(node) || !isObjectNode(requestNode)) {
    complain(node, 'an entry must be an object with a request');
    return undefined;
  }
  const method = textMember(requestNode, 'method', complain);
  const url = textMember(requestNode, 'url', complain);
  if (!method || !url) {
    if (!child(requestNode, 'method')) complain(requestNode, '"method" is missing');
    if (!child(requestNode, 'url')) complain(requestNode, '"url" is missing');
    return undefined;
  }
  const socket = /^wss?:\/\//i.test(url.value);
  if (!socket && !/^https?:\/\//i.test(url.value)) {
    const scheme = /^[a-z][a-z0-9+.-]{0,30}(?=:)/i.exec(url.value)?.[0];
    leave('not sent over HTTP', url, scheme);
    return undefined;
  }
  // A WebSocket is opened by a request of HTTP (RFC 6455 section 1.3).
  const target = socket ? withValue(url, url.value.replace(/^ws/i, 'http')) : url;
  const messages = readHarMessages(node, complain);
  const read = readRequest(requestNode, method, target, tools);
  const request = messages ? { ...read, messages: messages.client } : read;
  if (isPreflight(request)) {
    leave('preflights of CORS, which browsers send by themselves', method);
    return undefined;
  }
  const answer = responseNode && readResponse(responseNode, tools);
  if (responseNode && answer === undefined) return undefined;
  const response = answer && messages ? { ...answer, messages: messages.provider } : answer;
  if (response?.status === 307 && child(response.node, 'statusText')?.value === 'Internal Redirect') {
    leave('redirects that the browser made by itself', url);
    return undefined;
  }
  return {
    name: `${request.method} ${pathOf(url.value)} (${index + 1})`,
    node,
    literal: true,
    // Sockets of pages are of many kinds: those of the contract are judged.
    asset: socket || isAsset(node),
    request,
    response,
    capture: [],
    auth: undefined,
    offline: undefined,
    cleanup: false,
  };
}

function readRequest(node: Node, method: Node<string>, url: Node<string>, tools: ReadTools): RecordedRequest {
  const { complain } = tools;
  const read = harFields(child(node, 'headers'), 'headers', complain);
  const body = harPostData(child(node, 'postData'), read, tools);
  const query = harFields(child(node, 'queryString'), 'queryString', complain);
  return {
    node,
    method: method.value.toUpperCase(),
    target: url,
    query: [],
    queryPlaces: query,
    credentialsLeftOut: leavesOutCredentials(node, read),
    headers: body.headers,
    body: body.body,
  };
}

function readResponse(node: Node, tools: ReadTools): RecordedResponse | undefined {
  const { complain, leave } = tools;
  const statusNode = child(node, 'status');
  const status = numberOf(statusNode?.value);
  if (statusNode === undefined || status === 0 || status === -1) {
    const why = child(node, '_error')?.value ?? child(node, 'statusText')?.value;
    leave('no response came, or nobody waited for it', statusNode ?? node, shortText(why));
    return undefined;
  }
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    complain(statusNode, '"status" must be a number from 100 to 599');
    return undefined;
  }
  const fields = harFields(child(node, 'headers'), 'headers', complain);
  const { headers, body, bodyLeftOut } = harContent(child(node, 'content'), node, fields, tools);
  return { node, status, statusNode, headers, body, bodyLeftOut };
}

/** What Chrome loads for a page itself, and not a program of it. */
function isAsset(entry: Node): boolean {
  const kind = child(entry, '_resourceType')?.value;
  return (
    typeof kind === 'string' &&
    /^(document|stylesheet|script|image|font|media|manifest|texttrack)$/.test(kind)
  );
}

function isPreflight({ method, headers }: RecordedRequest): boolean {
  return (
    method === 'OPTIONS' && headers.some(({ name }) => name.toLowerCase() === 'access-control-request-method')
  );
}

/**
 * Chrome leaves out credentials unless it is asked to keep them. It writes the headers that it sent with the case or
 * pseudo headers of HTTP/2, and tells of requests that it made by `_initiator` or `_resourceType`.
 */
function leavesOutCredentials(request: Node, headers: Fields): boolean {
  const entry = request.document.value;
  const browser =
    isObject(entry) && (Object.hasOwn(entry, '_initiator') || Object.hasOwn(entry, '_resourceType'));
  return browser && !headers.some(({ name }) => /^(authorization|cookie)$/i.test(name));
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/';
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 60) : undefined;
}
