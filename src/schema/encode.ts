import { isObject } from '../document/node.ts';
import type { ParameterLocation, Serialization } from '../openapi/model.ts';
import { encodeText } from './styles.ts';

/**
 * Takes a parameter's name, a value and how it travels; gives its text: a path segment's part, a header's value, the
 * pairs of a query without `?`, or those of a Cookie header (OpenAPI 3.1 Style Values; RFC 6570 section 3.2). Empty
 * for an empty array or object. What is nested below an array or object is written as JSON, but for `deepObject`.
 */
export function encodeParameter(
  name: string,
  value: unknown,
  serialization: Serialization,
  location: ParameterLocation,
): string {
  const { style, explode, allowReserved } = serialization;
  const encode = (part: unknown): string =>
    style === 'cookie' ? textOf(part) : encodeText(textOf(part), location, allowReserved);
  const key = encode(name);
  const named = (part: unknown): string => `${key}=${encode(part)}`;
  const members = isObject(value)
    ? Object.entries(value).map(([member, part]) => [encode(member), encode(part)])
    : undefined;
  const list = Array.isArray(value) ? value.map(encode) : members?.flat();
  const exploded = members?.map((pair) => pair.join('='));

  switch (style) {
    case 'simple':
      return explode && exploded ? exploded.join(',') : list ? list.join(',') : encode(value);
    case 'label':
      return list?.length === 0
        ? ''
        : `.${explode ? (exploded ?? list ?? [encode(value)]).join('.') : (list?.join(',') ?? encode(value))}`;
    case 'matrix':
      if (list?.length === 0) return '';
      if (explode && exploded) return exploded.map((pair) => `;${pair}`).join('');
      if (explode && Array.isArray(value)) return value.map((item) => matrix(key, encode(item))).join('');
      return matrix(key, list?.join(',') ?? encode(value));
    case 'deepObject':
      return deep(name, value, (part) => encodeText(part, location, allowReserved)).join('&');
    default: {
      if (list?.length === 0) return '';
      if (explode && exploded) return exploded.join(style === 'cookie' ? '; ' : '&');
      if (explode && Array.isArray(value)) return value.map(named).join(style === 'cookie' ? '; ' : '&');
      const delimiter =
        { spaceDelimited: '%20', pipeDelimited: '%7C', tabDelimited: '%09' }[style as string] ?? ',';
      return list
        ? `${key}=${list.join(inUri(location) ? delimiter : decodeURIComponent(delimiter))}`
        : named(value);
    }
  }
}

const inUri = (location: ParameterLocation): boolean => location !== 'header' && location !== 'cookie';
const matrix = (key: string, text: string): string => (text === '' ? `;${key}` : `;${key}=${text}`);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : (JSON.stringify(value) ?? '');
}

function deep(key: string, value: unknown, encode: (text: string) => string): string[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([member, part]) => deep(`${key}[${member}]`, part, encode));
  if (Array.isArray(value)) return value.flatMap((item) => deep(key, item, encode));
  return [`${encode(key)}=${encode(textOf(value))}`];
}
