import type { Node } from '../../document/document.ts';
import { child, isObject, nodeAt } from '../../document/node.ts';
import { appendKey, parentPointer, rootPointer } from '../../document/pointer.ts';
import type { OverlayAction, Proposal } from '../../findings/finding.ts';
import { jsonPathOf } from './json-path.ts';

/** A change of one object of a description: members that it gets, and members that it loses. */
export interface Change {
  readonly at: Node;
  readonly description: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly drop?: readonly string[];
  /** What is added to the end of the arrays under these names. */
  readonly append?: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Takes changes of one description; gives the proposal that makes them. A member is dropped before it is set anew where
 * it is no scalar: an update is merged into what is there (OpenAPI Overlay 1.0.0, Action Object).
 */
export function proposalFrom(changes: readonly Change[]): Proposal | undefined {
  const [first] = changes;
  if (first === undefined) return undefined;
  return {
    description: [...new Set(changes.map(({ description }) => description))].join(', and '),
    uri: first.at.document.uri,
    actions: changes.flatMap(actionsOf),
  };
}

function actionsOf({ at, set = {}, drop = [], append = {} }: Change): OverlayAction[] {
  const target = (name?: string): string => {
    const path = jsonPathOf(at.pointer, at.document.value);
    return name === undefined ? path : path + jsonPathOf(appendKey(rootPointer, name)).slice(1);
  };
  const replaced = Object.keys(set).filter((name) => {
    const value = child(at, name)?.value;
    return typeof value === 'object' && value !== null && !isObject(set[name]);
  });
  const added = Object.entries(append).flatMap(([name, items]) =>
    items.map((update): OverlayAction => ({ target: target(name), update })),
  );
  return [
    ...[...new Set([...drop, ...replaced])].map((name): OverlayAction => ({
      target: target(name),
      remove: true,
    })),
    ...(Object.keys(set).length > 0 ? [{ target: target(), update: set }] : []),
    ...added,
  ];
}

/** Takes a node; gives the object that it is a member of, undefined where nobody wrote it so. */
export function writtenHolder({ document, pointer, value }: Node): Node | undefined {
  const parent = parentPointer(pointer);
  const holder = parent === undefined ? undefined : nodeAt(document, parent);
  if (!holder || !isObject(holder.value)) return undefined;
  return nodeAt(document, pointer)?.value === value ? holder : undefined;
}
