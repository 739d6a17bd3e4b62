/** A media type as a header names it (RFC 9110 section 8.3.1). */
export interface MediaTypeName {
  /** Type and subtype, in lower case. */
  readonly essence: string;
  /** Names in lower case; values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Takes the value of a Content-Type header, or a range of the contract; gives its parts, undefined if it is none. */
export function parseMediaType(text: string): MediaTypeName | undefined {
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
