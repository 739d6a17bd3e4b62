import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child } from '../document/node.ts';
import { follow } from '../openapi/follow.ts';
import type { Operation } from '../openapi/model.ts';
import { stabilityLevels, type StabilityLevel } from './policy.ts';

/** A date that an extension names, or a value that is none. */
export interface WrittenDate {
  readonly node: Node;
  /** As `2027-01-31`; undefined where the value is no date. */
  readonly day: string | undefined;
}

/** What something says of its end. */
export interface Lifecycle {
  readonly deprecated: boolean;
  /** `x-sunset`: the day from which it may be gone. */
  readonly sunset: WrittenDate | undefined;
  /** `x-deprecated-at`: the day on which it was deprecated. */
  readonly since: WrittenDate | undefined;
}

/** Takes an operation, parameter, header or schema; gives what it, or what it refers to, says of its end. */
export function lifecycleOf(documents: Documents, use: Node): Lifecycle {
  const followed = follow(documents, use);
  // What stands beside a reference goes before what stands behind it.
  const holders = followed.kind === 'found' ? [...followed.chain, followed.node] : [use];
  const find = (key: string): Node | undefined =>
    holders.map((holder) => child(holder, key)).find((node) => node !== undefined);
  return {
    deprecated: find('deprecated')?.value === true,
    sunset: dateOf(find('x-sunset')),
    since: dateOf(find('x-deprecated-at')),
  };
}

function dateOf(node: Node | undefined): WrittenDate | undefined {
  return node && { node, day: typeof node.value === 'string' ? dayOf(node.value) : undefined };
}

/** Takes a date or a moment (RFC 3339); gives its day, undefined where there is no such day. */
export function dayOf(text: string): string | undefined {
  const [, day] =
    /^(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** Takes two days as `2027-01-31`; gives how many days the second is after the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** `x-stability-level` of an operation, or of its path item: the node, and the level that it names, if it is one. */
export interface WrittenLevel {
  readonly node: Node;
  readonly level: StabilityLevel | undefined;
}

/** Takes an operation; gives the stability that it names, undefined where it names none. */
export function writtenLevel({ node, pathItem }: Operation): WrittenLevel | undefined {
  const written = child(node, 'x-stability-level') ?? child(pathItem, 'x-stability-level');
  return written && { node: written, level: stabilityLevels.find((level) => level === written.value) };
}

/** Takes an operation; gives how stable it is: one that says nothing, or something unknown, is stable. */
export function levelOf(operation: Operation): StabilityLevel {
  return writtenLevel(operation)?.level ?? 'stable';
}
