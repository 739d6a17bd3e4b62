import type { Issue, Reader } from './typed-body.ts';

function reader<T>(message: string, accepts: (value: unknown) => value is T): Reader<T> {
  return {
    optional: false,
    read(value, field, issues) {
      if (accepts(value)) return value;
      issues.push({ field, message });
      return undefined;
    },
  };
}

/** Text that a pattern matches; the message says what is wanted. */
export function matching(pattern: RegExp, message: string): Reader<string> {
  return reader(message, (value): value is string => typeof value === 'string' && pattern.test(value));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(value);
}

/** A calendar day that exists. */
export const day: Reader<string> = reader('must be a date such as 2025-01-31', isDay);

/** A UUID, whatever its case. */
export const uuid: Reader<string> = matching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'must be a UUID',
);

/** A list of so many items; all different if asked. */
export function items<T>(
  inner: Reader<T>,
  minimum: number,
  maximum: number,
  different = false,
): Reader<readonly T[]> {
  return {
    optional: false,
    read(value, field, issues) {
      if (!Array.isArray(value) || value.length < minimum || value.length > maximum) {
        issues.push({ field, message: `must be a list of ${minimum} to ${maximum} items` });
        return undefined;
      }
      if (different && new Set(value).size < value.length) {
        issues.push({ field, message: 'must not name an item twice' });
      }
      return value.flatMap((item: unknown, index) => inner.read(item, `${field}/${index}`, issues) ?? []);
    },
  };
}

/** An object that has at least one of its members. */
export function some<T extends object>(inner: Reader<T>): Reader<T> {
  return {
    optional: false,
    read(value, field, issues) {
      const object = inner.read(value, field, issues);
      if (object === undefined || Object.values(object).some((member) => member !== undefined)) return object;
      issues.push({ field, message: 'must have at least 1 member' });
      return undefined;
    },
  };
}

/** What is given of an object: without the members that are undefined. */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Takes what a reader gave and leaves out the members that the body did not have. */
export function given<T extends object>(value: T): Given<T> {
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present) as Given<T>;
}

/** A message for each field that is wrong, by its names with full stops between. */
export function messages(issues: readonly Issue[]): Record<string, string> {
  return Object.fromEntries(
    issues.map(({ field, message }) => [field.slice(1).replaceAll('/', '.') || 'body', message]),
  );
}
