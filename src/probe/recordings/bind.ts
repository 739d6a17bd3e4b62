import { parseEmbedded } from '../../document/embedded.ts';
import { parseText, type ParsedDocument } from '../../document/parse.ts';
import type { Document, Node } from '../../document/document.ts';
import { formatOf } from '../../document/parse.ts';
import { isObject } from '../../document/node.ts';
import {
  headerValues,
  type Body,
  type Exchange,
  type Field,
  type Request,
  type Response,
} from '../exchange.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { codecOf } from '../media-type.ts';
import { bindMessage } from './messages.ts';
import { createFiller, textOf, type Filler, type Unknown, type Variables } from '../variables.ts';
import { originOf, withoutPrefix } from './whereabouts.ts';
import type { RecordedBody, RecordedExchange, RecordedRequest, RecordedResponse } from './recording.ts';

/** An exchange with its variables filled in, and those that have no value. */
export interface Bound {
  readonly exchange: Exchange;
  readonly unknown: readonly Unknown[];
}

/**
 * Takes a recorded exchange, the variables as they stand, what keeps texts of bodies, and what a gateway put before
 * its path; gives it as it was sent.
 */
export function bindExchange(
  recorded: RecordedExchange,
  variables: Variables,
  keep: (document: Document) => void,
  strip = '',
): Bound {
  const filler = recorded.literal ? literally : createFiller(variables, recorded.doubleBraces);
  const { name, node, response } = recorded;
  const request = bindRequest(recorded, filler, keep, strip);
  const bound = response && bindResponse(response, keep);
  const exchange: Exchange = { name, node, mode: 'offline', request, response: bound };
  if (!recorded.request.messages && !response?.messages) return { exchange, unknown: filler.unknown };
  const messages = [
    ...(recorded.request.messages ?? []).map((one) =>
      bindMessage('client', one, filler.value(one.node.value, one.node)),
    ),
    ...(response?.messages ?? []).map((one) => bindMessage('provider', one, one.node.value)),
  ];
  return { exchange: { ...exchange, messages }, unknown: filler.unknown };
}

function bindRequest(
  { request, response, auth, literal }: RecordedExchange,
  filler: Filler,
  keep: (document: Document) => void,
  strip: string,
): Request {
  const fill = (fields: readonly Field[]): readonly Field[] =>
    filler === literally || !fields.some(({ value }) => value.includes('{'))
      ? fields
      : fields.map((field) => ({ ...field, value: filler.text(field.value, field.node) }));
  const headers = fill(request.headers);
  const query = fill(request.query);
  return {
    node: request.node,
    method: request.method,
    before: originOf(request.target.value) + strip,
    target: withoutPrefix(bindTarget(request, query, filler), strip),
    targetNode: request.target,
    query: request.queryPlaces ? [...query, ...request.queryPlaces] : query,
    headers,
    body: request.body && bindBody(request.body, headers, filler, keep),
    auth,
    bodyLeftOut: request.bodyLeftOut,
    credentialsLeftOut: request.credentialsLeftOut ?? false,
    timeoutMs: request.timeoutMs,
    isTraffic: literal === true && response?.expectation === undefined,
  };
}

function bindTarget({ target }: RecordedRequest, query: readonly Field[], filler: Filler): string {
  // A target that is one variable is a link that the provider gave: it is encoded already.
  const only = /^\{[^{}]*\}$/.test(target.value);
  const filled = filler.text(target.value, target, only ? undefined : encodeURIComponent);
  const path = pathOf(filled);
  const below = path.startsWith('/') ? path : `/${path}`;
  const pairs = query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (pairs.length === 0) return encodeOdd(below);
  return encodeOdd(`${below}${below.includes('?') ? '&' : '?'}`) + pairs.join('&');
}

/** A target without scheme, host and fragment. */
function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '');
  const hash = path.indexOf('#');
  return hash === -1 ? path : path.slice(0, hash);
}

const odd = /[^\x21-\x7E]|["<>\\^`{|}]/;

/** What people write in a path and a request line cannot have. */
function encodeOdd(target: string): string {
  if (!odd.test(target)) return target;
  return target.replace(/[^\x21-\x7E]+|["<>\\^`{|}]/gu, (odd) =>
    encodeURIComponent(odd.replace(/\p{Surrogate}/gu, '\uFFFD')),
  );
}

function bindResponse(response: RecordedResponse, keep: (document: Document) => void): Response {
  const { node, status, statusNode, headers, trailers, body, bodyLeftOut, expectation } = response;
  const bound = body && bindBody(body, headers, undefined, keep);
  return { node, status, statusNode, headers, trailers, body: bound, bodyLeftOut, expectation };
}

function bindBody(
  body: RecordedBody,
  headers: readonly Field[] | undefined,
  filler: Filler | undefined,
  keep: (document: Document) => void,
): Body {
  const { node } = body;
  switch (body.kind) {
    case 'data': {
      const value = filler ? filler.value(node.value, node) : node.value;
      return dataBody(node, value, headerValues(headers, 'content-type')[0]);
    }
    case 'text': {
      const text = filler ? filler.text(body.text, node) : body.text;
      const decoded = body.decoded && { decoded: body.decoded };
      const written = node.value === text && { open: () => openEmbedded(node as Node<string>) };
      return { node, bytes: Buffer.from(text), ...decoded, ...written };
    }
    case 'bytes':
      return { node, bytes: body.bytes, ...(body.decoded && { decoded: body.decoded }) };
    case 'file': {
      const { bytes, uri, decoded } = body;
      return { node, bytes, ...(decoded && { decoded }), open: (text) => openText(uri, text, keep) };
    }
  }
}

/** A value that is sent as a media type. */
function dataBody(node: Node, value: unknown, contentType: string | undefined): Body {
  if (typeof value === 'string') return { node, ...encodeData(value, contentType) };
  return Object.assign(Object.create(lazyBytes) as LazyBytes, {
    node,
    data: { value },
    contentType,
    made: undefined,
  });
}

interface LazyBytes {
  readonly data: { readonly value: unknown };
  readonly contentType: string | undefined;
  made: Uint8Array | undefined;
  readonly bytes: Uint8Array;
}

/**
 * Bytes that are made when they are asked for: most values are only judged. Inherited, as a getter of its own would
 * give every body a shape of its own, which the engine can neither share nor forget quickly.
 */
const lazyBytes: Pick<LazyBytes, 'bytes'> = {
  get bytes() {
    const body = this as LazyBytes;
    return (body.made ??= encodeData(body.data.value, body.contentType).bytes);
  },
};

/** Takes a value and the media type that it is sent as; gives its bytes, and the value where it stays one. */
function encodeData(value: unknown, contentType: string | undefined): Pick<Body, 'bytes' | 'data'> {
  const type = contentType === undefined ? undefined : parseMediaType(contentType);
  const codec = type && codecOf(type);
  if (codec === 'form' && isObject(value)) return { bytes: Buffer.from(encodeForm(value)), data: { value } };
  if (codec === 'multipart' && isObject(value)) {
    const boundary = type?.parameters.get('boundary') ?? 'apicheck';
    return { bytes: Buffer.from(encodeMultipart(value, boundary)), data: { value } };
  }
  if (codec === 'json' || codec === undefined || typeof value !== 'string') {
    return { bytes: Buffer.from(JSON.stringify(value) ?? ''), data: { value } };
  }
  return { bytes: Buffer.from(value) };
}

function encodeForm(value: Readonly<Record<string, unknown>>): string {
  const pairs = new URLSearchParams();
  for (const [name, member] of Object.entries(value)) {
    for (const each of Array.isArray(member) ? member : [member]) pairs.append(name, textOf(each));
  }
  return pairs.toString();
}

function encodeMultipart(value: Readonly<Record<string, unknown>>, boundary: string): string {
  const parts = Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((each: unknown) => {
      const type = typeof each === 'object' ? 'content-type: application/json\r\n' : '';
      return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n${type}\r\n${textOf(each)}\r\n`;
    }),
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}

/** What leaves braces as they are. */
const literally: Filler = { text: (text) => text, value: (value) => value, unknown: [] };

function openEmbedded(node: Node<string>): ReturnType<NonNullable<Body['open']>> {
  return openedBody(parseEmbedded(node));
}

/** A body that is malformed is so at the place where it breaks. */
function openedBody({ document, problems }: ParsedDocument): ReturnType<NonNullable<Body['open']>> {
  const problem = problems.find(({ code }) => code !== 'document-duplicate-key');
  if (problem === undefined) return { document, malformed: undefined };
  return { document: { ...document, locate: () => problem.location }, malformed: problem.message };
}

function openText(
  uri: string,
  text: string,
  keep: (document: Document) => void,
): ReturnType<NonNullable<Body['open']>> {
  const parsed = parseText(uri, text, formatOf(uri) ?? 'json');
  keep(parsed.document);
  return openedBody(parsed);
}
