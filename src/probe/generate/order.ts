import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';

/** RFC 9110 section 9.2.1, and QUERY: asking changes nothing. */
const safeMethods = new Set(['get', 'head', 'options', 'query']);

/** Takes an operation; gives whether asking for it changes nothing. */
export function isSafe({ method }: Operation): boolean {
  return safeMethods.has(method);
}

/**
 * Takes operations, and whether those that change something may be tried; gives those that are, each after the ones
 * that make or list what it needs. What deletes is left out: only what a run has made is deleted, at its end. So are
 * operations, and paths, marked `x-apicheck-skip`, and what shuts the provider down.
 */
export function orderOperations(operations: readonly Operation[], unsafe: boolean): readonly Operation[] {
  const tried = operations.filter(
    (one) =>
      (unsafe || isSafe(one)) &&
      one.method !== 'delete' &&
      one.method !== 'trace' &&
      !isSkipped(one) &&
      !shutsDown(one) &&
      !locksOut(one) &&
      !deletesMany(one),
  );
  const parameters = ({ path }: Operation): number => path.split('{').length - 1;
  const rank = ({ method }: Operation): number => (method === 'post' ? 0 : method === 'get' ? 1 : 2);
  return tried.toSorted((a, b) => parameters(a) - parameters(b) || rank(a) - rank(b));
}

/** Takes an operation; gives whether its owner does not want it to be tried. */
export function isSkipped({ node, pathItem }: Operation): boolean {
  return [node.value, pathItem.value].some(
    (value) =>
      isObject(value) && value['x-apicheck-skip'] !== undefined && value['x-apicheck-skip'] !== false,
  );
}

/** Whether an operation ends the provider, by its name: nothing could be tried after it. */
export function shutsDown(operation: Operation): boolean {
  const { path } = operation;
  if (path.includes('{')) return false;
  if (/\/(?:shut[-_]?down|power[-_]?off|halt|quit)\/?$/i.test(path)) return true;
  return !isSafe(operation) && /\/(?:maintenance(?:[-_]?mode)?|read[-_]?only|lock[-_]?down)\/?$/i.test(path);
}

/** Whether an operation takes from who asks what they ask with, by its name: a session, or a password. */
export function locksOut(operation: Operation): boolean {
  const { path } = operation;
  if (path.includes('{') || isSafe(operation)) return false;
  if (/\/(?:log|sign)[-_]?(?:out|off)\/?$/i.test(path)) return true;
  return (
    /\/(?:change|update|set)[-_]?password\/?$/i.test(path) ||
    /\/(?:me|self|user|account|profile)\/password\/?$/i.test(path)
  );
}

/**
 * Whether an operation deletes what it finds by a list or a filter, by its name (`POST /things/bulk-delete`): a filter
 * that is left out finds all.
 */
export function deletesMany(operation: Operation): boolean {
  const { path, id } = operation;
  if (path.includes('{') || isSafe(operation)) return false;
  const named = id?.value.replace(/([a-z])(?=[A-Z])/g, '$1-') ?? '';
  return deleting.test(path.slice(path.lastIndexOf('/') + 1)) || startsDeleting.test(named);
}

const deleting =
  /(?:^|[-_.:])(?:delete|remove|purge|destroy|wipe|prune|truncate|erase|flush|clear)(?:$|[-_](?:all|many|batch|bulk))/i;
const startsDeleting =
  /^(?:(?:bulk|batch|mass)[-_])?(?:delete|purge|destroy|wipe|prune|truncate|erase)(?:[-_]|$)/i;
