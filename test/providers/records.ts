import type { Clock } from './clock.ts';
import type { Random } from './random.ts';
import type { Issue, Reader } from './typed-body.ts';

/** Where moments and ids come from. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
}

/** What came of a request body: a value, or what is wrong with it. */
export type Outcome<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** Reads a body as a reader wants it. */
export function read<T>(body: unknown, expected: Reader<T>): Outcome<T> {
  const issues: Issue[] = [];
  const value = expected.read(body, '', issues);
  return value === undefined || issues.length > 0 ? { issues } : { value };
}

/** One thing that is wrong. */
export function refused(field: string, message: string): { readonly issues: readonly Issue[] } {
  return { issues: [{ field: `/${field}`, message }] };
}

/** What every record starts with. */
export function identity({ clock, random }: World): { readonly id: string; readonly created_at: string } {
  return { id: random.uuid(), created_at: clock.iso() };
}

/** Puts a record in the place of the one with its id. */
export function replace<T extends { readonly id: string }>(records: T[], record: T): T {
  const index = records.findIndex(({ id }) => id === record.id);
  if (index >= 0) records[index] = record;
  return record;
}
