import type { Node } from '../../document/document.ts';
import { lazyDocument } from '../../document/lazy.ts';
import { child, rootNode } from '../../document/node.ts';
import { appendKey, rootPointer } from '../../document/pointer.ts';
import { parseText } from '../../document/parse.ts';
import type { MediaType, SchemaSite } from '../../openapi/model.ts';
import { exactValue } from '../../schema/exact.ts';
import { parseXml } from '../../schema/xml/parse-xml.ts';
import { headerValues, type Body, type Field } from '../exchange.ts';
import type { MediaTypeName } from '../../openapi/media-type-name.ts';
import { codecOf, type Codec } from '../media-type.ts';
import { decodeBytes } from './charset.ts';
import { undoCodings } from './content-encoding.ts';
import type { ProbeContext } from './context.ts';
import type { DecodedBody, ItemPlace } from './decoded-body.ts';
import { decodeForm, decodePart } from './decode-multipart.ts';
import { eventSpans, parseEvents, strayLine } from './events.ts';
import { readExactJson } from './json-text.ts';
import type { KnownAnswers } from './known-answers.ts';
import { flawMismatch, type Mismatch } from './mismatch.ts';
import { parseMultipart } from './multipart.ts';

/** What a recorder wrote as text. */
const inUtf8: MediaTypeName = { essence: 'text/plain', parameters: new Map() };

/** Takes a body, the headers beside it, its media type as sent and in the contract; gives what it holds. */
export function decodeBody(
  context: ProbeContext,
  body: Body,
  headers: readonly Field[] | undefined,
  sent: MediaTypeName,
  media: MediaType,
): DecodedBody {
  const codec = codecOf(sent);
  const root = body.node;
  if (codec === 'binary') return { kind: 'opaque', root };
  if (body.data && (codec === 'json' || (isForm(codec, sent) && typeof body.data.value === 'object')))
    return { kind: 'value', value: exactValue(body.data.value, root), root };
  const codings = body.decoded === undefined ? headerValues(headers, 'content-encoding') : [];
  const uncoded = undoCodings(body.bytes, codings, context.api.documents.limits);
  if (uncoded.kind === 'unread') return { kind: 'undecodable', reason: uncoded.reason, root, packed: true };
  if (uncoded.kind !== 'bytes') return failed(uncoded, root);
  const { bytes } = uncoded;
  if (codec === 'multipart') return decodeMultipart(context, bytes, root, sent, media);
  if (codec === 'none')
    return { kind: 'undecodable', reason: `there is no decoder for ${sent.essence}`, root };
  const decoded = decodeBytes(bytes, body.decoded === 'text' ? inUtf8 : sent, codec);
  if (decoded.kind !== 'text') return failed(decoded, root);
  return decodeText(context, body, decoded.text, codec, media, sent.essence === 'application/json-seq');
}

function decodeText(
  { decoder, readXml, known }: ProbeContext,
  body: Body,
  text: string,
  codec: Codec,
  media: MediaType,
  sequence: boolean,
): DecodedBody {
  const root = body.node;
  switch (codec) {
    case 'json':
      return decodeJson(body, text, known);
    case 'json-lines':
      return decodeLines(text, body, sequence);
    case 'form': {
      const form = decoder.form(media, text);
      if (form.kind === 'malformed') return { kind: 'malformed', reason: form.reason, at: root };
      return { kind: 'value', value: form.kind === 'value' ? form.value : {}, root };
    }
    case 'events': {
      const stray = strayLine(text);
      if (stray === undefined) {
        let spans: ReturnType<typeof eventSpans> | undefined;
        const place: ItemPlace = (index) => {
          spans ??= eventSpans(text.replace(/^\uFEFF/, ''));
          const span = spans[index];
          return span ? (body.part?.(...span) ?? root) : root;
        };
        const part = (start: number, length: number): Node => partOf(body, text, start, length);
        return { kind: 'events', events: parseEvents(text), text, root, place, part };
      }
      return {
        kind: 'malformed',
        reason: `this line is no field of an event: ${stray.slice(0, 60)}`,
        at: partOf(body, text, text.indexOf(stray), stray.length),
      };
    }
    case 'yaml': {
      const { document, problems } = parseText(root.document.uri, text, 'yaml');
      const [problem] = problems.filter(({ code }) => code !== 'document-duplicate-key');
      if (problem) return { kind: 'malformed', reason: problem.message, at: root };
      return { kind: 'value', value: exactValue(document.value, rootNode(document)), root };
    }
    case 'xml': {
      const reading = parseXml(text);
      if (reading.kind === 'malformed') return { kind: 'malformed', reason: reading.reason, at: root };
      if (reading.kind !== 'element') return { kind: 'undecodable', reason: reading.reason, root };
      if (!media.schema || takesText(media.schema)) return { kind: 'opaque', root };
      const { value, flaws } = readXml(reading.element, media.schema);
      const mismatches = flaws.map(({ instance, message, schema }) =>
        flawMismatch('xml', instance, message, root, schema),
      );
      // Another root is another value: what it lacks is no mistake of its own.
      return value === undefined
        ? { kind: 'items', items: [], root, flaws: mismatches }
        : { kind: 'value', value, root, flaws: mismatches };
    }
    default:
      return { kind: 'text', text: text.replace(/^\uFEFF/, ''), root };
  }
}

/** Takes a schema; gives whether it says no more of a body than that it is text, of whatever kind. */
export function takesText({ node }: SchemaSite): boolean {
  const { value } = node;
  if (value === true) return true;
  if (typeof value !== 'object' || value === null) return false;
  const type = child(node, 'type')?.value;
  return Object.keys(value).length === 0 || type === 'string' || type === 'file';
}

function isForm(codec: Codec, { essence }: MediaTypeName): boolean {
  return codec === 'form' || essence === 'multipart/form-data';
}

function failed(
  { kind, reason }: { readonly kind: 'malformed' | 'unread'; readonly reason: string },
  at: Node,
): DecodedBody {
  return kind === 'malformed' ? { kind, reason, at } : { kind: 'undecodable', reason, root: at };
}

function decodeJson(body: Body, text: string, answers: KnownAnswers): DecodedBody {
  const { open } = body;
  if (open) {
    // Places are looked for in what is wrong alone, which most bodies are not.
    const known = answers.json(text);
    if (known) {
      const { value } = known;
      const document = lazyDocument(() => open(text).document);
      return { kind: 'value', value, root: { value, document, pointer: rootPointer }, known };
    }
    const { document, malformed } = open(text);
    const root = rootNode(document);
    if (malformed !== undefined) return { kind: 'malformed', reason: likeness(text) ?? malformed, at: root };
    return { kind: 'value', value: exactValue(document.value, root), root };
  }
  const reading = readExactJson(text);
  if ('reason' in reading)
    return { kind: 'malformed', reason: likeness(text) ?? reading.reason, at: body.node };
  return { kind: 'value', value: reading.value, root: body.node };
}

/** What a text is meant to be that is no JSON, where that is plain to see: it says more than where JSON ends. */
function likeness(text: string): string | undefined {
  const start = text.slice(0, 200).trimStart();
  if (start === '') return 'it is blank';
  if (/^<(?:!doctype html|html|head|body)\b/i.test(start)) return 'it looks like HTML';
  return /^<[?!a-z]/i.test(start) ? 'it looks like XML' : undefined;
}

/** A part of a text, as a place. */
function partOf(body: Body, text: string, start: number, length: number): Node {
  const at = text.startsWith('\uFEFF') ? Math.max(0, start - 1) : start;
  return body.part?.(at, at + length) ?? body.node;
}

/**
 * JSON Lines and NDJSON; and JSON text sequences (RFC 7464), whose records begin with a record separator, where the media
 * type or the text is one.
 */
function decodeLines(text: string, body: Body, isSequence: boolean): DecodedBody {
  const root = body.node;
  const items: { value: unknown; root: Node }[] = [];
  const spans: (readonly [start: number, length: number])[] = [];
  const sequence = isSequence || text.includes('\x1E');
  let start = 0;
  for (const [index, source] of text.split(sequence ? '\x1E' : '\n').entries()) {
    const at = start;
    start += source.length + 1;
    if (source.trim() === '') continue;
    const span = [at, source.trimEnd().length] as const;
    if (sequence && index === 0) {
      const reason = 'its first record begins without the separator U+001E (RFC 7464 section 2.2)';
      return { kind: 'malformed', reason, at: partOf(body, text, ...span) };
    }
    const reading = readExactJson(source);
    if ('reason' in reading) {
      const where = sequence ? `record ${index}` : `line ${index + 1}`;
      return { kind: 'malformed', reason: `${where}: ${reading.reason}`, at: partOf(body, text, ...span) };
    }
    items.push({ value: reading.value, root });
    spans.push(span);
  }
  const place: ItemPlace = (index) => {
    const span = spans[index];
    return span ? partOf(body, text, ...span) : root;
  };
  return { kind: 'items', items, root, place };
}

function decodeMultipart(
  context: ProbeContext,
  bytes: Uint8Array,
  root: Node,
  sent: MediaTypeName,
  media: MediaType,
): DecodedBody {
  const boundary = sent.parameters.get('boundary');
  if (boundary === undefined)
    return { kind: 'malformed', reason: 'its media type names no boundary', at: root };
  const form = sent.essence === 'multipart/form-data';
  const parts = parseMultipart(Buffer.from(bytes).toString('latin1'), boundary, form);
  if ('reason' in parts) return { kind: 'malformed', reason: parts.reason, at: root };
  if (form) return { kind: 'value', ...decodeForm(context, parts, media, root), root };
  const flaws: Mismatch[] = [];
  const schema = media.itemSchema ?? context.typer.items(media.schema);
  const items = parts.map((part, index) => {
    const at = { place: appendKey(rootPointer, index), at: root, flaws };
    return { value: decodePart(context, part, schema, undefined, at), root };
  });
  return { kind: 'items', items, root, flaws };
}
