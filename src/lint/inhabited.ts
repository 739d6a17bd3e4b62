import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, valueIn, type JsonObject } from '../document/node.ts';
import type { Dialect } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace, refTarget } from '../schema/in-place.ts';
import { sampleOf } from './pattern-sample.ts';

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
interface Saying {
  readonly part: Node<JsonObject>;
  readonly keywords: readonly string[];
}

const ofObjects: ReadonlySet<string> = new Set(['type', 'required', 'properties', 'additionalProperties']);
const ofArrays: ReadonlySet<string> = new Set(['type', 'items', 'minItems', 'maxItems', 'uniqueItems']);
const ofScalars: ReadonlySet<string> = new Set([
  ...['type', 'minLength', 'maxLength', 'pattern', 'multipleOf'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
const ofTypes: ReadonlySet<string> = new Set([...ofObjects, ...ofArrays, ...ofScalars]);
const ofEnums: ReadonlySet<string> = new Set(['type', 'enum', 'minLength', 'maxLength']);
const ofConstants: ReadonlySet<string> = new Set(['type', 'const']);
const ofAnyOf: ReadonlySet<string> = new Set(['anyOf', 'discriminator']);
const ofOneOf: ReadonlySet<string> = new Set(['oneOf', 'discriminator', 'type']);
const justType: ReadonlySet<string> = new Set(['type']);
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
const deepest = 40;
/** After so many schemas, what was concluded from one that was still open is kept too: it only means more to ask. */
const most = 5_000;

/** Takes a schema; gives false where it accepts nothing at all. */
export type IsInhabited = (node: Node, dialect: Dialect) => boolean;

/**
 * Takes the texts of a description, and what decides about a schema by reasoning; gives what asks that only about
 * schemas of which it cannot be seen at a glance that they accept something.
 */
export function createInhabited(documents: Documents, decide: IsInhabited): IsInhabited {
  // Undefined while it is being found out.
  const known = new Map<unknown, boolean | undefined>();
  const scalars = new Map<string, boolean>();
  let depth = 0;
  let rings = 0;
  let steps = 0;

  /** Whether a schema accepts something beyond doubt; false decides nothing. */
  const certain = (node: Node, dialect: Dialect): boolean => {
    if (!isObjectNode(node)) return node.value === true;
    if (isPlain(node.value)) return true;
    if (known.has(node.value)) {
      const found = known.get(node.value);
      if (found === undefined) rings += 1;
      return found ?? false;
    }
    if (depth >= deepest) return false;
    // Met again on its way, a schema is not certain yet; what was concluded from that does not hold elsewhere.
    known.set(node.value, undefined);
    depth += 1;
    const before = rings;
    const inhabited = judge(node, dialect);
    depth -= 1;
    steps += 1;
    if (inhabited || rings === before || depth === 0 || steps > most) known.set(node.value, inhabited);
    else known.delete(node.value);
    return inhabited;
  };

  const judge = (node: Node<JsonObject>, dialect: Dialect): boolean => {
    const siblings = dialectRules(dialect)?.refSiblings ?? true;
    const composed = Object.hasOwn(node.value, '$ref') || Object.hasOwn(node.value, 'allOf');
    const saying: Saying[] = [];
    for (const part of composed ? inPlace(documents, node, siblings) : [node]) {
      if (Object.hasOwn(part.value, '$ref') && refTarget(documents, part) === undefined) return false;
      const keywords = loud(part.value);
      if (keywords.length > 0) saying.push({ part, keywords });
    }
    const [first] = saying;
    if (first === undefined) return true;
    if (saying.length === 1 && isSingle(first, dialect)) return true;
    return areObjects(saying, dialect);
  };

  /** Of a schema with nothing beside it. */
  const isSingle = ({ part, keywords }: Saying, dialect: Dialect): boolean => {
    const { value } = part;
    const only = (names: ReadonlySet<string>) => keywords.every((name) => names.has(name));
    if (only(ofAnyOf)) {
      const branches = items(child(part, 'anyOf'));
      return branches.some((branch) => certain(branch, dialect));
    }
    const types = namedTypes(value['type']);
    if (only(ofOneOf)) {
      const branches = items(child(part, 'oneOf'));
      // That alternatives shut each other out though they differ is another rule's.
      return branches.some(
        (branch) =>
          (types === undefined || hasOneOf(types, branch)) &&
          certain(branch, dialect) &&
          branches.every((other) => other === branch || !saysTheSame(branch, other)),
      );
    }
    if (Object.hasOwn(value, 'enum')) {
      const listed = value['enum'];
      if (!Array.isArray(listed) || !only(ofEnums)) return false;
      return (listed as unknown[]).some(
        (one) => (types?.has(typeName(one)) ?? true) && (typeof one !== 'string' || fits(one, value)),
      );
    }
    if (Object.hasOwn(value, 'const'))
      return only(ofConstants) && (types?.has(typeName(value['const'])) ?? true);
    // Keywords of one type say nothing about the others.
    if (types === undefined || types.has('boolean')) return only(ofTypes);
    if (types.has('null') && only(justType)) return true;
    if (types.has('string') || types.has('number') || types.has('integer'))
      return only(ofScalars) && isScalar(part, keywords, dialect);
    if (!types.has('array') || !only(ofArrays) || !inOrder(value, 'minItems', 'maxItems')) return false;
    const least = value['minItems'] ?? 0;
    if (least === 0) return true;
    if (value['uniqueItems'] === true && least !== 1) return false;
    const item = child(part, 'items');
    return item === undefined || certain(item, dialect);
  };

  /** Whether a schema, or what it refers to, names one of the types itself. */
  const hasOneOf = (types: ReadonlySet<unknown>, branch: Node): boolean => {
    const named = child(refTarget(documents, branch) ?? branch, 'type')?.value;
    return named !== undefined && types.has(named);
  };

  /** Of strings and numbers, which of all say the same again and again. */
  const isScalar = (part: Node<JsonObject>, keywords: readonly string[], dialect: Dialect): boolean => {
    const { value } = part;
    const key = JSON.stringify(keywords.map((name) => [name, value[name]]));
    let inhabited = scalars.get(key);
    if (inhabited === undefined) {
      const pattern = value['pattern'];
      const sample = typeof pattern === 'string' ? sampleOf(pattern) : undefined;
      const types = namedTypes(value['type']);
      inhabited =
        (types?.has('string') === true && sample !== undefined && fits(sample, value)) ||
        decide(part, dialect);
      scalars.set(key, inhabited);
    }
    return inhabited;
  };

  /** Of schemas that hold together, each of objects or of nothing in particular. */
  const areObjects = (saying: readonly Saying[], dialect: Dialect): boolean => {
    const names = new Set<string>();
    for (const { part, keywords } of saying) {
      const types = namedTypes(part.value['type']);
      if (types !== undefined && !types.has('object')) return false;
      if (!keywords.every((name) => ofObjects.has(name))) return false;
      const required: unknown = part.value['required'];
      if (Array.isArray(required))
        (required as unknown[]).forEach((name) => {
          if (typeof name === 'string') names.add(name);
        });
    }
    for (const name of names) {
      const declared: Node[] = [];
      for (const { part } of saying) {
        const written = part.value['properties'];
        const own = isObject(written) && Object.hasOwn(written, name) ? written[name] : undefined;
        // Most say a type and little else, and need no node of their own.
        if (saying.length === 1 && isObject(own) && isPlain(own)) continue;
        const properties = child(part, 'properties');
        const property = properties && child(properties, name);
        if (property) {
          if (!declared.some((one) => saysTheSame(one, property))) declared.push(property);
        } else if (part.value['additionalProperties'] === false) return false;
        else if (isObject(part.value['additionalProperties'])) {
          const other = child(part, 'additionalProperties');
          if (other) declared.push(other);
        }
      }
      const [property, ...others] = declared;
      if (others.length > 0 || (property && !certain(property, dialect))) return false;
    }
    return true;
  };

  return (node, dialect) => {
    if (certain(node, dialect)) return true;
    const inhabited = decide(node, dialect);
    if (inhabited) known.set(node.value, true);
    return inhabited;
  };
}

/** Whether a text has a length that is allowed. Within the basic plane, UTF-16 units are characters. */
function fits(text: string, value: JsonObject): boolean {
  const { length } = text;
  const [least, most] = [value['minLength'] ?? 0, value['maxLength'] ?? Infinity];
  return length >= Number(least) && length <= Number(most) && !/[\ud800-\udfff]/.test(text);
}

/** Whether a schema is one of the many that say a type and little else. */
function isPlain(value: JsonObject): boolean {
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

function namedTypes(written: unknown): ReadonlySet<unknown> | undefined {
  if (written === undefined) return undefined;
  if (Array.isArray(written)) return new Set<unknown>(written);
  let found = typeSets.get(written);
  if (!found) typeSets.set(written, (found = new Set([written])));
  return found;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
}

function inOrder(value: JsonObject, low: string, high: string): boolean {
  const [least, most] = [value[low], value[high]];
  return least === undefined || most === undefined || Number(least) <= Number(most);
}

function saysTheSame(a: Node, b: Node): boolean {
  if (a.value === b.value) return true;
  const [one, other] = [valueIn(a, '$ref'), valueIn(b, '$ref')];
  return typeof one === 'string' && one === other && a.document === b.document;
}
