import type { Node } from '../document/document.ts';
import { keyOf } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Builders } from './build/api.ts';
import type { Callback, Operation } from './model.ts';
import type { Visitor } from './visit.ts';
import type { ObjectVisit, Visit } from './visits.ts';

/** What a media type is the content of. */
export type MediaTypeOwner = Parameters<NonNullable<Visitor['mediaType']>>[1];

/** Takes an object; gives the name or index that it stands under. */
export function lastKey({ node }: ObjectVisit): string {
  return keyOf(node) ?? '';
}

/** Takes a schema and its holder; gives its name if it is a component. */
export function componentName(node: Node, parent: ObjectVisit | undefined): string | undefined {
  if (parent?.kind !== 'components' && parent?.kind !== 'root') return undefined;
  const [first, second, third, more] = pointerKeys(node.pointer);
  if (parent.kind === 'components') return more === undefined && second === 'schemas' ? third : undefined;
  return first === 'definitions' && third === undefined ? second : undefined;
}

/** Takes a media type; gives what it is the content of. */
export function owner({ parent }: ObjectVisit): MediaTypeOwner {
  switch (parent?.kind) {
    case 'requestBody':
      return 'request';
    case 'response':
    case 'parameter':
    case 'header':
      return parent.kind;
    default:
      return 'component';
  }
}

/** Takes a media type; gives in which direction what it describes travels. */
export function direction(at: ObjectVisit): 'request' | 'response' {
  const kind = owner(at);
  return kind === 'request' || kind === 'parameter' ? 'request' : 'response';
}

/** Takes a path item and the name that it stands under; gives what its operations are; undefined for a component. */
export function pathKind({ parent }: ObjectVisit, name: string): Operation['kind'] | undefined {
  if (parent?.kind === 'paths') return 'path';
  if (parent?.kind === 'root') return 'webhook';
  if (parent?.kind === 'callback') return 'callback';
  // Behind a stray `$ref` in place of the whole Paths Object.
  return parent === undefined && name.startsWith('/') ? 'path' : undefined;
}

/** Takes what the crawl came upon; gives the callbacks in it, each where it is defined. */
export function callbacksOf(visits: readonly Visit[], make: Builders): ReadonlyMap<ObjectVisit, Callback> {
  const found = new Map<ObjectVisit, Callback>();
  visits.forEach((each) => {
    if (each.type !== 'object' || each.kind !== 'callback') return;
    const callback = make.operations.callback(lastKey(each), each.node);
    // One that is a `$ref` is handed over where it is defined.
    if (callback && callback.node.value === each.node.value) found.set(each, callback);
  });
  return found;
}

/** Takes callbacks; gives the operations under all of them. */
export function callbackOperations(callbacks: ReadonlyMap<ObjectVisit, Callback>): Operation[] {
  return [...callbacks.values()].flatMap((callback) => callback.operations);
}

/** Takes operations; gives them by their object, which those of a shared path item have in common. */
export function operationsByValue(
  operations: readonly Operation[],
): ReadonlyMap<unknown, readonly Operation[]> {
  const found = new Map<unknown, Operation[]>();
  for (const operation of operations) {
    const known = found.get(operation.node.value);
    if (known) known.push(operation);
    else found.set(operation.node.value, [operation]);
  }
  return found;
}
