/** One part of a multipart body. */
export interface Part {
  /** Undefined where the body is no form. */
  readonly name: string | undefined;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** A character for each byte. */
  readonly text: string;
}

/** As many parts as are read. */
const mostParts = 10_000;

/**
 * Takes a multipart body, its bytes as Latin-1, its boundary and whether it is a form; gives its parts (RFC 2046
 * section 5.1, RFC 7578), or in a sentence what is wrong with it. Lines may end without a carriage return.
 */
export function parseMultipart(
  body: string,
  boundary: string,
  form = true,
): readonly Part[] | { readonly reason: string } {
  const delimiter = boundary.replace(/[^\w]/g, String.raw`\$&`);
  const sections = `\r\n${body}`.split(new RegExp(String.raw`\r?\n--${delimiter}(?=--|[ \t]*\r?\n)`));
  if (sections.length < 2) return { reason: `the boundary ${boundary} does not occur in it` };
  if (!sections.at(-1)?.startsWith('--')) return { reason: 'the closing boundary is missing' };
  if (sections.length > mostParts) return { reason: `it has more than ${mostParts} parts` };
  const parts: Part[] = [];
  for (const section of sections.slice(1, -1)) {
    const end = /\r?\n\r?\n/.exec(section);
    if (end === null) return { reason: 'a part has no empty line after its headers' };
    const headers = headersOf(section.slice(0, end.index));
    const disposition = headers.get('content-disposition')?.[0] ?? '';
    const name = parameter(disposition, 'name');
    if (form && (name === undefined || !/^form-data\b/i.test(disposition)))
      return { reason: 'a part has no name' };
    parts.push({
      name: name === undefined ? undefined : utf8(name),
      fileName: parameter(disposition, 'filename'),
      contentType: headers.get('content-type')?.[0],
      headers,
      text: section.slice(end.index + end[0].length),
    });
  }
  return parts;
}

function headersOf(text: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  // A line that begins with white space goes on with the one before it.
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;\\s]*))`, 'i').exec(disposition);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}

/** Takes parts; gives them as the fields of an urlencoded form, for what is written in a style of parameters. */
export function asUrlencoded(parts: readonly Part[]): string {
  return parts
    .map(({ name = '', text }) => `${encodeURIComponent(name)}=${encodeURIComponent(utf8(text))}`)
    .join('&');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
