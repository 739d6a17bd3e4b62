/** A field of a request body and what is wrong with it. `field` is a JSON Pointer into the body. */
export interface Issue {
  readonly field: string;
  readonly message: string;
}

/** Takes a value and where it stands; gives it typed, or undefined with at least one issue added. */
export interface Reader<T> {
  readonly optional: boolean;
  read(value: unknown, field: string, issues: Issue[]): T | undefined;
}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Read<S extends Shape> = { readonly [K in keyof S]: S[K] extends Reader<infer T> ? T : never };

const reader = <T>(message: string, accepts: (value: unknown) => value is T): Reader<T> => ({
  optional: false,
  read(value, field, issues) {
    if (accepts(value)) return value;
    issues.push({ field, message });
    return undefined;
  },
});

/** A string with so many characters (code points) that matches a pattern, if one is given. */
export const text = (minimum: number, maximum: number, pattern?: RegExp): Reader<string> =>
  reader(
    `must be a string of ${minimum} to ${maximum} characters${pattern ? ` that matches ${pattern.source}` : ''}`,
    (value): value is string =>
      typeof value === 'string' &&
      [...value].length >= minimum &&
      [...value].length <= maximum &&
      (pattern === undefined || pattern.test(value)),
  );

/** One of these strings. */
export const choice = <const T extends string>(...choices: readonly T[]): Reader<T> =>
  reader(`must be ${choices.join(' or ')}`, (value): value is T => choices.some((one) => one === value));

/** True or false. */
export const flag: Reader<boolean> = reader(
  'must be true or false',
  (value): value is boolean => typeof value === 'boolean',
);

/** A number within bounds, both included. */
export const number = (minimum: number, maximum = Number.MAX_VALUE): Reader<number> =>
  reader(
    `must be a number from ${minimum} on`,
    (value): value is number => typeof value === 'number' && value >= minimum && value <= maximum,
  );

/** A whole number within bounds, both included. */
export const integer = (minimum: number, maximum: number): Reader<number> =>
  reader(
    `must be an integer from ${minimum} to ${maximum}`,
    (value): value is number =>
      Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
  );

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

function isDateTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const [, year, month, day] = DATE_TIME.exec(value) ?? [];
  if (day === undefined) return false;
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  // `Date.parse` takes the 30th of February, and no leap second.
  const readable = value.toUpperCase().replace(/:60(?=[.Z+-])/, ':59');
  return Number(day) <= daysInMonth && !Number.isNaN(Date.parse(readable));
}

/** A date-time of RFC 3339, leap seconds included. */
export const dateTime: Reader<string> = reader('must be a date and time with an offset', isDateTime);

/** Any value. */
export const anything: Reader<unknown> = reader('', (_value): _value is unknown => true);

/** The reader, for a property that may be absent; `fallback` then takes its place. */
export function optional<T>(inner: Reader<T>): Reader<T | undefined>;
export function optional<T>(inner: Reader<T>, fallback: T): Reader<T>;
export function optional<T>(inner: Reader<T>, fallback?: T): Reader<T | undefined> {
  return {
    optional: true,
    read: (value, field, issues) => (value === undefined ? fallback : inner.read(value, field, issues)),
  };
}

/** A list of at most so many items, no two of them the same. */
export const list = <T>(inner: Reader<T>, maximum: number): Reader<readonly T[]> => ({
  optional: false,
  read(value, field, issues) {
    if (!Array.isArray(value) || value.length > maximum || new Set(value).size < value.length) {
      issues.push({ field, message: `must be a list of at most ${maximum} different items` });
      return undefined;
    }
    return value.flatMap((item: unknown, index) => inner.read(item, `${field}/${index}`, issues) ?? []);
  },
});

/** A JSON Pointer one step further (RFC 6901, section 3). */
const below = (field: string, name: string): string =>
  `${field}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with any names that match `key`, at most so many. */
export const dictionary = <T>(
  key: RegExp,
  inner: Reader<T>,
  maximum: number,
): Reader<ReadonlyMap<string, T>> => ({
  optional: false,
  read(value, field, issues) {
    if (!isObject(value) || Object.keys(value).length > maximum) {
      issues.push({ field, message: `must be an object of at most ${maximum} properties` });
      return undefined;
    }
    const result = new Map<string, T>();
    for (const [name, item] of Object.entries(value)) {
      if (!key.test(name))
        issues.push({ field: below(field, name), message: 'has a name that is not allowed' });
      const read = inner.read(item, below(field, name), issues);
      if (read !== undefined) result.set(name, read);
    }
    return result;
  },
});

/** An object with these properties; `closed`: and no others. */
export const record = <S extends Shape>(shape: S, closed: boolean): Reader<Read<S>> => ({
  optional: false,
  read(value, field, issues) {
    if (!isObject(value)) {
      issues.push({ field, message: 'must be an object' });
      return undefined;
    }
    const before = issues.length;
    const result: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(shape)) {
      if (Object.hasOwn(value, name)) result[name] = inner.read(value[name], below(field, name), issues);
      else if (inner.optional) result[name] = inner.read(undefined, below(field, name), issues);
      else issues.push({ field: below(field, name), message: 'is missing' });
    }
    if (closed)
      for (const name of Object.keys(value))
        if (!Object.hasOwn(shape, name))
          issues.push({ field: below(field, name), message: 'is not known here' });
    return issues.length > before ? undefined : (result as Read<S>);
  },
});

/** Takes the text of a JSON body and what it has to be; gives it typed, or what is wrong with it. */
export function readBody<T>(
  text: string,
  expected: Reader<T>,
): { readonly body: T } | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { issues: [{ field: '', message: 'must be JSON' }] };
  }
  const body = expected.read(value, '', issues);
  return body === undefined || issues.length > 0 ? { issues } : { body };
}
