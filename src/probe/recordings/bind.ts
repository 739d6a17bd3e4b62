import { parseText } from '../../document/parse.ts';
import type { Document } from '../../document/document.ts';
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
import { createFiller, textOf, type Filler, type Unknown, type Variables } from '../variables.ts';
import type { RecordedBody, RecordedExchange, RecordedRequest, RecordedResponse } from './recording.ts';

/** An exchange with its variables filled in, and those that have no value. */
export interface Bound {
  readonly exchange: Exchange;
  readonly unknown: readonly Unknown[];
}

/** Takes a recorded exchange, the variables as they stand, and what keeps texts of bodies; gives it as it was sent. */
export function bindExchange(
  recorded: RecordedExchange,
  variables: Variables,
  keep: (document: Document) => void,
): Bound {
  const filler = createFiller(variables);
  const { name, node, response } = recorded;
  const request = bindRequest(recorded, filler, keep);
  return {
    exchange: { name, node, mode: 'offline', request, response: response && bindResponse(response, keep) },
    unknown: filler.unknown,
  };
}

function bindRequest(
  { request, auth }: RecordedExchange,
  filler: Filler,
  keep: (document: Document) => void,
): Request {
  const headers = request.headers.map((field) => ({ ...field, value: filler.text(field.value, field.node) }));
  const query = request.query.map((field) => ({ ...field, value: filler.text(field.value, field.node) }));
  return {
    node: request.node,
    method: request.method,
    target: bindTarget(request, query, filler),
    targetNode: request.target,
    query,
    headers,
    body: request.body && bindBody(request.body, headers, filler, keep),
    auth,
  };
}

function bindTarget({ target }: RecordedRequest, query: readonly Field[], filler: Filler): string {
  // A target that is one variable is a link that the provider gave: it is encoded already.
  const only = /^\{[^{}]*\}$/.test(target.value);
  const filled = filler.text(target.value, target, only ? undefined : encodeURIComponent);
  const path = filled.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const below = path.startsWith('/') ? path : `/${path}`;
  const pairs = query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (pairs.length === 0) return encodeOdd(below);
  return encodeOdd(`${below}${below.includes('?') ? '&' : '?'}`) + pairs.join('&');
}

/** What people write in a path and a request line cannot have. */
function encodeOdd(target: string): string {
  return target.replace(/[^\x21-\x7E]+|["<>\\^`{|}]/gu, (odd) =>
    encodeURIComponent(odd.replace(/\p{Surrogate}/gu, '\uFFFD')),
  );
}

function bindResponse(response: RecordedResponse, keep: (document: Document) => void): Response {
  const { node, status, statusNode, headers, body } = response;
  return { node, status, statusNode, headers, body: body && bindBody(body, headers, undefined, keep) };
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
      return { node, ...encodeData(value, headerValues(headers, 'content-type')[0]) };
    }
    case 'text':
      return { node, bytes: Buffer.from(filler ? filler.text(body.text, node) : body.text) };
    case 'bytes':
      return { node, bytes: body.bytes };
    case 'file': {
      const { bytes, uri } = body;
      return { node, bytes, open: (text) => openText(uri, text, keep) };
    }
  }
}

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

function openText(
  uri: string,
  text: string,
  keep: (document: Document) => void,
): ReturnType<NonNullable<Body['open']>> {
  const { document, problems } = parseText(uri, text, formatOf(uri) ?? 'json');
  keep(document);
  const problem = problems.find(({ code }) => code !== 'document-duplicate-key');
  return { document, malformed: problem?.message };
}
