import { pointerKeys, type Pointer } from '../../document/pointer.ts';

/** Takes a pointer; gives the JSONPath that leads to the same place (RFC 9535), with names written short where they may be. */
export function jsonPathOf(pointer: Pointer, value?: unknown): string {
  let at = value;
  let path = '$';
  for (const key of pointerKeys(pointer)) {
    if (Array.isArray(at)) path += `[${key}]`;
    else if (/^[A-Za-z_]\w*$/.test(key)) path += `.${key}`;
    else path += `['${escaped(key)}']`;
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  }
  return path;
}

/** Section 2.3.1.1: what may not stand in a name between single quotes. */
function escaped(key: string): string {
  return key
    .replace(/[\\']/g, '\\$&')
    .replace(/[\u0000-\u001f]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
