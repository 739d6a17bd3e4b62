import type { Document, Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { isComposite, nodeOf, type Place } from './place.ts';

/** A document as JSONPath sees it: with `$ref`s followed where they are, or as it is written. */
export interface View {
  readonly root: Place;
  /** Takes a place; gives the one whose value stands there: the end of its chain of `$ref`s, else itself. */
  settle(place: Place): Place;
  /** Takes a settled place; gives the places in it, in the order written. */
  children(place: Place): readonly Place[];
  /** As `children`, the one under a key. */
  child(place: Place, key: string | number): Place | undefined;
  /** Takes a node; gives its place. */
  at(node: Node): Place | undefined;
}

const none: readonly Place[] = [];

/**
 * Takes the texts of a description; gives the two views of it. Every object and array has one place however many
 * references lead to it, so a recursive description has no end but finitely many places.
 */
export function createViews(documents: Documents): { readonly resolved: View; readonly unresolved: View } {
  const roots = new Map<Document, Place>();
  const listed = new Map<Place, readonly Place[]>();
  const settled = new Map<Place, Place>();
  let count = 0;

  function rootOf(document: Document): Place {
    let root = roots.get(document);
    if (root === undefined) {
      root = { id: count++, value: document.value, document, parent: undefined, key: '' };
      roots.set(document, root);
    }
    return root;
  }

  function children(place: Place): readonly Place[] {
    if (!isComposite(place)) return none;
    let found = listed.get(place);
    if (found === undefined) {
      const { value, document } = place;
      const make = (part: unknown, key: string | number): Place => ({
        id: count++,
        value: part,
        document,
        parent: place,
        key,
      });
      found = Array.isArray(value)
        ? value.map(make)
        : Object.keys(value as object).map((key) => make((value as Record<string, unknown>)[key], key));
      listed.set(place, found);
    }
    return found;
  }

  function child(place: Place, key: string | number): Place | undefined {
    const { value } = place;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    const found = children(place);
    if (Array.isArray(value)) return found[Number(key)];
    const name = String(key);
    return found.find((each) => each.key === name);
  }

  function at({ document, pointer }: Node): Place | undefined {
    let place: Place | undefined = rootOf(document);
    for (const key of pointerKeys(pointer)) place = place && child(place, key);
    return place;
  }

  function settle(place: Place): Place {
    const { value } = place;
    if (!isObject(value) || !Object.hasOwn(value, '$ref') || typeof value['$ref'] !== 'string') return place;
    const known = settled.get(place);
    if (known !== undefined) return known;
    // One that leads back to itself is left where it is.
    settled.set(place, place);
    const reference = nodeOf(place);
    const resolution = documents.resolve(value['$ref'], reference);
    if (resolution.kind === 'unresolved') return place;
    const target = at(resolution.node);
    const end = target === undefined ? place : settle(target);
    settled.set(place, end);
    return end;
  }

  const root = rootOf(documents.root);
  return {
    resolved: { root, settle, children, child, at },
    unresolved: { root, settle: (place) => place, children, child, at },
  };
}
