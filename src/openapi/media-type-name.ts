/** A media type as a header names it (RFC 9110 section 8.3.1). */
export interface MediaTypeName {
  /** Type and subtype, in lower case. */
  readonly essence: string;
  /** Names in lower case; values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** As many texts as are kept with what they were found to be: there are few that occur again and again. */
const mostKnown = 1_000;
const known = new Map<string, MediaTypeName | undefined>();

/** Takes the value of a Content-Type header, or a range of the contract; gives its parts, undefined if it is none. */
export function parseMediaType(text: string): MediaTypeName | undefined {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found;
  const parsed = parse(text);
  if (known.size < mostKnown) known.set(text, parsed);
  return parsed;
}

function parse(text: string): MediaTypeName | undefined {
  const [head = '', ...rest] = splitParameters(text);
  const essence = head.trim().toLowerCase();
  if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(essence)) return undefined;
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals === -1) continue;
    const value = part.slice(equals + 1).trim();
    const plain = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
    parameters.set(part.slice(0, equals).trim().toLowerCase(), plain);
  }
  return { essence, parameters };
}

function splitParameters(text: string): string[] {
  return text.includes(';') ? (text.match(/(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g) ?? []) : [text];
}
