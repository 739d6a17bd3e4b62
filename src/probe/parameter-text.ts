import { parseMediaType } from '../openapi/media-type-name.ts';
import type { MediaType, Parameter } from '../openapi/model.ts';
import { encodeParameter } from '../schema/encode.ts';
import { codecOf } from './media-type.ts';

/**
 * Takes a parameter and a value; gives its text as it travels: a part of a path, a header's value, the pairs of a
 * query or of a Cookie header. By its style, or by the media type of its `content`.
 */
export function parameterText(parameter: Parameter, value: unknown): string {
  if (parameter.content === undefined) return encodeParameter(parameter.name, value, parameter, parameter.in);
  const text =
    typeof value === 'string' && !isJson(parameter.content) ? value : (JSON.stringify(value) ?? '');
  if (parameter.in === 'header') return text;
  const encoded = encodeURIComponent(text);
  return parameter.in === 'path' || parameter.in === 'querystring' ? encoded : `${parameter.name}=${encoded}`;
}

function isJson({ range }: MediaType): boolean {
  const name = parseMediaType(range);
  return name !== undefined && codecOf(name) === 'json';
}
