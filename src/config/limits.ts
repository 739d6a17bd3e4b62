import { nearestName } from '../document/nearest.ts';
import { deepest, defaultLimits, type Limits } from '../document/limits.ts';
import { object, optional, problem, type Reader } from '../document/reader.ts';

/** How much a limit bounds of what. */
type Unit = 'bytes' | 'time' | 'count';

/** Every limit that a user may set, what it is of, and in what. */
const kinds: Readonly<Record<keyof Limits, readonly [Unit, string]>> = {
  documentBytes: ['bytes', 'Bytes of one document'],
  totalBytes: ['bytes', 'Bytes of all documents of a run'],
  documents: ['count', 'Documents of a run, with those that references lead to'],
  depth: ['count', `Collections inside one another, at most ${deepest}`],
  values: ['count', 'Values in one document'],
  redirects: ['count', 'Redirects that fetching one document follows'],
  fetchTime: ['time', 'Time that fetching one document takes'],
  exchangeBytes: ['bytes', 'Bytes of one exchange of a HAR or NDJSON file, or of a file with a body'],
  responseBytes: ['bytes', 'Bytes of one body that a target sends'],
  deliveryBytes: ['bytes', 'Bytes of one delivery to the listener'],
  recordedBytes: ['bytes', 'Bytes of all exchanges that record and probe --record keep'],
  unpackedBytes: ['bytes', 'Bytes that a compressed body unfolds to'],
  ratio: ['count', 'How many times its size a compressed text or body unfolds to, beyond 10 MB'],
  patternTime: ['time', 'Time that a pattern is matched against one text'],
  proofSteps: ['count', 'Steps of comparing two schemas in diff'],
  time: ['time', 'Time that a run takes'],
  memory: ['bytes', 'Memory that a run takes'],
};

/** The names of all limits. */
export const limitNames = Object.keys(kinds) as readonly (keyof Limits)[];

const factors: Readonly<Record<Unit, ReadonlyMap<string, number>>> = {
  bytes: new Map([
    ['', 1],
    ['b', 1],
    ['kb', 1e3],
    ['mb', 1e6],
    ['gb', 1e9],
    ['kib', 2 ** 10],
    ['mib', 2 ** 20],
    ['gib', 2 ** 30],
  ]),
  time: new Map([
    ['', 1],
    ['ms', 1],
    ['s', 1e3],
    ['m', 6e4],
    ['h', 36e5],
  ]),
  count: new Map([['', 1]]),
};

const written: Readonly<Record<Unit, string>> = {
  bytes: 'a number of bytes such as 500000, 20MB or 1GB',
  time: 'a time such as 500ms, 30s or 5m',
  count: 'a whole number',
};

/**
 * Takes the name of a limit and a value as users write it; gives it in bytes, milliseconds or as the count that it is,
 * or what it must be.
 */
export function readLimit(name: keyof Limits, value: string | number): number | string {
  const [unit] = kinds[name];
  const [, digits, suffix = ''] = /^(\d{1,15}(?:\.\d{1,6})?) ?([a-z]*)$/i.exec(String(value)) ?? [];
  const factor = factors[unit].get(suffix.toLowerCase());
  const number = Math.round(Number(digits) * (factor ?? NaN));
  const least = name === 'redirects' ? 0 : 1;
  if (
    digits === undefined ||
    !Number.isSafeInteger(number) ||
    number < least ||
    (unit === 'count' && digits.includes('.'))
  )
    return `must be ${written[unit]}${least === 1 ? ', and more than 0' : ''}`;
  if (name === 'depth' && number > deepest)
    return `must be at most ${deepest}: what is deeper cannot be read`;
  return number;
}

/** Takes what may be the name of a limit; gives it, or what is wrong with it, with the nearest name. */
export function limitNamed(name: string): { readonly name: keyof Limits } | { readonly flaw: string } {
  const known = limitNames.find((each) => each === name);
  if (known !== undefined) return { name: known };
  const near = nearestName(name, limitNames);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return { flaw: `there is no limit "${name}"${hint || `; there are ${limitNames.join(', ')}`}` };
}

function limit(name: keyof Limits): Reader<number> {
  const [unit] = kinds[name];
  const number = { type: 'integer', minimum: name === 'redirects' ? 0 : 1 };
  const suffixes = [...factors[unit].keys()].filter((each) => each !== '' && each !== 'b');
  // As users write it: MB as mb.
  const pattern = `^\\d{1,15}(\\.\\d{1,6})? ?(${suffixes.map(anyCase).join('|')})$`;
  return {
    schema: unit === 'count' ? number : { anyOf: [number, { type: 'string', pattern }] },
    read(node, problems) {
      const { value } = node;
      const read = readLimit(name, typeof value === 'number' || typeof value === 'string' ? value : '');
      if (typeof read === 'number') return read;
      problems.push(problem(node, read));
      return undefined;
    },
  };
}

function anyCase(suffix: string): string {
  return [...suffix].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('');
}

const usual = (name: keyof Limits): string =>
  Number.isFinite(defaultLimits[name]) ? shownLimit(name, defaultLimits[name]) : 'none';

/** Takes the name of a limit and its value; gives it as users write it. */
export function shownLimit(name: keyof Limits, value: number): string {
  const [unit] = kinds[name];
  if (unit === 'count') return String(value);
  const units: readonly (readonly [number, string])[] =
    unit === 'bytes'
      ? [
          [1e9, 'GB'],
          [1e6, 'MB'],
          [1, ''],
        ]
      : [
          [6e4, 'm'],
          [1e3, 's'],
          [1, 'ms'],
        ];
  const [size, suffix] = units.find(([each]) => value >= each && value % each === 0) ?? [1, ''];
  return `${value / size}${suffix}`;
}

/** The limits in a config. */
export const limits: Reader<Partial<Limits>> = object(
  Object.fromEntries(
    limitNames.map((name) => [name, optional(limit(name), `${kinds[name][1]} (default: ${usual(name)}).`)]),
  ),
);
