import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import type { MediaType, SchemaSite } from '../../openapi/model.ts';
import { headerFields, type Body, type Field } from '../exchange.ts';
import { parseMediaType, type MediaTypeName } from '../../openapi/media-type-name.ts';
import { codecOf, findMediaType } from '../media-type.ts';
import type { ProbeContext } from './context.ts';
import { decodeBody, type DecodedBody } from './decode-body.ts';
import { encodedContents, streamSchema } from './content-schema.ts';
import { joinOutcomes, judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** What the body of a request or response was found to be. */
export type BodyFacts =
  | { readonly kind: 'absent' }
  /** No bytes, where the contract has only media types whose values have some. */
  | { readonly kind: 'missing'; readonly type: string }
  /** The contract has no body here at all. */
  | { readonly kind: 'undescribed'; readonly at: Node }
  | { readonly kind: 'undocumented'; readonly type: string; readonly at: Node }
  | { readonly kind: 'malformed'; readonly type: string; readonly reason: string; readonly at: Node }
  | { readonly kind: 'judged'; readonly type: string; readonly outcome: Outcome };

/** Takes a body, the headers beside it and what the contract has for it; gives what it was found to be. */
export function judgeBody(
  context: ProbeContext,
  body: Body | undefined,
  headers: readonly Field[] | undefined,
  content: ReadonlyMap<string, MediaType>,
): BodyFacts {
  const [field] = headerFields(headers, 'content-type');
  if (body === undefined || body.bytes.length === 0) {
    if (content.size === 0) return { kind: 'absent' };
    const sent = field && parseMediaType(field.value);
    const ranges = sent ? [sent.essence] : [...content.keys()];
    return ranges.some(mayBeEmpty) ? { kind: 'absent' } : { kind: 'missing', type: ranges.join(', ') };
  }
  if (content.size === 0) return { kind: 'undescribed', at: body.node };
  const sent = field ? parseMediaType(field.value) : guessType(body, content);
  if (sent === undefined) {
    return { kind: 'undocumented', type: field?.value ?? 'no media type', at: field?.node ?? body.node };
  }
  const media = findMediaType(content, sent);
  if (media === undefined) return { kind: 'undocumented', type: sent.essence, at: field?.node ?? body.node };
  const decoded = decodeBody(body, sent, media, context.decoder);
  if (decoded.kind === 'malformed') {
    return { kind: 'malformed', type: sent.essence, reason: decoded.reason, at: decoded.at };
  }
  return { kind: 'judged', type: sent.essence, outcome: judgeDecoded(context, decoded, sent, media) };
}

/** Whether no bytes at all are a value of a media type. */
export function mayBeEmpty(range: string): boolean {
  const name = parseMediaType(range);
  return name !== undefined && ['text', 'events', 'json-lines', 'binary', 'form'].includes(codecOf(name));
}

/** A recording need not name the type: then it is the only one, or that of data. */
function guessType(body: Body, content: ReadonlyMap<string, MediaType>): MediaTypeName | undefined {
  const names = [...content.keys()].flatMap((range) => parseMediaType(range) ?? []);
  const json = names.find((name) => codecOf(name) === 'json');
  const plain = names.filter(({ essence }) => !essence.includes('*'));
  if (body.data && typeof body.data.value !== 'string') return json ?? plain[0];
  return plain.length === 1 ? plain[0] : (json ?? plain[0]);
}

function judgeDecoded(
  context: ProbeContext,
  decoded: Exclude<DecodedBody, { kind: 'malformed' }>,
  sent: MediaTypeName,
  { schema, itemSchema }: MediaType,
): Outcome {
  const { schemas } = context;
  const judge = (site: SchemaSite | undefined, value: unknown, root: Node, prefix?: string): Outcome =>
    site ? judgeValue(schemas, site, value, root, prefix) : nothingWrong;
  switch (decoded.kind) {
    case 'value':
      return judge(schema, decoded.value, decoded.root);
    case 'text':
      return judge(schema, typedText(context, schema, decoded.text), decoded.root);
    case 'items':
      return joinOutcomes([
        ...decoded.items.map((item, index) => judge(itemSchema, item.value, item.root, `item ${index + 1} `)),
        ...(schema && decoded.items[0]
          ? [
              judgeLines(
                context,
                schema,
                decoded.items.map(({ value }) => value),
                decoded.items[0].root,
              ),
            ]
          : []),
      ]);
    case 'events':
      return judgeEvents(context, decoded.events, decoded.root, sent, schema, itemSchema);
    case 'opaque':
      return nothingWrong;
    case 'undecodable':
      return schema === undefined || takesText(schema)
        ? nothingWrong
        : { mismatches: [], unjudged: [{ reason: decoded.reason, at: decoded.root, schema: undefined }] };
  }
}

/** A text whose schema wants a number or boolean is taken for one where it can be. */
function typedText({ schemas }: ProbeContext, schema: SchemaSite | undefined, text: string): unknown {
  if (!schema || schemas.judge(schema, text).kind !== 'invalid') return text;
  const trimmed = text.trim();
  if (!/^(-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(trimmed)) return text;
  const value: unknown = JSON.parse(trimmed.replace(/^(-?)0+(?=\d)/, '$1'));
  return schemas.judge(schema, value).kind === 'valid' ? value : text;
}

/** Descriptions before 3.2 give the schema of one line; a sequence as a whole fits those that mean an array. */
function judgeLines(
  { schemas }: ProbeContext,
  schema: SchemaSite,
  values: readonly unknown[],
  root: Node,
): Outcome {
  if (schemas.judge(schema, values).kind === 'valid') return nothingWrong;
  return joinOutcomes(
    values.map((value, index) => judgeValue(schemas, schema, value, root, `item ${index + 1} `)),
  );
}

function judgeEvents(
  { schemas, api }: ProbeContext,
  events: readonly unknown[],
  root: Node,
  sent: MediaTypeName,
  schema: SchemaSite | undefined,
  itemSchema: SchemaSite | undefined,
): Outcome {
  const outcomes: Outcome[] = [];
  const whole = schema && streamSchema(api.documents, schema, sent.essence);
  if (whole) outcomes.push(judgeValue(schemas, whole, events, root, 'events '));
  const inside = (site: SchemaSite, value: unknown, prefix: string): void => {
    for (const { pointer, site: inner, content } of encodedContents(api.documents, site, value)) {
      const prefixed = `${prefix}${pointer} `;
      if ('value' in content) outcomes.push(judgeValue(schemas, inner, content.value, root, prefixed));
      else outcomes.push({ mismatches: [notJson(prefixed, content.reason, root, inner)], unjudged: [] });
    }
  };
  if (whole) inside(whole, events, 'events ');
  if (itemSchema) {
    events.forEach((event, index) => {
      outcomes.push(judgeValue(schemas, itemSchema, event, root, `event ${index + 1} `));
      inside(itemSchema, event, `event ${index + 1} `);
    });
  }
  return joinOutcomes(outcomes);
}

function notJson(where: string, reason: string, at: Node, site: SchemaSite): Outcome['mismatches'][number] {
  const message = `must be JSON (${reason})`;
  const { pointer } = at;
  return {
    where,
    at,
    violation: {
      keyword: 'contentMediaType',
      instance: pointer,
      actual: undefined,
      message,
      schema: site.node,
    },
  };
}

function takesText(schema: SchemaSite): boolean {
  const { value } = schema.node;
  if (value === true) return true;
  if (typeof value !== 'object' || value === null) return false;
  const type = child(schema.node, 'type')?.value;
  return Object.keys(value).length === 0 || type === 'string' || type === 'file';
}
