import { isObject } from '../../document/node.ts';
import type { MediaType, Operation, Parameter } from '../../openapi/model.ts';
import { encodeParameter } from '../../schema/encode.ts';
import type { Body, Exchange, Field } from '../exchange.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { codecOf } from '../media-type.ts';
import { parameterText } from '../parameter-text.ts';

/** A request to one operation, as values. */
export interface Case {
  readonly operation: Operation;
  /** What is special about it, in words. */
  readonly what: string;
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  readonly body: CaseBody | undefined;
  /** Header fields beside those that are parameters, by name. */
  readonly headers?: ReadonlyMap<string, string>;
}

export interface CaseBody {
  readonly media: MediaType;
  readonly value: unknown;
  /** What members of a form are, whatever is in them: files, or texts and no JSON. */
  readonly parts?: ReadonlyMap<string, 'file' | 'text'>;
}

const boundary = 'apicheck-0f1e2d3c4b5a';

/**
 * Takes a case and a name; gives it as a request, undefined where its body is of a type that nobody here writes or a
 * value has no text in its place. Everything in it is placed at the operation.
 */
export function exchangeOf(one: Case, name: string): Exchange | undefined {
  const { operation, parameters } = one;
  const { node } = operation;
  const target = targetOf(operation, parameters);
  const body = one.body && bodyOf(one.body);
  if (target === undefined || (one.body && body === undefined)) return undefined;
  const field = (name: string, value: string): Field => ({ name, value, node });
  const headers: Field[] = [];
  const cookies: string[] = [];
  for (const [parameter, value] of parameters) {
    if (parameter.in === 'header') headers.push(field(parameter.name, parameterText(parameter, value)));
    if (parameter.in === 'cookie') cookies.push(parameterText(parameter, value));
  }
  for (const [header, value] of one.headers ?? []) headers.push(field(header, value));
  if (headers.some(({ value }) => /[\r\n\0]|[^\t\x20-\x7e\x80-\xff]/.test(value))) return undefined;
  if (cookies.length > 0) headers.push(field('cookie', cookies.join('; ')));
  if (body) headers.push(field('content-type', body.type));
  const sent: Body | undefined = body && {
    bytes: body.bytes,
    node,
    ...('data' in body && { data: { value: body.data } }),
  };
  return {
    name,
    node,
    mode: 'offline',
    request: {
      node,
      method: operation.method.toUpperCase(),
      target,
      targetNode: node,
      query: [],
      headers,
      body: sent,
      auth: undefined,
    },
    response: undefined,
  };
}

function targetOf({ path }: Operation, parameters: Case['parameters']): string | undefined {
  const inPath = new Map(
    [...parameters]
      .filter(([{ in: place }]) => place === 'path')
      .map(([one, value]) => [one.name, { one, value }]),
  );
  let complete = true;
  const written = path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const found = inPath.get(name);
    const text = found === undefined ? '' : parameterText(found.one, found.value);
    // An empty segment, or dots, would be another path.
    if (text === '' || /^\.{1,2}$/.test(text)) complete = false;
    return text;
  });
  if (!complete) return undefined;
  const query = [...parameters]
    .filter(([{ in: place }]) => place === 'query' || place === 'querystring')
    .map(([one, value]) => parameterText(one, value))
    .filter((pair) => pair !== '');
  return written + (query.length === 0 ? '' : `?${query.join('&')}`);
}

type Written =
  | { readonly type: string; readonly bytes: Uint8Array }
  | { readonly type: string; readonly bytes: Uint8Array; readonly data: unknown };

function bodyOf({ media, value, parts }: CaseBody): Written | undefined {
  const name = parseMediaType(media.range);
  if (name === undefined) return undefined;
  // `application/*` and `*/*` are sent as what nearly everybody means by them.
  const type = media.range.includes('*') ? 'application/json' : media.range;
  const codec = media.range.includes('*') ? 'json' : codecOf(name);
  switch (codec) {
    case 'json':
      return { type, bytes: Buffer.from(JSON.stringify(value) ?? ''), data: value };
    case 'text':
      return { type, bytes: Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) };
    case 'form':
      if (!isObject(value)) return undefined;
      return { type, bytes: Buffer.from(formOf(media, value)) };
    case 'multipart':
      if (!isObject(value)) return undefined;
      return { type: `${type}; boundary=${boundary}`, bytes: Buffer.from(multipartOf(media, value, parts)) };
    default:
      return undefined;
  }
}

/** OpenAPI 3.1.1 section 4.8.14.4: properties as form parameters, objects below them as JSON. */
function formOf({ encoding }: MediaType, value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([name, part]) =>
      encodeParameter(
        name,
        part,
        encoding.get(name) ?? { style: 'form', explode: true, allowReserved: false },
        'query',
      ),
    )
    .filter((pair) => pair !== '')
    .join('&');
}

/** RFC 7578: a part for each property, and for each item of an array. */
function multipartOf(
  { encoding }: MediaType,
  value: Readonly<Record<string, unknown>>,
  kinds: ReadonlyMap<string, 'file' | 'text'> = new Map(),
): string {
  const parts = Object.entries(value).flatMap(([name, part]) =>
    (Array.isArray(part) ? part : [part]).map((one: unknown) => {
      const plain = typeof one !== 'object' || one === null;
      const kind = kinds.get(name);
      const isFile = kind === 'file';
      const isText = kind !== undefined || plain;
      const usual = isFile ? 'application/octet-stream' : isText ? 'text/plain' : 'application/json';
      const type = encoding.get(name)?.contentType?.split(',', 1)[0] ?? usual;
      const quoted = name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
      const text = typeof one === 'string' ? one : (JSON.stringify(one) ?? '');
      return `--${boundary}\r\ncontent-disposition: form-data; name="${quoted}"${isFile ? '; filename="file"' : ''}\r\ncontent-type: ${type}\r\n\r\n${text}\r\n`;
    }),
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}
