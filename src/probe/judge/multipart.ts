/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** As many parts as are read. */
const mostParts = 10_000;

/**
 * Takes a `multipart/form-data` body, its bytes as Latin-1, and its boundary; gives its parts (RFC 7578), or in a
 * sentence what is wrong with it.
 */
export function parseMultipart(
  body: string,
  boundary: string,
): readonly Part[] | { readonly reason: string } {
  const delimiter = `--${boundary}`;
  const sections = `\r\n${body}`.split(`\r\n${delimiter}`);
  if (sections.length < 2) return { reason: `the boundary ${boundary} does not occur in it` };
  if (!sections.at(-1)?.startsWith('--')) return { reason: 'the closing boundary is missing' };
  if (sections.length > mostParts) return { reason: `it has more than ${mostParts} parts` };
  const parts: Part[] = [];
  for (const section of sections.slice(1, -1)) {
    const end = section.indexOf('\r\n\r\n');
    if (end === -1) return { reason: 'a part has no empty line after its headers' };
    const headers = section.slice(0, end);
    const disposition = /^content-disposition:[ \t]*form-data\b(.*)$/im.exec(headers)?.[1];
    const name = disposition === undefined ? undefined : parameter(disposition, 'name');
    if (disposition === undefined || name === undefined) return { reason: 'a part has no name' };
    parts.push({
      name: utf8(name),
      fileName: parameter(disposition, 'filename'),
      contentType: /^content-type:[ \t]*(.+?)\s*$/im.exec(headers)?.[1],
      text: section.slice(end + 4),
    });
  }
  return parts;
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;\\s]*))`, 'i').exec(disposition);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}

/**
 * Takes parts; gives them as the fields of an urlencoded form, so that both kinds of form are typed by one reader.
 * Files come as text, a character for each byte.
 */
export function asUrlencoded(parts: readonly Part[]): string {
  return parts
    .map(({ name, fileName, text }) => {
      const value = fileName === undefined ? utf8(text) : text;
      return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    })
    .join('&');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
