import type { Node } from '../document/document.ts';
import type { JsonObject } from '../document/node.ts';

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
const ofParameters: ReadonlySet<string> = new Set([
  'in',
  'name',
  'required',
  'collectionFormat',
  'allowEmptyValue',
]);

/** Keywords that speak of objects alone, and of no pattern of their names. */
export const ofObjects: ReadonlySet<string> = new Set([
  'type',
  'required',
  'properties',
  'additionalProperties',
]);

/** A schema that limits values, with the keywords by which it does. */
export interface Saying {
  readonly part: Node<JsonObject>;
  readonly keywords: readonly string[];
}

/** Takes a schema; gives what it limits values by, undefined where it lets all be. */
export function sayingOf(part: Node<JsonObject>): Saying | undefined {
  const keywords = loud(part.value);
  return keywords.length > 0 ? { part, keywords } : undefined;
}

/** Takes a schema; gives whether it is one of the many that say a type and little else. */
export function isPlain(value: JsonObject): boolean {
  // Asked of each schema, some many times over: without a list of its keywords.
  for (const name in value) if (!plain.has(name) && !name.startsWith('x-')) return false;
  return true;
}

function loud(value: JsonObject): readonly string[] {
  // In 2.0 a parameter is its own schema.
  const parameter = typeof value['in'] === 'string' && typeof value['name'] === 'string';
  return Object.keys(value).filter(
    (name) => !silent.has(name) && !name.startsWith('x-') && !(parameter && ofParameters.has(name)),
  );
}

const typeSets = new Map<unknown, ReadonlySet<unknown>>();

/** Takes the value of `type`; gives the types that it names, undefined for none. */
export function namedTypes(written: unknown): ReadonlySet<unknown> | undefined {
  if (written === undefined) return undefined;
  if (Array.isArray(written)) return new Set<unknown>(written);
  let found = typeSets.get(written);
  if (!found) typeSets.set(written, (found = new Set([written])));
  return found;
}

/** Takes what schemas say; gives whether all just list values or name types, and have one in common. */
export function shareValue(saying: readonly Saying[]): boolean {
  if (!saying.every(({ keywords }) => keywords.every((name) => name === 'type' || name === 'enum')))
    return false;
  const lists = saying.flatMap(({ part }) =>
    Array.isArray(part.value['enum']) ? [part.value['enum'] as unknown[]] : [],
  );
  const types = saying.flatMap(({ part }) => namedTypes(part.value['type']) ?? []);
  const [first] = lists;
  const candidates = first ?? [...(types[0] ?? [])];
  return candidates.some(
    (one) =>
      (first === undefined || (typeof one === 'string' && lists.every((list) => list.includes(one)))) &&
      types.every((named) => named.has(first === undefined ? one : 'string')),
  );
}
