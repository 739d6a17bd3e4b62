import { guardPattern } from '../../schema/patterns.ts';

/** Methods that a filter may call: they read, and give plain data. */
const ofTexts = new Set([
  ...[
    'match',
    'includes',
    'startsWith',
    'endsWith',
    'indexOf',
    'lastIndexOf',
    'slice',
    'substring',
    'substr',
  ],
  ...[
    'toLowerCase',
    'toUpperCase',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'trim',
    'split',
    'charAt',
    'search',
  ],
  ...['replace', 'replaceAll', 'concat', 'toString', 'at'],
]);
const ofLists = new Set(['includes', 'indexOf', 'lastIndexOf', 'slice', 'concat', 'join', 'at']);
const ofPatterns = new Set(['test', 'exec']);

/** Takes a value and a key; gives its own member of that name, or undefined: nothing that it inherits. */
export function member(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const name = typeof key === 'number' ? key : String(key);
  if (typeof value === 'string') return name === 'length' ? value.length : value[Number(name)];
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string | number, unknown>)[name];
}

/** Takes a value; gives what `constructor` is asked for in filters: the name of its type. */
export function constructorOf(value: unknown): { readonly name: string } | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return { name: 'Array' };
  const type = typeof value;
  return { name: `${type.charAt(0).toUpperCase()}${type.slice(1)}` };
}

/**
 * Takes a value, the name of a method and its arguments; gives what the method gives, or undefined where the value has
 * no such method that a filter may call.
 */
export function apply(value: unknown, name: string, given: readonly unknown[]): unknown {
  const allowed =
    typeof value === 'string'
      ? ofTexts
      : Array.isArray(value)
        ? ofLists
        : value instanceof RegExp
          ? ofPatterns
          : undefined;
  if (typeof value === 'number' && name === 'toString') return String(value);
  if (allowed === undefined || !allowed.has(name)) return undefined;
  if (given.some((each) => typeof each === 'function')) return undefined;
  bound(value, name, given[0]);
  const method = (value as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>)[name];
  try {
    return method?.apply(value, [...given]);
  } catch {
    // Such as a text that is no pattern.
    return undefined;
  }
}

/** Up to here even a pattern that backtracks without bounds is done in no time. */
const shortText = 12;

/** Tries a pattern under a bound before it is used without one. Throws RangeError where it takes too long. */
function bound(value: unknown, name: string, first: unknown): void {
  const [text, pattern] = typeof value === 'string' ? [value, first] : [first, value];
  if (typeof text !== 'string' || text.length <= shortText) return;
  if (pattern instanceof RegExp) guardPattern(new RegExp(pattern.source, pattern.flags)).test(text);
  else if (typeof pattern === 'string' && (name === 'match' || name === 'search')) {
    const written = patternOf(pattern);
    if (written) guardPattern(written).test(text);
  }
}

function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}
