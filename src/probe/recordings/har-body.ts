import type { Node } from '../../document/document.ts';
import { child, items, numberOf } from '../../document/node.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { decodeBase64 } from './base64.ts';
import type { LeftOutBody } from '../exchange.ts';
import type { Complain } from './fields.ts';
import { formText, multipartText, type FormPart } from './forms.ts';
import { withContentType, type Fields } from './har-fields.ts';
import { readBodyFile } from './body.ts';
import type { ReadBytes, RecordedBody } from './recording.ts';

/** What reading a body takes beside its node. */
interface BodyTools {
  readonly complain: Complain;
  readonly readBytes: ReadBytes;
}

/** Takes the node of `postData` and the request's headers; gives the body, and the headers with its media type. */
export function harPostData(
  node: Node | undefined,
  fields: Fields,
  { complain, readBytes }: BodyTools,
): { readonly headers: Fields; readonly body: RecordedBody | undefined } {
  if (node === undefined || node.value === null) return { headers: fields, body: undefined };
  const mimeType = child(node, 'mimeType');
  const text = child(node, 'text');
  const file = attached(node, readBytes, complain);
  if (file) return { headers: withContentType(fields, mimeType), body: file };
  const params = items(child(node, 'params'));
  const headers = withContentType(fields, mimeType);
  if (typeof text?.value === 'string' && (text.value !== '' || params.length === 0)) {
    const encoding = child(node, 'encoding') ?? child(node, '_encoding');
    if (encoding?.value !== 'base64') return { headers, body: textBody(text as Node<string>) };
    return { headers, body: base64Body(text as Node<string>, complain) };
  }
  if (params.length === 0) return { headers, body: undefined };
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const media = parseMediaType(type);
  const parts = params.map(formPart);
  const at = child(node, 'params') ?? node;
  if (media?.essence.startsWith('multipart/')) {
    const boundary = media.parameters.get('boundary');
    return {
      headers,
      body: { kind: 'text', text: multipartText(parts, boundary ?? ''), node: at, decoded: 'text' },
    };
  }
  return { headers, body: { kind: 'text', text: formText(parts), node: at, decoded: 'text' } };
}

function formPart(node: Node): FormPart {
  const text = (name: string): string | undefined => {
    const value = child(node, name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  return {
    name: text('name') ?? '',
    value: text('value') ?? '',
    fileName: text('fileName'),
    contentType: text('contentType'),
  };
}

/**
 * Takes the node of a response's `content`, the response and its headers; gives the body, or why it is not there.
 * Its Content-Encoding is undone, and of a text its character set too.
 */
export function harContent(
  node: Node | undefined,
  response: Node,
  fields: Fields,
  { complain, readBytes }: BodyTools,
): {
  readonly headers: Fields;
  readonly body: RecordedBody | undefined;
  readonly bodyLeftOut: LeftOutBody | undefined;
} {
  if (node === undefined || node.value === null) {
    const reason = 'the recording does not say whether this response has a body';
    return { headers: fields, body: undefined, bodyLeftOut: { reason, at: response } };
  }
  const headers = withContentType(fields, child(node, 'mimeType'));
  const text = child(node, 'text');
  const file = attached(node, readBytes, complain);
  if (file) return { headers, body: file, bodyLeftOut: undefined };
  if (typeof text?.value === 'string') {
    if (child(node, 'encoding')?.value !== 'base64')
      return { headers, body: textBody(text as Node<string>), bodyLeftOut: undefined };
    const bytes = decodeBase64(text.value);
    if (bytes)
      return {
        headers,
        body: { kind: 'bytes', bytes, node: text, decoded: 'content' },
        bodyLeftOut: undefined,
      };
    return {
      headers,
      body: undefined,
      bodyLeftOut: { reason: 'the body is said to be Base64, and is not', at: text },
    };
  }
  const size = numberOf(child(node, 'size')?.value ?? child(response, 'bodySize')?.value ?? -1);
  const length = Number(fields.find(({ name }) => name.toLowerCase() === 'content-length')?.value);
  if (size === 0 && !(length > 0)) return { headers, body: undefined, bodyLeftOut: undefined };
  return {
    headers,
    body: undefined,
    bodyLeftOut: { reason: 'the recording does not have the body of this response', at: node },
  };
}

/** Playwright puts bodies into files beside the archive. */
function attached(node: Node, readBytes: ReadBytes, complain: Complain): RecordedBody | undefined {
  const file = child(node, '_file');
  if (typeof file?.value !== 'string') return undefined;
  return readBodyFile(file as Node<string>, readBytes, complain, 'content');
}

function textBody(node: Node<string>): RecordedBody {
  return { kind: 'text', text: node.value, node, decoded: 'text' };
}

function base64Body(node: Node<string>, complain: Complain): RecordedBody | undefined {
  const bytes = decodeBase64(node.value);
  if (bytes) return { kind: 'bytes', bytes, node, decoded: 'content' };
  complain(node, 'the body is said to be Base64, and is not');
  return undefined;
}
