import type { Document, Node } from '../../document/document.ts';
import { child, isObject, isObjectNode, items, members, rootNode, numberOf } from '../../document/node.ts';
import type { Reporter } from '../../findings/meta.ts';
import type recordingInvalid from '../checks/recording-invalid.ts';
import { expressionProblem } from '../captures.ts';
import { bodyNames, readBody } from './body.ts';
import { readDeliveries, readListen } from './deliveries.ts';
import { checkNames, readFields, textMember, withOthers, type Complain } from './fields.ts';
import { readMessages } from './messages.ts';
import type {
  Capture,
  ReadBytes,
  RecordedExchange,
  RecordedRequest,
  RecordedResponse,
  Recording,
  Variable,
} from './recording.ts';

const rootNames = ['apicheck', 'spec', 'variables', 'listen', 'exchanges'];
const exchangeNames = ['name', 'request', 'response', 'capture', 'auth', 'offline', 'cleanup', 'deliveries'];
const requestNames = ['method', 'path', 'url', 'query', 'headers', 'messages', ...bodyNames];
const responseNames = ['status', 'headers', 'trailers', 'messages', ...bodyNames];

/** Takes a document; gives whether it is meant to be a recording in apicheck's own format. */
export function isOwnRecording({ value }: Document): boolean {
  return isObject(value) && (Object.hasOwn(value, 'apicheck') || Object.hasOwn(value, 'exchanges'));
}

/**
 * Takes a document in apicheck's own recording format, what reads the files that its bodies are in, and what takes
 * its mistakes; gives what it says. An exchange with a mistake that leaves it without request is left out.
 */
export function readOwnRecording(
  document: Document,
  readBytes: ReadBytes,
  report: Reporter<(typeof recordingInvalid)['messages']>,
): Recording {
  const complain: Complain = (at, problem, part) =>
    report({ message: 'invalid', params: { problem }, at, ...(part && { part }) });
  const root = rootNode(document);
  const empty = {
    document,
    spec: undefined,
    variables: new Map<string, Variable>(),
    exchanges: [],
    bodies: [],
  };
  if (!checkNames(root, rootNames, 'a recording', complain)) return empty;
  const version = child(root, 'apicheck');
  if (version === undefined) complain(root, '"apicheck: 1" is missing, which says that this is a recording');
  else if (version.value !== 1) complain(version, '"apicheck" must be 1, the version of the format');

  const list = child(root, 'exchanges');
  if (list === undefined) complain(root, '"exchanges" is missing');
  else if (!Array.isArray(list.value)) complain(list, '"exchanges" must be a list');
  const exchanges: RecordedExchange[] = [];
  for (const [index, node] of items(list).entries()) {
    const exchange = readExchange(node, index, readBytes, complain);
    if (exchange) exchanges.push(exchange);
  }
  return {
    ...empty,
    spec: textMember(root, 'spec', complain),
    variables: readVariables(child(root, 'variables'), complain),
    listen: readListen(child(root, 'listen'), complain),
    exchanges,
  };
}

/** A value of any type, or `{ value, secret }`. */
function readVariables(node: Node | undefined, complain: Complain): Map<string, Variable> {
  if (node && !isObjectNode(node)) complain(node, '"variables" must be an object');
  return new Map(
    members(node).map(([name, { value }]) => {
      const marked =
        isObject(value) && typeof value['secret'] === 'boolean' && Object.keys(value).length <= 2;
      if (!marked) return [name, { value, secret: false }];
      return [name, { value: value['value'], secret: value['secret'] === true }];
    }),
  );
}

/**
 * Takes the node of an exchange, its number from 0, and whether its braces are no variables; gives it, undefined where
 * it has no request that can be read.
 */
export function readExchange(
  node: Node,
  index: number,
  readBytes: ReadBytes,
  complain: Complain,
  literal = false,
): RecordedExchange | undefined {
  if (!checkNames(node, exchangeNames, 'an exchange', complain)) return undefined;
  const requestNode = child(node, 'request');
  if (requestNode === undefined) complain(node, '"request" is missing', 'value');
  const request = requestNode && readRequest(requestNode, readBytes, complain);
  const responseNode = child(node, 'response');
  const response = responseNode && readResponse(responseNode, readBytes, complain);
  const others = withOthers(node, requestNode, responseNode);
  const name = others && textMember(others, 'name', complain)?.value;
  const auth = others && child(others, 'auth');
  if (auth && auth.value !== false && typeof auth.value !== 'string') {
    complain(auth, '"auth" must be false or the name of a configured authentication');
  }
  const cleanup = others && child(others, 'cleanup');
  if (cleanup && typeof cleanup.value !== 'boolean') complain(cleanup, '"cleanup" must be true or false');
  const capture = readCaptures(others && child(others, 'capture'), complain);
  const offline = readOffline(others && child(others, 'offline'), complain);
  if (request === undefined || (responseNode && response === undefined)) return undefined;
  return {
    name: name ?? `${request.method} ${request.target.value} (${index + 1})`,
    node,
    request,
    response,
    capture,
    auth: auth?.value === false || typeof auth?.value === 'string' ? auth.value : undefined,
    offline,
    cleanup: cleanup?.value === true,
    deliveries: readDeliveries(others && child(others, 'deliveries'), complain),
    literal,
  };
}

function readOffline(node: Node | undefined, complain: Complain): string | undefined {
  if (node === undefined || node.value === false) return undefined;
  if (node.value === true) return 'it is for offline runs only';
  if (typeof node.value === 'string') return node.value;
  complain(node, '"offline" must say why the exchange is not sent');
  return undefined;
}

function readCaptures(node: Node | undefined, complain: Complain): readonly Capture[] {
  if (node === undefined) return none;
  if (!isObjectNode(node)) complain(node, '"capture" must be an object of names and runtime expressions');
  return members(node).flatMap(([name, expression]): Capture[] => {
    const problem =
      typeof expression.value === 'string'
        ? expressionProblem(expression.value)
        : 'it must be a runtime expression';
    if (problem === undefined) return [{ name, expression: expression as Node<string> }];
    complain(expression, `"${name}" cannot be captured: ${problem}`);
    return [];
  });
}

const none: readonly Capture[] = [];

function readRequest(node: Node, readBytes: ReadBytes, complain: Complain): RecordedRequest | undefined {
  if (!checkNames(node, requestNames, 'a request', complain)) return undefined;
  const method = textMember(node, 'method', complain);
  if (method) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method.value)) complain(method, '"method" is not one of HTTP');
  } else if (!child(node, 'method')) complain(node, '"method" is missing');
  const path = textMember(node, 'path', complain);
  const headersNode = child(node, 'headers');
  const others = withOthers(node, method, path, headersNode);
  const url = others && textMember(others, 'url', complain);
  if (!path && !url && !child(node, 'path') && !child(node, 'url')) complain(node, '"path" is missing');
  if (path && url) complain(url, '"path" and "url" are both there: one of them is the target', 'key');
  if (url && !/^(https?:\/\/|\/|\{)/i.test(url.value))
    complain(url, '"url" must start with http:// or https://');
  const query = readFields(others && child(others, 'query'), 'query', complain);
  const headers = readFields(headersNode, 'headers', complain);
  const body = others && readBody(others, readBytes, complain);
  const target = path ?? url;
  if (!method || !target) return undefined;
  const messages = others && readMessages(others, complain);
  return { node, method: method.value.toUpperCase(), target, query, headers, body, messages };
}

function readResponse(node: Node, readBytes: ReadBytes, complain: Complain): RecordedResponse | undefined {
  if (!checkNames(node, responseNames, 'a response', complain)) return undefined;
  const statusNode = child(node, 'status');
  const others = withOthers(node, statusNode);
  const body = others && readBody(others, readBytes, complain);
  const headersNode = others && child(others, 'headers');
  const headers = headersNode && readFields(headersNode, 'headers', complain);
  const trailersNode = others && child(others, 'trailers');
  const trailers = trailersNode && readFields(trailersNode, 'trailers', complain);
  if (statusNode === undefined) {
    complain(node, '"status" is missing');
    return undefined;
  }
  const status = numberOf(statusNode.value);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    complain(statusNode, '"status" must be a number from 100 to 599');
    return undefined;
  }
  return {
    node,
    status,
    statusNode,
    headers,
    trailers,
    body,
    messages: others && readMessages(others, complain),
  };
}
