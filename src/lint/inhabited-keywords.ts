import type { Node } from '../document/document.ts';
import { valueIn, type JsonObject } from '../document/node.ts';

/** Keywords that take no value away. */
const silent: ReadonlySet<string> = new Set([
  ...[
    'title',
    'description',
    'default',
    'example',
    'examples',
    'deprecated',
    'externalDocs',
    'xml',
    '$comment',
  ],
  ...[
    'readOnly',
    'writeOnly',
    'nullable',
    '$ref',
    'allOf',
    '$schema',
    '$id',
    '$defs',
    'definitions',
    '$anchor',
  ],
  // What they take away leaves strings and numbers enough; `exclusive…` is read with its bound.
  ...['format', 'contentEncoding', 'contentMediaType', 'contentSchema', 'additionalItems'],
]);

/** A schema that limits values, with the keywords by which it does. */
export interface Saying {
  readonly part: Node<JsonObject>;
  readonly keywords: readonly string[];
}

export const ofObjects: ReadonlySet<string> = new Set([
  'type',
  'required',
  'properties',
  'additionalProperties',
]);
export const ofArrays: ReadonlySet<string> = new Set([
  'type',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
]);
export const ofScalars: ReadonlySet<string> = new Set([
  ...['type', 'minLength', 'maxLength', 'pattern', 'multipleOf'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
export const ofTypes: ReadonlySet<string> = new Set([...ofObjects, ...ofArrays, ...ofScalars]);
export const ofEnums: ReadonlySet<string> = new Set(['type', 'enum', 'minLength', 'maxLength']);
export const ofConstants: ReadonlySet<string> = new Set(['type', 'const']);
export const ofAnyOf: ReadonlySet<string> = new Set(['anyOf', 'discriminator', 'type']);
export const ofOneOf: ReadonlySet<string> = new Set(['oneOf', 'discriminator', 'type']);
export const justType: ReadonlySet<string> = new Set(['type']);
/** Keywords that forbid no value of a type altogether, as long as nothing else is said. */
const plain: ReadonlySet<string> = new Set([
  ...[...silent].filter((name) => name !== '$ref' && name !== 'allOf'),
  ...[
    'type',
    'properties',
    'additionalProperties',
    'items',
    'maxItems',
    'uniqueItems',
    'maxLength',
    'maximum',
  ],
]);
export const ofParameters: ReadonlySet<string> = new Set([
  'in',
  'name',
  'required',
  'collectionFormat',
  'allowEmptyValue',
]);

/** Whether a text has a length that is allowed. Within the basic plane, UTF-16 units are characters. */
export function fits(text: string, value: JsonObject): boolean {
  const { length } = text;
  const [least, most] = [value['minLength'] ?? 0, value['maxLength'] ?? Infinity];
  return length >= Number(least) && length <= Number(most) && !/[\ud800-\udfff]/.test(text);
}

/** Whether a schema is one of the many that say a type and little else. */
export function isPlain(value: JsonObject): boolean {
  // Asked of each schema, some many times over: without a list of its keywords.
  for (const name in value) if (!plain.has(name) && !name.startsWith('x-')) return false;
  return true;
}

export function loud(value: JsonObject): readonly string[] {
  // In 2.0 a parameter is its own schema.
  const parameter = typeof value['in'] === 'string' && typeof value['name'] === 'string';
  return Object.keys(value).filter(
    (name) => !silent.has(name) && !name.startsWith('x-') && !(parameter && ofParameters.has(name)),
  );
}

const typeSets = new Map<unknown, ReadonlySet<unknown>>();

export function namedTypes(written: unknown): ReadonlySet<unknown> | undefined {
  if (written === undefined) return undefined;
  if (Array.isArray(written)) return new Set<unknown>(written);
  let found = typeSets.get(written);
  if (!found) typeSets.set(written, (found = new Set([written])));
  return found;
}

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
}

export function inOrder(value: JsonObject, low: string, high: string): boolean {
  const [least, most] = [value[low], value[high]];
  return least === undefined || most === undefined || Number(least) <= Number(most);
}

export function saysTheSame(a: Node, b: Node): boolean {
  if (a.value === b.value) return true;
  const [one, other] = [valueIn(a, '$ref'), valueIn(b, '$ref')];
  return typeof one === 'string' && one === other && a.document === b.document;
}
