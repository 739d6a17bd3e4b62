import type { Document, Node } from '../../document/document.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';

/** A value where it is written. There is one for each, so that two are the same where they are identical. */
export interface Place {
  /** Counts from 0, in the order in which places were come upon. */
  readonly id: number;
  readonly value: unknown;
  readonly document: Document;
  /** The object or array that it is written in; undefined for the root of a document. */
  readonly parent: Place | undefined;
  /** Under which key or index. */
  readonly key: string | number;
}

/** Takes a place; gives its pointer into its document. */
export function pointerOf(place: Place): Pointer {
  return place.parent === undefined ? rootPointer : appendKey(pointerOf(place.parent), place.key);
}

/** Takes a place; gives its node. */
export function nodeOf(place: Place): Node {
  return { value: place.value, document: place.document, pointer: pointerOf(place) };
}

/** Takes a place; gives the keys that lead to it in its document. */
export function keysOf(place: Place): (string | number)[] {
  return place.parent === undefined ? [] : [...keysOf(place.parent), place.key];
}

/** Whether a place holds an object or an array. */
export function isComposite({ value }: Place): boolean {
  return typeof value === 'object' && value !== null;
}
