import { isObject, textOf, type JsonObject } from '../../document/node.ts';
import { guardPattern } from '../../schema/patterns.ts';
import { casing } from './casing.ts';
import type { FunctionMaker, FunctionOptions, Result } from './function.ts';
import { schema } from './schema-function.ts';

const noOptions =
  (judge: (value: unknown, name: string) => string | undefined): FunctionMaker =>
  () =>
  ({ value }, { name }) => {
    const message = judge(value, name);
    return message === undefined ? undefined : [{ message }];
  };

/** The functions that every ruleset may use, by name. */
export const coreFunctions: ReadonlyMap<string, FunctionMaker> = new Map<string, FunctionMaker>([
  ['truthy', noOptions((value, name) => (value ? undefined : `${name} is missing or empty`))],
  ['falsy', noOptions((value, name) => (value ? `${name} must not be here` : undefined))],
  ['defined', noOptions((value, name) => (value === undefined ? `${name} is missing` : undefined))],
  ['undefined', noOptions((value, name) => (value === undefined ? undefined : `${name} must not be here`))],
  ['pattern', pattern],
  ['enumeration', enumeration],
  ['length', length],
  ['casing', casing],
  ['alphabetical', alphabetical],
  ['or', among((given, names) => (given.length > 0 ? undefined : `one of ${names} must be here`))],
  [
    'xor',
    among((given, names) =>
      given.length === 1
        ? undefined
        : given.length === 0
          ? `one of ${names} must be here`
          : `only one of ${listed(given)} may be here`,
    ),
  ],
  ['schema', schema('auto')],
  ['oasSchema', schema('description')],
  ['typedEnum', typedEnum],
  ['unreferencedReusableObject', unreferenced],
]);

/** Takes options; gives them as an object. Throws SyntaxError where they are none. */
export function optionsOf({ value }: FunctionOptions, name: string): JsonObject {
  if (!isObject(value)) throw new SyntaxError(`${name} needs functionOptions`);
  return value;
}

function own(options: JsonObject, key: string): unknown {
  return Object.hasOwn(options, key) ? options[key] : undefined;
}

function pattern(options: FunctionOptions): ReturnType<FunctionMaker> {
  const given = optionsOf(options, 'pattern');
  const [match, notMatch] = ['match', 'notMatch'].map((name) => {
    const written = expression(own(given, name));
    return written && testOf(written);
  });
  if (!match && !notMatch) throw new SyntaxError('pattern needs "match" or "notMatch"');
  return ({ value }) => {
    if (typeof value !== 'string') return undefined;
    const shown = JSON.stringify(value);
    const results: Result[] = [];
    if (match && !match(value))
      results.push({ message: `${shown} must match ${writtenAs(own(given, 'match'))}` });
    if (notMatch?.(value))
      results.push({ message: `${shown} must not match ${writtenAs(own(given, 'notMatch'))}` });
    return results;
  };
}

/** Takes a pattern; gives whether a text matches. Throws RangeError where finding out would take too long. */
function testOf(expression: RegExp): (value: string) => boolean {
  const guarded = guardPattern(expression);
  return (value) => {
    expression.lastIndex = 0;
    return guarded.test(value);
  };
}

function writtenAs(pattern: unknown): string {
  return pattern instanceof RegExp ? pattern.source : textOf(pattern);
}

/** A pattern is written as one, or between slashes with flags behind them. */
function expression(written: unknown): RegExp | undefined {
  if (written === undefined) return undefined;
  if (written instanceof RegExp) return written;
  if (typeof written !== 'string') throw new SyntaxError('a pattern must be a text');
  const parts = /^\/(.+)\/([a-z]*)$/s.exec(written);
  return parts ? new RegExp(parts[1] ?? '', parts[2]) : new RegExp(written);
}

function enumeration(options: FunctionOptions): ReturnType<FunctionMaker> {
  const values = own(optionsOf(options, 'enumeration'), 'values');
  if (!Array.isArray(values)) throw new SyntaxError('enumeration needs "values"');
  return ({ value }) => {
    if (value === undefined || (typeof value === 'object' && value !== null) || values.includes(value))
      return undefined;
    const shown = values.map((each) => JSON.stringify(each)).join(', ');
    return [{ message: `${JSON.stringify(value)} must be one of ${shown}` }];
  };
}

function length(options: FunctionOptions): ReturnType<FunctionMaker> {
  const given = optionsOf(options, 'length');
  const [min, max] = [own(given, 'min'), own(given, 'max')];
  if (typeof min !== 'number' && typeof max !== 'number')
    throw new SyntaxError('length needs "min" or "max"');
  return ({ value }, { name }) => {
    const size = sizeOf(value);
    if (size === undefined) return undefined;
    const results: Result[] = [];
    if (typeof min === 'number' && size < min)
      results.push({ message: `${name} must be longer than ${min}` });
    if (typeof max === 'number' && size > max)
      results.push({ message: `${name} must be shorter than ${max}` });
    return results;
  };
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function among(judge: (given: readonly string[], names: string) => string | undefined): FunctionMaker {
  return (options) => {
    const names = own(optionsOf(options, 'or and xor'), 'properties');
    if (!Array.isArray(names) || names.length < 2 || !names.every((name) => typeof name === 'string'))
      throw new SyntaxError('or and xor need "properties", at least two');
    return ({ value }) => {
      if (!isObject(value)) return undefined;
      const message = judge(
        names.filter((name) => Object.hasOwn(value, name)),
        listed(names),
      );
      return message === undefined ? undefined : [{ message }];
    };
  };
}

function listed(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

function alphabetical({ value: options }: FunctionOptions): ReturnType<FunctionMaker> {
  const by = isObject(options) ? own(options, 'keyedBy') : undefined;
  return ({ value }, { plain, name }) => {
    if (typeof value !== 'object' || value === null) return undefined;
    let parts: readonly unknown[] = Array.isArray(value)
      ? (plain() as readonly unknown[])
      : Object.keys(value);
    if (parts.length < 2) return undefined;
    if (typeof by === 'string') {
      if (!parts.every(isObject)) return [{ message: `the items of ${name} must be objects` }];
      parts = parts.map((part) => own(part as JsonObject, by));
    }
    if (!parts.every((part) => typeof part === 'string' || typeof part === 'number'))
      return [{ message: `the items of ${name} must be texts or numbers` }];
    const index = parts.findIndex((part, at) => at + 1 < parts.length && compare(part, parts[at + 1]) > 0);
    if (index < 0) return undefined;
    const message = `${JSON.stringify(parts[index])} must stand after ${JSON.stringify(parts[index + 1])}`;
    return [
      {
        message,
        ...(typeof by !== 'string' && { below: [Array.isArray(value) ? index : String(parts[index])] }),
      },
    ];
  };
}

function compare(a: unknown, b: unknown): number {
  const numbers = [a, b].every((each) => typeof each === 'number' || !Number.isNaN(Number(each)));
  return numbers ? Number(a) - Number(b) : String(a).localeCompare(String(b));
}

function typedEnum(): ReturnType<FunctionMaker> {
  return ({ value }) => {
    if (!isObject(value) || !Array.isArray(own(value, 'enum'))) return undefined;
    const type = own(value, 'type');
    const types = new Set<unknown>(Array.isArray(type) ? type : [type]);
    if (type === undefined || ![...types].every((each) => typeof each === 'string')) return undefined;
    if (own(value, 'nullable') === true || own(value, 'x-nullable') === true) types.add('null');
    return (own(value, 'enum') as readonly unknown[]).flatMap((item, index) =>
      typesOf(item).some((each) => types.has(each))
        ? []
        : [
            {
              message: `${JSON.stringify(item)} is not of type ${[...types].join(', ')}`,
              below: ['enum', index],
            },
          ],
    );
  };
}

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

function unreferenced(options: FunctionOptions): ReturnType<FunctionMaker> {
  const at = own(optionsOf(options, 'unreferencedReusableObject'), 'reusableObjectsLocation');
  if (typeof at !== 'string' || !at.startsWith('#'))
    throw new SyntaxError(
      'unreferencedReusableObject needs "reusableObjectsLocation", such as #/components/schemas',
    );
  return ({ value }, { isReferenced }) => {
    if (!isObject(value)) return undefined;
    return Object.keys(value)
      .filter((name) => !isReferenced(`${at.slice(1)}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`))
      .map((name) => ({ message: `nothing refers to "${name}"`, below: [name] }));
  };
}
