/** An RFC 6901 JSON Pointer into one document: '' for its root, '/paths/~1titles' for a member. */
export type Pointer = string & { readonly __pointer: unique symbol };

/** The pointer of a document's root. */
export const rootPointer = '' as Pointer;

/**
 * Takes a pointer and the key or index of a member; gives that member's pointer, with `~` and `/` in the key
 * escaped (RFC 6901 section 3).
 */
export function appendKey(pointer: Pointer, key: string | number): Pointer {
  if (typeof key === 'number') return `${pointer}/${key}` as Pointer;
  return `${pointer}/${escapeKey(key)}` as Pointer;
}

/** Takes a key; gives it as pointers have it. */
export function escapeKey(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** Takes a pointer to a value and one from there on; gives both as one. */
export function joinPointers(base: Pointer, rest: Pointer): Pointer {
  return `${base}${rest}` as Pointer;
}

/** Takes a pointer; gives its unescaped keys, outermost first (RFC 6901 section 4). */
export function pointerKeys(pointer: Pointer): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((key) => (key.includes('~') ? key.replaceAll('~1', '/').replaceAll('~0', '~') : key));
}

/** Takes a pointer; gives the pointer of the value that holds it, or undefined for the root. */
export function parentPointer(pointer: Pointer): Pointer | undefined {
  const slash = pointer.lastIndexOf('/');
  return slash === -1 ? undefined : (pointer.slice(0, slash) as Pointer);
}

/** Takes any text; gives it as a pointer if it is one by RFC 6901's grammar, else undefined. */
export function toPointer(text: string): Pointer | undefined {
  return /^(\/([^~/]|~[01])*)*$/.test(text) ? (text as Pointer) : undefined;
}
