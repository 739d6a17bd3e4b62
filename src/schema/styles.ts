import type { ParameterLocation, Serialization } from '../openapi/model.ts';

/** A value's form on the wire. */
export type Shape = 'primitive' | 'array' | 'object';

/** Texts out of one, still encoded: one, several, or alternating names and values. */
export type Pieces = readonly string[];

type Style = Pick<Serialization, 'style' | 'explode'>;

const delimiters: Readonly<Partial<Record<Serialization['style'], RegExp>>> = {
  spaceDelimited: /%20|\+| /,
  // A pipe may not stand in a URI as it is, and yet does.
  pipeDelimited: /%7C|\|/i,
  tabDelimited: /%09|\t/,
};

/**
 * Takes the text of one parameter, without its name where the location gives it apart; gives its pieces by style
 * (OpenAPI 3.1 Style Values, RFC 6570), or what is wrong with it. Path, header and unexploded query and cookie
 * parameters; the exploded ones of query and cookie come as several texts.
 */
export function splitStyle(
  text: string,
  name: string,
  { style, explode }: Style,
  shape: Shape,
): Pieces | { readonly reason: string } {
  if (style === 'label') {
    if (!text.startsWith('.')) return { reason: 'a label starts with a dot' };
    // OpenAPI 3.0's own table joins unexploded labels with dots, RFC 6570 with commas.
    const delimiter = explode || !text.includes(',') ? '.' : ',';
    return split(text.slice(1), delimiter, explode, shape);
  }
  if (style === 'matrix') {
    if (!text.startsWith(';')) return { reason: 'a matrix parameter starts with a semicolon' };
    const parts = text.slice(1).split(';');
    if (shape === 'object' && explode) return pairs(parts);
    const values = parts.map((part) =>
      part === name ? '' : part.startsWith(`${name}=`) ? part.slice(name.length + 1) : undefined,
    );
    const known = values.filter((value) => value !== undefined);
    if (known.length < values.length) return { reason: `a matrix parameter starts with ;${name}=` };
    return explode || shape === 'primitive'
      ? shape === 'primitive'
        ? [known.join(';')]
        : known
      : split(known.join(';'), ',', false, shape);
  }
  return split(text, delimiters[style] ?? ',', explode && style === 'simple', shape);
}

function split(
  text: string,
  delimiter: string | RegExp,
  explode: boolean,
  shape: Shape,
): Pieces | { readonly reason: string } {
  if (shape === 'primitive') return [text];
  const parts = text === '' ? [] : text.split(delimiter);
  if (shape === 'array') return parts.length === 0 ? [''] : parts;
  if (explode) return pairs(parts);
  return parts.length % 2 === 0
    ? parts
    : { reason: 'names and values must alternate, and a name has no value' };
}

function pairs(parts: readonly string[]): Pieces | { readonly reason: string } {
  const found: string[] = [];
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals === -1) return { reason: `${part} has no = between name and value` };
    found.push(part.slice(0, equals), part.slice(equals + 1));
  }
  return found;
}

/** Takes a text from a location; gives it decoded, undefined where its percent-encoding is broken. */
export function decodeText(text: string, location: ParameterLocation): string | undefined {
  if (location === 'header' || (!text.includes('%') && !text.includes('+'))) return text;
  try {
    return decodeURIComponent(
      location === 'query' || location === 'querystring' ? text.replaceAll('+', ' ') : text,
    );
  } catch {
    // A cookie's value is whatever its server made it (RFC 6265 section 4.1.1).
    return location === 'cookie' ? text : undefined;
  }
}

const reserved = /%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g;

/** Takes a text, in which half a surrogate pair counts as U+FFFD; gives it percent-encoded but for unreserved characters (RFC 3986 section 2.3), or as it must be for its location. */
export function encodeText(text: string, location: ParameterLocation, allowReserved: boolean): string {
  if (location === 'header') return text;
  const encoded = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // What would end the parameter or the query has to stay encoded even so.
  return allowReserved
    ? encoded.replace(reserved, (code) => (/%2[36B]/.test(code) ? code : decodeURIComponent(code)))
    : encoded;
}
