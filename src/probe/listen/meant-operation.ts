import { isObject } from '../../document/node.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Operation } from '../../openapi/model.ts';
import { mismatchOf } from '../judge/mismatch-evidence.ts';
import { readJson } from '../judge/json-text.ts';
import type { Delivery } from './listener.ts';

/** Values that may name an event stand so deep: `type`, `data.type`. */
const deepest = 2;
const mostValues = 100;

/**
 * Takes operations that a delivery may be of, and the delivery; gives those that it names itself by, as nearly all have
 * a member (`type: title.created`) or a header (`x-github-event: push`) that does; all where it names none.
 */
export function namedOperations(
  operations: readonly Operation[],
  { headers, bytes }: Delivery,
): readonly Operation[] {
  if (operations.length < 2) return operations;
  const said = new Set(headers.map(([, value]) => plain(value)));
  const read = readJson(new TextDecoder().decode(bytes));
  if ('value' in read) for (const value of textsIn(read.value, deepest)) said.add(plain(value));
  const named = operations.filter(({ path, id }) =>
    [path, id?.value].some((name) => name !== undefined && said.has(plain(name))),
  );
  return named.length > 0 ? named : operations;
}

/**
 * Takes an operation of a delivery; gives the path that it goes to, below the address that was given: a webhook to the
 * address itself, a callback to what its expression has behind that; undefined where that is not known before.
 */
export function pathBelow({ kind, path }: Operation): string | undefined {
  if (kind === 'webhook') return '/';
  const [, rest] = /^\{?\$request\.[^{}]+\}?([^{}]*)$/.exec(path) ?? [];
  if (rest === undefined) return undefined;
  const [below = ''] = rest.split(/[?#]/, 1);
  return below.startsWith('/') ? below : `/${below}`;
}

/** Takes operations that a delivery may be of, and its path below the address; gives those that go there, if any do. */
export function directedOperations(operations: readonly Operation[], path: string): readonly Operation[] {
  const directed = operations.filter((one) => pathBelow(one) === path);
  return directed.length > 0 ? directed : operations;
}

/** Takes what is wrong with a delivery as one of an operation; gives how far it is from being one. */
export function distanceOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { severity, evidence }) => {
    if (severity !== 'error') return sum;
    // A member that tells kinds apart counts for more than all others.
    const keyword = mismatchOf(evidence)?.mismatch.violation.keyword;
    return sum + (keyword === 'const' || keyword === 'enum' ? 100 : 1);
  }, 0);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (!isObject(value)) return [];
  return Object.values(value)
    .slice(0, mostValues)
    .flatMap((member) =>
      typeof member === 'string' ? [member.slice(0, 200)] : depth > 1 ? textsIn(member, depth - 1) : [],
    );
}
