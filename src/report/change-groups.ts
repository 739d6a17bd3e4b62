import type { OperationName } from '../findings/finding.ts';
import type { DiffChange, DiffSection } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';

/** A part of a list of changes: what they have in common for whoever reads it. */
export interface ChangePart {
  readonly id: 'breaking' | 'unproven' | 'deprecated' | 'accepted' | 'compatible';
  readonly title: string;
  readonly groups: readonly ChangeGroup[];
  readonly count: number;
}

/** Changes of one operation, or of what no operation has for itself. */
export interface ChangeGroup {
  readonly operation: OperationName | undefined;
  readonly changes: readonly DiffChange[];
}

const titles: Readonly<Record<ChangePart['id'], string>> = {
  breaking: 'Breaking changes',
  unproven: 'Changes that may break',
  deprecated: 'Deprecations',
  accepted: 'Accepted changes',
  compatible: 'Compatible changes',
};

const announcements = /-deprecated$|^sunset-|^deprecation-/;

/** Takes a change; gives the part of a list that it stands in. */
export function partOf({ breaking, accepted, code }: DiffChange): ChangePart['id'] {
  if (accepted) return 'accepted';
  if (breaking === true) return 'breaking';
  if (breaking === 'unproven') return 'unproven';
  return announcements.test(code) ? 'deprecated' : 'compatible';
}

/**
 * Takes what changed; gives it in parts, what hurts most first, in each by operation: first what several share or no
 * operation has, then operations as they were removed, added and changed.
 */
export function changeParts({ changes, operations }: DiffSection): ChangePart[] {
  const order = operationOrder(operations);
  const byPart = groupBy(changes, partOf);
  return (Object.keys(titles) as ChangePart['id'][]).flatMap((id) => {
    const found = byPart.get(id) ?? [];
    if (found.length === 0) return [];
    const groups = [...groupBy(found, ({ operation }) => keyOf(operation))]
      .sort(([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
      .map(([, group]) => ({ operation: group[0]?.operation, changes: group }));
    return [{ id, title: titles[id], groups, count: found.length }];
  });
}

/** Takes a change that several operations share; gives which, to follow "in": undefined for any other. */
export function sharedBy({ reached }: DiffChange): string | undefined {
  if (reached === undefined) return undefined;
  const { count, from } = reached;
  const name = `${from.method.toUpperCase()} ${from.path}`;
  return `${name} and ${(count - 1).toLocaleString('en')} more ${count === 2 ? 'operation' : 'operations'}`;
}

function operationOrder({ removed, added, changed }: DiffSection['operations']): Map<string, number> {
  return new Map([...removed, ...added, ...changed].map((name, index) => [keyOf(name), index]));
}

function keyOf(operation: OperationName | undefined): string {
  return operation ? `${operation.method} ${operation.path}` : '';
}
