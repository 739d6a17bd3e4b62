import { crypto } from '../document/crypto.ts';
import type { Node } from '../document/document.ts';
import { pointerKeys } from '../document/pointer.ts';

/** What fingerprints call documents: it has to be the same wherever a run is started. */
export interface Naming {
  /** Takes the uri of a document; gives its name. */
  readonly uri: (uri: string) => string;
  /** Takes a message; gives it with the documents in it called by their names. */
  readonly text: (message: string) => string;
}

/** Documents are called by their uris. */
export const asWritten: Naming = { uri: (uri) => uri, text: (message) => message };

/** What tells the items of an array apart wherever they stand, the first that an item has. */
const names = ['$ref', 'operationId', 'name', 'url', 'title'];

/**
 * Takes a node; gives its pointer with the items of arrays called by what is in them in place of their index, where
 * one word tells it: a parameter by its name and place, a text by itself. It stays the same when items are moved.
 */
export function stablePointer({ document, pointer }: Node): string {
  let value: unknown = document.value;
  let stable = '';
  for (const key of pointerKeys(pointer)) {
    const inArray = Array.isArray(value);
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined;
    stable += `/${inArray ? (itemName(value) ?? key) : key}`;
  }
  return stable;
}

function itemName(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return undefined;
  const members = item as Readonly<Record<string, unknown>>;
  const named = names.find((name) => Object.hasOwn(item, name) && typeof members[name] === 'string');
  if (named === undefined) return undefined;
  const place = typeof members['in'] === 'string' ? `${members['in']} ` : '';
  return `${place}${String(members[named])}`;
}

/**
 * Takes what a finding is about, and which of several alike it is (0 for the first); gives an id of 16 hexadecimal
 * digits. It has no line in it, so that it stays the same when text moves.
 */
export function fingerprint(
  code: string,
  uri: string,
  identity: string,
  message: string,
  ordinal: number,
): string {
  const parts =
    ordinal === 0 ? [code, uri, identity, message] : [code, uri, identity, message, String(ordinal)];
  return crypto().createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
