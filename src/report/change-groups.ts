import { numeral } from '../document/numerals.ts';
import { shortened } from '../document/shortened.ts';
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
  /** `GET /titles`, or in words what is no single operation's. */
  readonly name: string;
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
 * Takes what changed; gives it in parts, what hurts most first, in each by operation: first what no operation has and
 * what several share, then operations as they were removed, added and changed.
 */
export function changeParts({ changes, operations }: DiffSection): ChangePart[] {
  const order = operationOrder(operations);
  const byPart = groupBy(changes, partOf);
  return (Object.keys(titles) as ChangePart['id'][]).flatMap((id) => {
    const found = byPart.get(id) ?? [];
    if (found.length === 0) return [];
    const groups = [...groupBy(found, groupOf)]
      .sort(([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
      .map(([key, group]): ChangeGroup => {
        const operation = key === shared ? undefined : group[0]?.operation;
        const name = operation ? nameOf(operation) : key === shared ? sharedTitle : wholeTitle;
        return { operation, name, changes: group };
      });
    return [{ id, title: titles[id], groups, count: found.length }];
  });
}

/**
 * Takes a change that several operations share; gives the name of one and how many there are beside it, undefined for
 * any other: `GET /titles` and `and 2 more operations`.
 */
export function sharedBy({
  operations = [],
}: DiffChange): { readonly name: string; readonly others: string } | undefined {
  const [first, ...more] = operations;
  if (first === undefined || more.length === 0) return undefined;
  const others = numeral(more.length);
  return {
    name: nameOf(first),
    others: `and ${others} more ${more.length === 1 ? 'operation' : 'operations'}`,
  };
}

const whole = '';
const shared = 'shared';
const wholeTitle = 'The API as a whole';
const sharedTitle = 'What several operations share';

function operationOrder({ removed, added, changed }: DiffSection['operations']): Map<string, number> {
  const named = [...removed, ...added, ...changed].map((name, index) => [nameOf(name), index] as const);
  return new Map([[whole, -3], [shared, -2], ...named]);
}

function groupOf({ operation, operations = [] }: DiffChange): string {
  if (operations.length > 1) return shared;
  return operation ? nameOf(operation) : whole;
}

function nameOf({ method, path }: OperationName): string {
  return `${method.toUpperCase()} ${shortened(path)}`;
}
