import type { Node } from '../../document/document.ts';
import { rootNode } from '../../document/node.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import type { Response as Documented } from '../../openapi/model.ts';
import { headerFields, type Body, type Expectation, type Field, type Response } from '../exchange.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { findMediaType } from '../media-type.ts';
import type { BodyFacts } from './body.ts';
import type { ProbeContext } from './context.ts';
import type { HeaderFact } from './headers.ts';
import { readJson } from './json-text.ts';
import { createKnownAnswers } from './known-answers.ts';
import { placeIn } from './places.ts';
import { undescribedMembers } from './undescribed.ts';

/** Keywords that look at one value of a type, where another of the type may be sent. */
const ofValues = new Set([
  'const',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maximum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'minimum',
  'minLength',
  'multipleOf',
  'pattern',
  'uniqueItems',
]);

/** Headers that HTTP itself describes: no contract has to. */
const ofHttp =
  /^(accept-ranges|age|allow|cache-control|connection|content-.*|date|etag|expires|keep-alive|last-modified|link|location|pragma|retry-after|server|set-cookie|strict-transport-security|trailer|transfer-encoding|vary|via|warning|www-authenticate|access-control-.*)$/i;

/** What a consumer expects and the contract does not promise. */
export interface Unpromised {
  readonly what: string;
  readonly at: Node;
  /** Where in the contract it would have to be. */
  readonly related: Node;
}

const partial = new WeakMap<ProbeContext, ProbeContext>();

/** Takes a context; gives one by whose schemas a value is a part of what it stands for, made once. */
export function partialContext(context: ProbeContext): ProbeContext {
  const known = partial.get(context);
  if (known) return known;
  const schemas = createSchemas(context.api.documents, undefined, true);
  const made = { ...context, schemas, known: createKnownAnswers() };
  partial.set(context, made);
  return made;
}

/** Takes what an expected body was found to be; leaves out what holds of the example alone. */
export function withoutExamples(body: BodyFacts, { varies }: Expectation): BodyFacts {
  if (body.kind === 'missing') return { kind: 'absent' };
  if (body.kind !== 'judged') return body;
  const { mismatches, unjudged } = body.outcome;
  const kept = mismatches.filter(
    ({ violation }) => !(ofValues.has(violation.keyword) && varies(violation.instance)),
  );
  return { ...body, outcome: { mismatches: kept, unjudged } };
}

/** Takes what the headers of an expectation were found to be; leaves out those that may be otherwise. */
export function expectedHeaders(headers: readonly HeaderFact[], { variesHeader }: Expectation): HeaderFact[] {
  return headers.filter(({ kind, header }) => kind !== 'absent' && !variesHeader(header.name.toLowerCase()));
}

/** Takes an expected response and what the contract has for it; gives the members and headers that it lacks. */
export function unpromised(
  { api }: ProbeContext,
  response: Response,
  documented: Documented,
): readonly Unpromised[] {
  const found: Unpromised[] = [];
  for (const { name, node } of response.headers ?? []) {
    if (ofHttp.test(name) || documented.headers.has(name.toLowerCase())) continue;
    found.push({ what: `the header ${name}`, at: node, related: documented.node });
  }
  const media = mediaOf(response.headers, documented);
  const read = media?.schema && response.body && readValue(response.body);
  if (!media?.schema || !read) return found;
  for (const { pointer, schema } of undescribedMembers(api.documents, media.schema, read.value)) {
    found.push({ what: `${pointer} in the response body`, at: placeIn(read.root, pointer), related: schema });
  }
  return found;
}

/** The JSON value of a body, and where it is written; undefined where it is none, which is told elsewhere. */
function readValue(body: Body): { readonly value: unknown; readonly root: Node } | undefined {
  if (body.data) return { value: body.data.value, root: body.node };
  const text = new TextDecoder().decode(body.bytes);
  const opened = body.open?.(text);
  if (opened)
    return opened.malformed === undefined
      ? { value: opened.document.value, root: rootNode(opened.document) }
      : undefined;
  const reading = readJson(text);
  return 'value' in reading ? { value: reading.value, root: body.node } : undefined;
}

function mediaOf(
  headers: readonly Field[] | undefined,
  { content }: Documented,
): ReturnType<typeof findMediaType> {
  const [field] = headerFields(headers, 'content-type');
  const sent = parseMediaType(field?.value ?? 'application/json');
  return sent && findMediaType(content, sent);
}
