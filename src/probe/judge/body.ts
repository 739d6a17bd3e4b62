import type { Node } from '../../document/document.ts';
import { appendKey } from '../../document/pointer.ts';
import type { MediaType, SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { parseJson } from '../../schema/typed-text.ts';
import { headerField, isEmptyBody, type Body, type Field } from '../exchange.ts';
import { parseMediaType, type MediaTypeName } from '../../openapi/media-type-name.ts';
import { codecOf, findMediaType } from '../media-type.ts';
import type { ProbeContext } from './context.ts';
import { decodeBody, takesText } from './decode-body.ts';
import type { DecodedBody } from './decoded-body.ts';
import { judgeEvents, judgeItems } from './judge-sequence.ts';
import { judgeValue, nothingWrong, type Mismatch, type Outcome } from './mismatch.ts';

/** What the body of a request or response was found to be. */
export type BodyFacts =
  | { readonly kind: 'absent' }
  /** No bytes, where the contract has only media types whose values have some. */
  | { readonly kind: 'missing'; readonly type: string }
  /** The contract has no body here at all. */
  | { readonly kind: 'undescribed'; readonly at: Node }
  | { readonly kind: 'undocumented'; readonly type: string; readonly at: Node }
  | { readonly kind: 'malformed'; readonly type: string; readonly reason: string; readonly at: Node }
  | {
      readonly kind: 'judged';
      readonly type: string;
      readonly outcome: Outcome;
      /** What the contract has for it, and what it holds; not there where the recording does not have it. */
      readonly media?: MediaType;
      readonly decoded?: DecodedBody;
    };

/**
 * Takes a body, the headers beside it, what the contract has for it, and whether it may be of another type as well;
 * gives what it was found to be.
 */
export function judgeBody(
  context: ProbeContext,
  body: Body | undefined,
  headers: readonly Field[] | undefined,
  content: ReadonlyMap<string, MediaType>,
  open = false,
): BodyFacts {
  const field = headerField(headers, 'content-type');
  if (body === undefined || isEmptyBody(body)) {
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
  const [likely] = open ? content.values() : [];
  const media = findMediaType(content, sent) ?? likely;
  if (media === undefined) return { kind: 'undocumented', type: sent.essence, at: field?.node ?? body.node };
  const decoded = decodeBody(context, body, headers, sent, media);
  if (decoded.kind === 'malformed') {
    return { kind: 'malformed', type: sent.essence, reason: decoded.reason, at: decoded.at };
  }
  const outcome = judgeDecoded(context, decoded, sent, media);
  return { kind: 'judged', type: sent.essence, outcome, media, decoded };
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
  media: MediaType,
): Outcome {
  const { schemas } = context;
  const { schema } = media;
  switch (decoded.kind) {
    case 'value':
      return schema ? judgeRead(schemas, schema, decoded) : flawed(decoded.flaws, nothingWrong);
    case 'text':
      return schema
        ? judgeValue(schemas, schema, typedText(context, schema, decoded.text), decoded.root)
        : nothingWrong;
    case 'items':
      return flawed(
        decoded.flaws,
        judgeItems(
          context,
          decoded.items.map(({ value }) => value),
          decoded.root,
          media,
          decoded.place,
        ),
      );
    case 'events':
      return judgeEvents(context, decoded, sent, media);
    case 'opaque':
      return nothingWrong;
    case 'undecodable':
      return (schema === undefined || takesText(schema)) && decoded.packed !== true
        ? nothingWrong
        : { mismatches: [], unjudged: [{ reason: decoded.reason, at: decoded.root, schema: undefined }] };
  }
}

/** What was found right before is not judged again. */
function judgeRead(
  schemas: Schemas,
  schema: SchemaSite,
  { value, root, flaws, known }: DecodedBody & { readonly kind: 'value' },
): Outcome {
  if (known?.rightBy === schema) return nothingWrong;
  const outcome = judgeValue(schemas, schema, value, root);
  if (known && outcome === nothingWrong) known.rightBy = schema;
  return flawed(flaws, outcome);
}

/** What could not be read is not missing too, and another element is not the value that it stands in the place of. */
function flawed(flaws: readonly Mismatch[] | undefined, outcome: Outcome): Outcome {
  if (!flaws || flaws.length === 0) return outcome;
  const told = new Set<string>(flaws.map(({ violation }) => violation.instance));
  const elements = flaws.flatMap(({ violation: { keyword, instance } }) =>
    keyword === 'xml' ? [instance] : [],
  );
  const others = outcome.mismatches.filter(({ violation: { instance, keyword, property } }) => {
    if (keyword === 'required' && property !== undefined) return !told.has(appendKey(instance, property));
    return !elements.some((at) => instance === at || instance.startsWith(`${at}/`));
  });
  return { ...outcome, mismatches: [...flaws, ...others] };
}

/** A text whose schema wants a number or boolean is taken for one where it can be. */
function typedText({ schemas }: ProbeContext, schema: SchemaSite, text: string): unknown {
  if (schemas.judge(schema, text).kind !== 'invalid') return text;
  const trimmed = text.trim();
  if (!/^(-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(trimmed)) return text;
  const value = parseJson(trimmed.replace(/^(-?)0+(?=\d)/, '$1'));
  return schemas.judge(schema, value).kind === 'valid' ? value : text;
}
