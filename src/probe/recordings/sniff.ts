import { harFormat } from './har.ts';
import { ndjsonFormat } from './ndjson.ts';
import type { StreamFormat } from './stream.ts';

/**
 * Takes the beginning of a file; gives the format that it is to be streamed in: an HTTP Archive by `log` at its root,
 * lines of exchanges by a first line that is one, or that is an object with another behind it. Undefined for what is
 * read whole.
 */
export function streamFormatOf(head: string): StreamFormat | undefined {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (!start.startsWith('{')) return undefined;
  const lineEnd = start.indexOf('\n');
  const line = lineEnd === -1 ? start : start.slice(0, lineEnd);
  const keys = rootKeys(line);
  if (keys.names.has('request') || keys.names.has('startedDateTime')) return ndjsonFormat;
  if (keys.closed && lineEnd !== -1 && /^\s*\{/.test(start.slice(lineEnd))) return ndjsonFormat;
  return rootKeys(start).names.has('log') ? harFormat : undefined;
}

/** The keys of the object that a text begins with, and whether it is closed in it. */
function rootKeys(text: string): { readonly names: ReadonlySet<string>; readonly closed: boolean } {
  const names = new Set<string>();
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/gsy;
  let depth = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) {
      token.lastIndex = at + 1;
      continue;
    }
    const [found, name, colon] = match;
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined && name !== undefined) names.add(name);
    if (depth === 0) return { names, closed: true };
  }
  return { names, closed: false };
}
