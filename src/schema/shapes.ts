import { isObject } from '../document/node.ts';

const count = (value: unknown): string | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : 'a whole number from 0 on';
const number = (value: unknown): string | undefined => (typeof value === 'number' ? undefined : 'a number');
const boolean = (value: unknown): string | undefined =>
  typeof value === 'boolean' ? undefined : 'true or false';
const text = (value: unknown): string | undefined => (typeof value === 'string' ? undefined : 'a string');
const object = (value: unknown): string | undefined => (isObject(value) ? undefined : 'an object');
const schema = (value: unknown): string | undefined =>
  isObject(value) || typeof value === 'boolean' ? undefined : 'a schema';
const schemas = (value: unknown): string | undefined =>
  Array.isArray(value) && value.length > 0 ? undefined : 'an array of at least one schema';
const names = (value: unknown): string | undefined =>
  Array.isArray(value) && value.every((name) => typeof name === 'string') ? undefined : 'an array of strings';

const types = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
const isType = (value: unknown): boolean => typeof value === 'string' && types.has(value);

/** By keyword: takes its value; gives what it has to be where it is not. */
const shapes: ReadonlyMap<string, (value: unknown) => string | undefined> = new Map(
  Object.entries({
    type: (value: unknown) =>
      isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType))
        ? undefined
        : `one of ${[...types].join(', ')}`,
    enum: (value: unknown) => (Array.isArray(value) ? undefined : 'an array'),
    required: names,
    multipleOf: (value: unknown) => (typeof value === 'number' && value > 0 ? undefined : 'a number above 0'),
    maximum: number,
    minimum: number,
    exclusiveMaximum: (value: unknown) => number(value) && boolean(value) && 'a number',
    exclusiveMinimum: (value: unknown) => number(value) && boolean(value) && 'a number',
    ...{ maxLength: count, minLength: count, maxItems: count, minItems: count },
    ...{ maxProperties: count, minProperties: count, maxContains: count, minContains: count },
    pattern: text,
    format: text,
    uniqueItems: boolean,
    ...{ properties: object, patternProperties: object, dependentSchemas: object },
    ...{ dependentRequired: object, dependencies: object },
    ...{ allOf: schemas, anyOf: schemas, oneOf: schemas, prefixItems: schemas },
    items: (value: unknown) => (Array.isArray(value) ? undefined : schema(value)),
    ...{ additionalProperties: schema, additionalItems: schema, not: schema, if: schema, then: schema },
    ...{ else: schema, contains: schema, propertyNames: schema },
    ...{ unevaluatedItems: schema, unevaluatedProperties: schema },
  }),
);

/** Takes an assertion or applicator and its value; gives what it must be where it is something else. */
export function misshapen(keyword: string, value: unknown): string | undefined {
  const expected = shapes.get(keyword)?.(value);
  return expected === undefined ? undefined : `${keyword} must be ${expected}, is ${kindOf(value)}`;
}

/** Takes a list of names as written; gives whether it is one. */
export function isNameList(value: unknown): value is readonly string[] {
  return names(value) === undefined;
}

/** Takes any value; gives what it is, with an article. Strings that stand for a type are shown. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof value === 'string') return value.length <= 30 ? JSON.stringify(value) : 'a string';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return 'an object';
}
