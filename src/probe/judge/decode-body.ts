import type { Node } from '../../document/document.ts';
import { rootNode } from '../../document/node.ts';
import type { MediaType } from '../../openapi/model.ts';
import type { ParameterDecoder } from '../../schema/serialization.ts';
import type { MediaTypeName } from '../../openapi/media-type-name.ts';
import { codecOf } from '../media-type.ts';
import type { Body } from '../exchange.ts';
import { parseText } from '../../document/parse.ts';
import { parseEvents, strayLine } from './events.ts';
import { asUrlencoded, parseMultipart } from './multipart.ts';

/** What a body came to when it was read as its media type says. */
export type DecodedBody =
  | { readonly kind: 'value'; readonly value: unknown; readonly root: Node }
  /** A sequence: each item is judged for itself too. */
  | { readonly kind: 'items'; readonly items: readonly { readonly value: unknown; readonly root: Node }[] }
  | { readonly kind: 'events'; readonly events: readonly unknown[]; readonly root: Node }
  | { readonly kind: 'text'; readonly text: string; readonly root: Node }
  /** Bytes that no schema describes further. */
  | { readonly kind: 'opaque'; readonly root: Node }
  | { readonly kind: 'malformed'; readonly reason: string; readonly at: Node }
  | { readonly kind: 'undecodable'; readonly reason: string; readonly root: Node };

/** Takes a body, its media type as sent and in the contract, and what reads forms; gives what it holds. */
export function decodeBody(
  body: Body,
  sent: MediaTypeName,
  media: MediaType | undefined,
  decoder: ParameterDecoder,
): DecodedBody {
  const codec = codecOf(sent);
  const root = body.node;
  if (codec === 'binary') return { kind: 'opaque', root };
  if (codec === 'json' && body.data) return { kind: 'value', value: body.data.value, root };
  if ((codec === 'form' || codec === 'multipart') && body.data && typeof body.data.value === 'object')
    return { kind: 'value', value: body.data.value, root };
  if (codec === 'multipart') return decodeMultipart(body, sent, media, decoder);
  const text = decodeUtf8(body.bytes, sent.parameters.get('charset'));
  if (text === undefined)
    return { kind: 'malformed', reason: 'its bytes are not in its character set', at: root };
  switch (codec) {
    case 'json':
      return decodeJson(body, text);
    case 'json-lines':
      return decodeLines(body, text);
    case 'form': {
      if (media === undefined) return { kind: 'text', text, root };
      const form = decoder.form(media, text);
      if (form.kind === 'malformed') return { kind: 'malformed', reason: form.reason, at: root };
      return { kind: 'value', value: form.kind === 'value' ? form.value : {}, root };
    }
    case 'events': {
      const stray = strayLine(text);
      if (stray !== undefined) {
        return {
          kind: 'malformed',
          reason: `this line is no field of an event: ${stray.slice(0, 60)}`,
          at: root,
        };
      }
      return { kind: 'events', events: parseEvents(text), root };
    }
    case 'text':
      return { kind: 'text', text, root };
    case 'xml':
      return /^\uFEFF?\s*</.test(text)
        ? { kind: 'undecodable', reason: 'XML is not read yet', root }
        : { kind: 'malformed', reason: 'it does not begin with an element', at: root };
    case 'none':
      return { kind: 'undecodable', reason: `there is no decoder for ${sent.essence}`, root };
  }
}

function decodeUtf8(bytes: Uint8Array, charset = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeJson(body: Body, text: string): DecodedBody {
  if (body.open) {
    const { document, malformed } = body.open(text);
    if (malformed !== undefined) return { kind: 'malformed', reason: malformed, at: rootNode(document) };
    return { kind: 'value', value: document.value, root: rootNode(document) };
  }
  const reading = readJson(text);
  if ('reason' in reading) return { kind: 'malformed', reason: reading.reason, at: body.node };
  return { kind: 'value', value: reading.value, root: body.node };
}

/** Takes a text; gives the JSON value that it is, or in a sentence why it is none. */
export function readJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  const { document, problems } = parseText('', text, 'json');
  const problem = problems.find(({ code }) => code !== 'document-duplicate-key');
  return problem ? { reason: problem.message } : { value: document.value };
}

function decodeLines(body: Body, text: string): DecodedBody {
  const items: { value: unknown; root: Node }[] = [];
  let line = 0;
  for (const source of text.split(/\r?\n|\x1E/)) {
    line += 1;
    if (source.trim() === '') continue;
    const reading = readJson(source);
    if ('reason' in reading) {
      return { kind: 'malformed', reason: `line ${line}: ${reading.reason}`, at: body.node };
    }
    items.push({ value: reading.value, root: body.node });
  }
  return { kind: 'items', items };
}

function decodeMultipart(
  body: Body,
  sent: MediaTypeName,
  media: MediaType | undefined,
  decoder: ParameterDecoder,
): DecodedBody {
  const boundary = sent.parameters.get('boundary');
  if (boundary === undefined)
    return { kind: 'malformed', reason: 'its media type names no boundary', at: body.node };
  const parts = parseMultipart(Buffer.from(body.bytes).toString('latin1'), boundary);
  if ('reason' in parts) return { kind: 'malformed', reason: parts.reason, at: body.node };
  if (media === undefined) return { kind: 'opaque', root: body.node };
  const form = decoder.form(media, asUrlencoded(parts));
  if (form.kind === 'malformed') return { kind: 'malformed', reason: form.reason, at: body.node };
  return { kind: 'value', value: form.kind === 'value' ? form.value : {}, root: body.node };
}
