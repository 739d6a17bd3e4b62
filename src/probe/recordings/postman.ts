import type { Document, Node } from '../../document/document.ts';
import { child, isObjectNode, items, rootNode, numberOf } from '../../document/node.ts';
import { limitComplaints } from './complaints.ts';
import { createLeftOut, type LeftOut } from './left-out.ts';
import { postmanAuth } from './postman-auth.ts';
import { postmanHeaders } from './postman-fields.ts';
import { postmanRequest } from './postman-request.ts';
import { dynamicVariables, variablesOf } from './postman-variables.ts';
import type {
  ReadBytes,
  RecordedExchange,
  RecordedResponse,
  Recording,
  RecordingReporter,
  Variable,
} from './recording.ts';
import type { Complain } from './fields.ts';

/** Folders within folders, which are followed as deep. */
const deepest = 100;

/** What a request takes from the folders that it is in. */
interface Around {
  readonly path: string;
  readonly auth: Node | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
}

interface Reading {
  readonly complain: Complain;
  readonly leftOut: LeftOut;
  readonly exchanges: RecordedExchange[];
  readonly variables: Map<string, Variable>;
}

/**
 * Takes a collection, and what takes its mistakes; gives an exchange for each saved response, with the request that it
 * was saved for. Requests without one are left out.
 */
export function readPostman(document: Document, _: ReadBytes, report: RecordingReporter): Recording {
  const complaints = limitComplaints(report);
  const root = rootNode(document);
  const variables = new Map([...dynamicVariables, ...variablesOf(root)]);
  const reading: Reading = {
    complain: complaints.complain,
    leftOut: createLeftOut(),
    exchanges: [],
    variables,
  };
  readFolder(root, { path: '', auth: child(root, 'auth'), variables }, reading, 0);
  complaints.finish();
  const { exchanges, leftOut } = reading;
  return { document, spec: undefined, variables: reading.variables, exchanges, bodies: [], leftOut };
}

function readFolder(folder: Node, around: Around, reading: Reading, depth: number): void {
  for (const node of items(child(folder, 'item'))) {
    if (!isObjectNode(node)) {
      reading.complain(node, 'an item must be an object');
      continue;
    }
    const name = child(node, 'name')?.value;
    const path = `${around.path}${around.path === '' ? '' : ' / '}${typeof name === 'string' ? name : '?'}`;
    const own = variablesOf(node);
    for (const [key, variable] of own) if (!reading.variables.has(key)) reading.variables.set(key, variable);
    const inside: Around = {
      path,
      auth: child(node, 'auth') ?? around.auth,
      variables: own.size === 0 ? around.variables : new Map([...around.variables, ...own]),
    };
    if (Array.isArray(child(node, 'item')?.value)) {
      if (depth < deepest) readFolder(node, inside, reading, depth + 1);
      else reading.complain(node, `more than ${deepest} folders within one another`);
    } else if (child(node, 'request')) readItem(node, inside, reading);
  }
}

function readItem(node: Node, around: Around, { complain, leftOut, exchanges }: Reading): void {
  const template = child(node, 'request');
  const saved = items(child(node, 'response'));
  if (saved.length === 0) leftOut.add('requests without a saved response', node, around.path);
  for (const responseNode of saved) {
    const original = child(responseNode, 'originalRequest');
    const requestNode = isObjectNode(original) ? original : template;
    const response = readResponse(responseNode, complain);
    if (requestNode === undefined || response === undefined) continue;
    const auth =
      (isObjectNode(requestNode) ? child(requestNode, 'auth') : undefined) ??
      (isObjectNode(template) ? child(template, 'auth') : undefined) ??
      around.auth;
    const request = postmanRequest(requestNode, postmanAuth(auth), around.variables, complain);
    if (request === undefined) continue;
    const name = child(responseNode, 'name')?.value;
    exchanges.push({
      name: typeof name === 'string' && name !== '' ? `${around.path}: ${name}` : around.path,
      node: responseNode,
      doubleBraces: true,
      request,
      response,
      capture: [],
      auth: undefined,
      offline: undefined,
      cleanup: false,
    });
  }
}

function readResponse(node: Node, complain: Complain): RecordedResponse | undefined {
  const code = child(node, 'code');
  const status = numberOf(code?.value);
  if (code === undefined || !Number.isInteger(status) || status < 100 || status > 599) {
    complain(code ?? node, 'a saved response must have a "code" from 100 to 599', 'value');
    return undefined;
  }
  const headers = child(node, 'header');
  const body = child(node, 'body');
  const text = typeof body?.value === 'string' && body.value !== '' ? (body as Node<string>) : undefined;
  return {
    node,
    status,
    statusNode: code,
    headers: headers === undefined || headers.value === null ? undefined : postmanHeaders(headers),
    body: text && { kind: 'text', text: text.value, node: text, decoded: 'text' },
  };
}
