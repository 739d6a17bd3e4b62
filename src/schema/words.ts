import { nearestName } from '../document/nearest.ts';
import { isObject } from '../document/node.ts';
import type { SchemaError } from './converted.ts';

const longest = 60;
const most = 10;

/** Takes a JSON value; gives it as JSON, cut where it is long. No more of it is looked at than is shown. */
export function show(value: unknown): string {
  let text = '';
  const write = (part: unknown): void => {
    if (text.length > longest) return;
    if (typeof part === 'string') text += JSON.stringify(part.slice(0, longest));
    else if (Array.isArray(part)) writeAll('[', part.slice(0, longest), ']', (item) => write(item));
    else if (isObject(part)) {
      writeAll('{', Object.keys(part).slice(0, longest), '}', (key) => {
        text += `${JSON.stringify(key.slice(0, longest))}:`;
        write(part[key]);
      });
    } else text += String(part);
  };
  const writeAll = <T>(open: string, parts: readonly T[], close: string, each: (part: T) => void): void => {
    text += open;
    for (const [index, part] of parts.entries()) {
      if (text.length > longest) return;
      if (index > 0) text += ',';
      each(part);
    }
    text += close;
  };
  write(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** Takes values; gives them as a list in words, cut where it is long. */
export function list(values: readonly unknown[]): string {
  const shown = values.slice(0, most).map(show).join(', ');
  return values.length > most ? `${shown} and ${values.length - most} more` : shown;
}

/** Takes a value; gives its JSON type with an article. */
export function typeWord(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return withArticle(typeof value === 'bigint' ? 'number' : typeof value);
}

function withArticle(type: string): string {
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** Takes words; gives `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Takes a name that is not known and those that are; gives ` ; did you mean …` or nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

const count = (amount: unknown, noun: string): string =>
  `${String(amount)} ${amount === 1 ? noun : noun === 'property' ? 'properties' : `${noun}s`}`;

type Describe = (error: SchemaError, limit: unknown) => string;

const bound =
  (words: string): Describe =>
  (error, limit) =>
    `must be ${words} ${show(limit)}, is ${show(error.data)}`;
const size =
  (words: string, noun: string, measure: (data: unknown) => number): Describe =>
  (error, limit) =>
    `must have ${words} ${count(limit, noun)}, has ${measure(error.data)}`;
const characters = (data: unknown): number => (typeof data === 'string' ? [...data].length : 0);
const length = (data: unknown): number => (Array.isArray(data) ? data.length : 0);
const members = (data: unknown): number => (isObject(data) ? Object.keys(data).length : 0);

const words: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  [
    'type',
    ({ params, data }) => {
      const types = [params['type']].flat().map((type) => withArticle(String(type)));
      const found =
        types.includes('an integer') && /^(?:number|bigint)$/.test(typeof data) ? show(data) : typeWord(data);
      return `must be ${either(types)}, is ${found}`;
    },
  ],
  [
    'enum',
    ({ data }, schema) => {
      const values = Array.isArray(schema) ? schema : [];
      const only = values.length === 1 ? show(values[0]) : `one of ${list(values)}`;
      const near =
        typeof data === 'string' && values.length > 1
          ? suggestion(
              data,
              values.filter((value) => typeof value === 'string'),
            )
          : '';
      return `must be ${only}, is ${show(data)}${near}`;
    },
  ],
  ['const', ({ data }, schema) => `must be ${show(schema)}, is ${show(data)}`],
  ['nothing', () => 'must not be there: its schema accepts nothing'],
  ['maximum', bound('at most')],
  ['minimum', bound('at least')],
  ['exclusiveMaximum', bound('less than')],
  ['exclusiveMinimum', bound('greater than')],
  ['multipleOf', bound('a multiple of')],
  ['maxLength', size('at most', 'character', characters)],
  ['minLength', size('at least', 'character', characters)],
  ['maxItems', size('at most', 'item', length)],
  ['minItems', size('at least', 'item', length)],
  ['maxProperties', size('at most', 'property', members)],
  ['minProperties', size('at least', 'property', members)],
  ['pattern', ({ data }, limit) => `must match ${String(limit)}, is ${show(data)}`],
  ['format', ({ data }, limit) => `must be a valid ${String(limit)}, is ${show(data)}`],
  ['required', ({ params }) => `must have property ${String(params['missingProperty'])}`],
  [
    'uniqueItems',
    ({ params }) =>
      `must not repeat an item: ${Number(params['first'])} and ${Number(params['second'])} are equal`,
  ],
  ['additionalItems', ({ params }) => `must have at most ${count(params['limit'], 'item')}`],
  ['items', ({ params }) => `must have at most ${count(params['limit'], 'item')}`],
  ['unevaluatedItems', ({ params }) => `must not have item ${String(params['key'])}`],
  ['contains', () => 'must contain at least one item of the kind that contains asks for, has none'],
  [
    'minContains',
    ({ params }) =>
      `must contain at least ${String(params['least'])} items of the kind that contains asks for, has ${String(params['found'])}`,
  ],
  [
    'maxContains',
    ({ params }) =>
      `must contain at most ${count(params['most'], 'item')} of the kind that contains asks for, has ${String(params['found'])}`,
  ],
  ['not', () => 'must not be what the schema under not describes'],
]);

/** Takes an error; gives what is wrong in words, without the place. */
export function describe(error: SchemaError): string {
  return (
    words.get(error.keyword)?.(error, 'shown' in error ? error.shown : error.schema) ??
    error.message ??
    `must satisfy ${error.keyword}`
  );
}

/** Takes what `describe` gave; gives it without what the value is instead. */
export function withoutActual(message: string): string {
  const at = message.lastIndexOf(', is ');
  return at === -1 ? message : message.slice(0, at);
}
