import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Complain } from '../recordings/fields.ts';
import type { RecordedBody } from '../recordings/recording.ts';
import { codecOf } from '../media-type.ts';
import { textOf } from '../variables.ts';
import { isExpression } from './expression.ts';
import { leftOut, type Filled } from './fill.ts';
import { replaced, replacedInXml } from './replacements.ts';

export interface FilledBody {
  readonly body: RecordedBody | undefined;
  readonly contentType: string | undefined;
}

/**
 * Takes the body of a step as it is written, the operation that it is for, what fills expressions in, and what takes
 * mistakes that show only then; gives it as it is sent (Arazzo 1.0.1 section 4.6.13).
 */
export function fillBody(
  node: Node | undefined,
  operation: Operation,
  fill: Filled,
  complain: Complain,
): FilledBody {
  if (node === undefined) return { body: undefined, contentType: undefined };
  const payload = child(node, 'payload');
  const contentType = contentTypeOf(child(node, 'contentType')?.value, operation);
  if (payload === undefined) return { body: undefined, contentType };
  const media = parseMediaType(contentType);
  const isJson = media !== undefined && codecOf(media) === 'json';
  const { value } = payload;
  const replacements = items(child(node, 'replacements'));
  if (typeof value === 'string' && !isExpression(value)) {
    // A value in a text of JSON must not end the string that it stands in.
    const encode = isJson ? (one: unknown) => JSON.stringify(textOf(one)).slice(1, -1) : textOf;
    const text = fill.text(value, payload, encode);
    const parsed = isJson && replacements.length > 0 ? asJson(text) : undefined;
    if (parsed === undefined) {
      const isXml = media !== undefined && codecOf(media) === 'xml';
      const whole = isXml ? replacedInXml(text, replacements, fill, complain) : text;
      for (const one of isXml ? [] : replacements)
        complain(
          child(one, 'target') ?? one,
          'a text that is neither JSON nor XML has no place to put a value at',
        );
      return { body: { kind: 'text', text: whole, node: payload }, contentType };
    }
    return { body: data(payload, replaced(parsed.value, replacements, fill, complain)), contentType };
  }
  const filled = fill.value(payload);
  if (filled === leftOut) return { body: undefined, contentType: undefined };
  return { body: data(payload, replaced(filled, replacements, fill, complain)), contentType };
}

function data(node: Node, value: unknown): RecordedBody {
  return { kind: 'data', node: { document: node.document, pointer: node.pointer, value } };
}

function contentTypeOf(written: unknown, operation: Operation): string {
  const [declared = 'application/json'] = operation.requestBody?.content.keys() ?? [];
  const type = typeof written === 'string' ? written.replace(/[\r\n\0]/g, ' ') : declared;
  if (type.includes('*')) return 'application/json';
  return /^multipart\//i.test(type) && !/;\s*boundary=/i.test(type) ? `${type}; boundary=apicheck` : type;
}

function asJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
