import type { Document, Node } from '../../document/document.ts';
import { documentOf, noMembers, wholeSource, type Entry } from '../../document/entry.ts';
import { parseJson } from '../../document/json.ts';
import { defaultLimits } from '../../document/limits.ts';
import { lazyDocument, lazyNode } from '../../document/lazy.ts';
import { rootNode } from '../../document/node.ts';
import { parseText } from '../../document/parse.ts';
import { rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Body, Field, Message, Request, Response } from '../exchange.ts';
import type { Redactor } from '../redact.ts';
import { undoCodings } from '../judge/content-encoding.ts';
import { writeFields, writeHead, type FirstLine } from './written-head.ts';
import type { WireRequest, WireResult } from './wire.ts';

type WireResponse = WireResult & { readonly kind: 'response' };

/**
 * Takes what names the document of an answer, asked when something is told of it, and what came back; gives the
 * response, and its text as that document, so that findings have lines: status line, headers, an empty line, the
 * body, and the trailer fields that followed it. Secrets are blotted out in the text, not in the values.
 */
export function liveResponse(
  uriOf: () => string,
  { status, headers, bytes, trailers, overlong }: WireResponse,
  redactor: Redactor,
): { readonly response: Response; readonly document: Document } {
  const message = messageOf(
    uriOf,
    { line: `HTTP/1.1 ${status}`, key: 'status', value: status, start: 9 },
    headers,
    bytes,
    redactor,
    trailers,
  );
  const response: Response = {
    node: message.root,
    status,
    statusNode: message.node,
    headers: message.headers,
    trailers: message.trailers,
    body: message.body,
    overlong: overlong === true,
  };
  return { document: message.document, response };
}

/** As `liveResponse`, of a request that came in: gives it, and its text as a document `delivery:NAME`. */
export function liveRequest(
  name: string,
  {
    method,
    target,
    headers,
    bytes,
  }: Omit<WireRequest, 'body' | 'path'> & {
    readonly target: string;
    readonly bytes: Uint8Array;
  },
  redactor: Redactor,
): { readonly request: Request; readonly document: Document } {
  const shown = redactor.target(target);
  const {
    node,
    root,
    document,
    headers: fields,
    body,
  } = messageOf(
    () => `delivery:${name}`,
    { line: `${method} ${shown}`, key: 'target', value: shown, start: method.length + 1 },
    headers,
    bytes,
    redactor,
  );
  const request = { node: root, method, target, targetNode: node, query: [], headers: fields, body };
  return { document, request: { ...request, auth: undefined } };
}

/** Takes a name and a message of a WebSocket that came; gives it, its text a document of its own without secrets. */
export function liveMessage(uri: string, text: string, redactor: Redactor): Message {
  const { document } = parseText(uri, redactor.blot(text), 'json');
  return { from: 'provider', text, node: rootNode(document) };
}

const headerPointers: Pointer[] = [];

function headerPointer(index: number): Pointer {
  return (headerPointers[index] ??= `/headers/${index}` as Pointer);
}

interface LiveField extends Field {
  readonly of: Document;
  readonly index: number;
}

/** Inherited: a getter of its own would give each field a shape of its own. */
const inDocument: ThisType<LiveField> & Pick<Field, 'node'> = {
  get node(): Node {
    return lazyNode(this.of, headerPointer(this.index));
  },
};

function fieldOf(name: string, value: string, of: Document, index: number): Field {
  const field = Object.create(inDocument) as { -readonly [K in keyof LiveField]: LiveField[K] };
  field.name = name;
  field.value = value;
  field.of = of;
  field.index = index;
  return field;
}

/** Most messages are only judged: their texts are written when something is told of them. */
function messageOf(
  uriOf: () => string,
  first: FirstLine,
  headers: WireRequest['headers'],
  bytes: Uint8Array,
  redactor: Redactor,
  trailers: WireRequest['headers'] = [],
): {
  readonly root: Node;
  readonly node: Node;
  readonly document: Document;
  readonly headers: Request['headers'];
  readonly trailers: Request['headers'];
  readonly body: Body | undefined;
} {
  let bodyStart = 0;
  let bodyEnd = 0;
  /** Parts of the body that something is told of, by where they begin and end in it. */
  let parts: Map<string, readonly [start: number, end: number]> | undefined;
  const document = lazyDocument(() => {
    const head = writeHead(first, headers, redactor);
    const bodyText = new TextDecoder().decode(plainBytes(headers, bytes));
    const before = `${head.text}\n${redactor.blot(bodyText)}`;
    const tail = writeFields(trailers, before.length + 2, redactor);
    const text = trailers.length === 0 ? before : `${before}\n\n${tail.text}`;
    bodyStart = head.text.length + 1;
    bodyEnd = before.length;
    const value = { [first.key]: first.value, headers: head.values, body: bodyText, trailers: tail.values };
    const members = (): ReadonlyMap<string, Entry> =>
      new Map(
        [...(parts ?? [])].map(([key, [start, end]]) => [
          key,
          {
            value: { start: bodyStart + start, end: Math.min(bodyStart + end, bodyEnd) },
            members: () => noMembers,
          },
        ]),
      );
    const body: Entry = { value: { start: bodyStart, end: bodyEnd }, members };
    const entries = (): Entry => head.entry(body, tail.list);
    return documentOf(wholeSource(uriOf(), text), 'yaml', { value, entries, problems: [] }).document;
  });
  const fields = headers.map(([name, value], index) => fieldOf(name, value, document, index));
  return {
    root: lazyNode(document, rootPointer),
    document,
    node: lazyNode(document, `/${first.key}` as Pointer),
    headers: fields,
    trailers: trailers.map(([field, value], index) => ({
      name: field,
      value,
      node: lazyNode(document, `/trailers/${index}` as Pointer),
    })),
    body:
      bytes.length === 0
        ? undefined
        : {
            bytes,
            node: lazyNode(document, '/body' as Pointer),
            part(start, end) {
              const key = `${start}-${end}`;
              (parts ??= new Map()).set(key, [start, end]);
              return lazyNode(document, `/body/${key}` as Pointer);
            },
            open(content) {
              const { uri, text } = document;
              return openBody(uri, text, bodyStart, content);
            },
          },
  };
}

/** A body is shown as it reads, whatever it was compressed with. */
function plainBytes(headers: WireRequest['headers'], bytes: Uint8Array): Uint8Array {
  const codings = headers.flatMap(([name, value]) => (/^content-encoding$/i.test(name) ? [value] : []));
  const uncoded = undoCodings(bytes, codings, defaultLimits);
  return uncoded.kind === 'bytes' ? uncoded.bytes : bytes;
}

/** The body as a document in the same text, where it begins behind the head. */
function openBody(
  uri: string,
  text: string,
  start: number,
  content: string,
): ReturnType<NonNullable<Body['open']>> {
  const parsed = parseJson(content, defaultLimits);
  const { document, problems } = documentOf(
    { uri, text, content, toText: (offset) => Math.min(start + offset, text.length) },
    'json',
    parsed,
  );
  return { document, malformed: problems.find(({ code }) => code !== 'document-duplicate-key')?.message };
}
