import type { Node } from '../../document/document.ts';
import { certainName, nearestName } from '../../document/nearest.ts';
import { child, isObject, memberNode } from '../../document/node.ts';
import type { FieldType } from './field.ts';
import { describeValue, nameList, type StructureProblem } from './problem.ts';
import type { StructureTable } from './table.ts';

/** What checking values needs, and what it hands on. */
export interface ValueContext {
  readonly table: StructureTable;
  /** Whether `true` and `false` are schemas: since 3.1. */
  readonly booleanSchemas: boolean;
  readonly report: (problem: StructureProblem) => void;
  /** An object of a kind that is to be walked. */
  enter(node: Node, type: FieldType & { readonly is: 'object' }, key: string | number): void;
  /** A `$ref` in place of a map or array of objects: no reference by the specification, yet followed. */
  stray(node: Node, type: FieldType): void;
}

const urlCharacters = /^[^\s<>"{}|\\^`\u0000-\u001f]*$/;
const formats = {
  url: { test: (value: string) => urlCharacters.test(value), what: 'a URL' },
  self: {
    test: (value: string) => urlCharacters.test(value) && !value.includes('#'),
    what: 'a URL without a fragment',
  },
  email: { test: (value: string) => /^[^\s@]+@[^\s@]+$/.test(value), what: 'an email address' },
  'base-path': { test: (value: string) => value.startsWith('/'), what: 'a path that starts with "/"' },
  host: {
    test: (value: string) => /^[^{}/ :\\]+(?::\d+)?$/.test(value),
    what: 'a host name, without scheme and path',
  },
} as const;

/** Takes the value of a field and its type; reports a mismatch, or hands on the objects inside. */
export function checkValue(
  context: ValueContext,
  holder: Node,
  key: string | number,
  value: unknown,
  type: FieldType,
): void {
  const wrong = mismatch(value, type, context);
  if (wrong !== undefined) {
    context.report({
      code: 'field-type-mismatch',
      node: at(holder, key),
      message: `${label(key)} must be ${wrong}, not ${describeValue(value)}`,
      wanted: type,
    });
    return;
  }
  switch (type.is) {
    case 'string':
      if (type.format !== undefined) checkFormat(context, holder, key, value as string, type.format);
      return;
    case 'enum':
      checkEnum(context, holder, key, value as string, type.values);
      return;
    case 'positive':
      if ((value as number) <= 0) invalid(context, at(holder, key), `${label(key)} must be greater than 0`);
      return;
    case 'count':
      if ((value as number) < 0) invalid(context, at(holder, key), `${label(key)} must not be negative`);
      return;
    case 'object':
      context.enter(memberNode(holder, key, value), type, key);
      return;
    case 'array':
      checkItems(context, memberNode(holder, key, value), key, value as readonly unknown[], type);
      return;
    case 'map':
      checkMembers(
        context,
        memberNode(holder, key, value),
        key,
        value as Readonly<Record<string, unknown>>,
        type,
      );
      return;
    case 'either': {
      const fitting = fittingType(value, type.of, context);
      if (fitting) checkValue(context, holder, key, value, fitting);
      return;
    }
    case 'any':
    case 'boolean':
    case 'number':
    case 'integer':
  }
}

function at(holder: Node, key: string | number): Node {
  return child(holder, key) ?? holder;
}

function label(key: string | number): string {
  return typeof key === 'number' ? `item ${key}` : JSON.stringify(key);
}

function invalid(
  context: ValueContext,
  node: Node,
  message: string,
  suggestion?: string,
  certain = false,
): void {
  context.report({
    code: 'field-value-invalid',
    node,
    message,
    ...(suggestion === undefined ? {} : { suggestion, certain }),
  });
}

/** What the value must be, where it is of another JSON type. */
function mismatch(value: unknown, type: FieldType, context: ValueContext): string | undefined {
  switch (type.is) {
    case 'any':
      return undefined;
    case 'string':
    case 'enum':
      return typeof value === 'string' ? undefined : 'a string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'number':
    case 'positive':
      if (typeof value !== 'number') return typeof value === 'bigint' ? undefined : 'a number';
      // JSON has no way to write `.inf` and `.nan` of YAML; 1e400 is read as the same.
      return Number.isFinite(value) ? undefined : 'a finite number';
    case 'integer':
    case 'count':
      return Number.isInteger(value) || typeof value === 'bigint' ? undefined : 'an integer';
    case 'object':
      if (isObject(value)) return undefined;
      if (type.kind !== 'schema') return `an object (${context.table[type.kind].title})`;
      if (!context.booleanSchemas) return 'an object (Schema Object)';
      return typeof value === 'boolean' ? undefined : 'a schema: an object, true or false';
    case 'map':
      return isObject(value) ? undefined : 'an object';
    case 'array':
      return Array.isArray(value) || isStrayReference(value) ? undefined : 'an array';
    case 'either': {
      if (fittingType(value, type.of, context) !== undefined) return undefined;
      return [...new Set(type.of.map((each) => mismatch(value, each, context)))].join(' or ');
    }
  }
}

/** The first of some types that a value is of. */
function fittingType(
  value: unknown,
  types: readonly FieldType[],
  context: ValueContext,
): FieldType | undefined {
  for (let index = 0; index < types.length; index++) {
    const type = types[index] as FieldType;
    if (mismatch(value, type, context) === undefined) return type;
  }
  return undefined;
}

function isStrayReference(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, '$ref') && typeof value['$ref'] === 'string';
}

function checkFormat(
  context: ValueContext,
  holder: Node,
  key: string | number,
  value: string,
  format: keyof typeof formats,
): void {
  const { test, what } = formats[format];
  if (!test(value))
    invalid(context, at(holder, key), `${label(key)} must be ${what}, not ${describeValue(value)}`);
}

function checkEnum(
  context: ValueContext,
  holder: Node,
  key: string | number,
  value: string,
  values: readonly string[],
): void {
  if (values.includes(value)) return;
  const allowed = values.length === 1 ? nameList(values) : `one of ${nameList(values)}`;
  const message = `${label(key)} must be ${allowed}, not ${describeValue(value)}`;
  const suggestion = nearestName(value, values);
  invalid(context, at(holder, key), message, suggestion, certainName(value, values) === suggestion);
}

function checkItems(
  context: ValueContext,
  node: Node,
  name: string | number,
  value: readonly unknown[],
  type: FieldType & { readonly is: 'array' },
): void {
  if (isStrayReference(value)) return context.stray(node, type);
  if (type.min !== undefined && value.length < type.min)
    invalid(context, node, `${label(name)} must not be empty`);
  if (type.unique === true) {
    const repeated = repeatedItems(value);
    const [first] = repeated;
    if (first !== undefined) {
      const which = repeated.map((index) => JSON.stringify(value[index])).join(', ');
      invalid(context, at(node, first), `${label(name)} has items twice: ${which}`);
    }
  }
  if (type.of.is === 'any') return;
  for (let index = 0; index < value.length; index++) checkValue(context, node, index, value[index], type.of);
}

/** Takes an array; gives the indices of scalars that it has before. */
function repeatedItems(value: readonly unknown[]): number[] {
  const seen = new Set<unknown>();
  const repeated: number[] = [];
  value.forEach((item, index) => {
    if (typeof item === 'object' && item !== null) return;
    if (seen.has(item)) repeated.push(index);
    seen.add(item);
  });
  return repeated;
}

function checkMembers(
  context: ValueContext,
  node: Node,
  name: string | number,
  value: Readonly<Record<string, unknown>>,
  type: FieldType & { readonly is: 'map' },
): void {
  if (holdsObjects(type.of) && isStrayReference(value)) return context.stray(node, type);
  Object.keys(value).forEach((key) => {
    if (type.keys !== undefined && !type.keys.names.test(key)) {
      context.report({
        code: 'field-value-invalid',
        node: at(node, key),
        part: 'key',
        message: `${JSON.stringify(key)} cannot be a name in ${label(name)}: names there consist of ${type.keys.of}`,
      });
    }
    checkValue(context, node, key, value[key], type.of);
  });
}

function holdsObjects(type: FieldType): boolean {
  return type.is === 'object' || (type.is === 'either' && type.of.some(holdsObjects));
}
