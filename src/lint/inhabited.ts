import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';
import type { Dialect } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace, refTarget } from '../schema/in-place.ts';
import {
  fits,
  inOrder,
  isPlain,
  justType,
  loud,
  namedTypes,
  ofAnyOf,
  ofArrays,
  ofConstants,
  ofEnums,
  ofObjects,
  ofOneOf,
  ofScalars,
  ofTypes,
  saysTheSame,
  typeName,
  type Saying,
} from './inhabited-keywords.ts';
import { sampleOf } from './pattern-sample.ts';

const deepest = 40;
/** After so many schemas, what was concluded from one that was still open is kept too: it only means more to ask. */
const most = 5_000;

/** Alternatives and pairs of schemas that are looked at for one: more is for reasoning. */
const mostTries = 60;

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
  let tries = 0;

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
    const saying = sayingOf(node, dialect);
    return saying !== undefined && together(saying, dialect);
  };

  /** What limits the values of a schema; undefined where that is not all known. */
  const sayingOf = (node: Node, dialect: Dialect): readonly Saying[] | undefined => {
    if (!isObjectNode(node)) return node.value === true ? [] : undefined;
    const siblings = dialectRules(dialect)?.refSiblings ?? true;
    const composed = Object.hasOwn(node.value, '$ref') || Object.hasOwn(node.value, 'allOf');
    const saying: Saying[] = [];
    for (const part of composed ? inPlace(documents, node, siblings) : [node]) {
      if (Object.hasOwn(part.value, '$ref') && refTarget(documents, part) === undefined) return undefined;
      const keywords = loud(part.value);
      if (keywords.length > 0) saying.push({ part, keywords });
    }
    return saying;
  };

  /** Whether all of them accept some value. */
  const together = (saying: readonly Saying[], dialect: Dialect): boolean => {
    const [first, ...others] = saying;
    if (first === undefined) return true;
    if (others.length === 0 && isSingle(first, dialect)) return true;
    return areObjects(saying, dialect) || shareValue(saying) || inUnion(saying, dialect);
  };

  /** Of schemas of which one is a union: an alternative holds together with the rest. */
  const inUnion = (saying: readonly Saying[], dialect: Dialect): boolean => {
    const unions = saying.filter(({ keywords }) =>
      keywords.some((name) => name === 'anyOf' || name === 'oneOf'),
    );
    const [union, another] = unions;
    if (union === undefined || another !== undefined) return false;
    const kinds = union.keywords.filter((name) => name === 'anyOf' || name === 'oneOf');
    if (kinds.length > 1) return false;
    const beside = union.keywords.filter((name) => name !== kinds[0] && name !== 'discriminator');
    const rest = saying.filter((each) => each !== union);
    if (beside.length > 0) rest.push({ part: union.part, keywords: beside });
    // What of an alternative no other accepts as well takes reasoning, where more is said beside them than a type.
    const justTypes = rest.every(({ keywords }) => keywords.every((name) => name === 'type'));
    if (kinds[0] === 'oneOf' && !justTypes) return false;
    const branches = items(child(union.part, kinds[0] as string));
    return branches.some((branch) => {
      if (tries >= mostTries) return false;
      tries += 1;
      if (kinds[0] === 'oneOf' && branches.some((other) => other !== branch && saysTheSame(branch, other)))
        return false;
      const own = sayingOf(branch, dialect);
      return own !== undefined && together([...rest, ...own], dialect);
    });
  };

  /** Of a schema with nothing beside it. */
  const isSingle = ({ part, keywords }: Saying, dialect: Dialect): boolean => {
    const { value } = part;
    const only = (names: ReadonlySet<string>) => keywords.every((name) => names.has(name));
    const types = namedTypes(value['type']);
    if (only(ofAnyOf)) {
      const branches = items(child(part, 'anyOf'));
      return branches.some(
        (branch) => (types === undefined || hasOneOf(types, branch)) && certain(branch, dialect),
      );
    }
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
    if (isWithinBounds(value, keywords)) return true;
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
      if (property && !(others.length === 0 ? certain(property, dialect) : agree(declared, dialect)))
        return false;
    }
    return true;
  };

  /** Whether a value is accepted by schemas that are written apart. */
  const agree = (schemas: readonly Node[], dialect: Dialect): boolean => {
    const saying: Saying[] = [];
    for (const schema of schemas) {
      const own = tries < mostTries ? sayingOf(schema, dialect) : undefined;
      if (own === undefined) return false;
      tries += 1;
      saying.push(...own);
    }
    return together(saying, dialect);
  };

  return (node, dialect) => {
    tries = 0;
    if (certain(node, dialect)) return true;
    const inhabited = decide(node, dialect);
    if (inhabited) known.set(node.value, true);
    return inhabited;
  };
}

/** Of numbers between two bounds and texts of a length between two: whether there are any. */
function isWithinBounds(value: JsonObject, keywords: readonly string[]): boolean {
  const says = (...names: readonly string[]) =>
    keywords.every((name) => name === 'type' || names.includes(name));
  const { type, format } = value as Readonly<Record<string, unknown>>;
  if (type === 'string' && format === undefined && says('minLength', 'maxLength'))
    return Number(value['minLength'] ?? 0) <= Number(value['maxLength'] ?? Infinity);
  if ((type !== 'number' && type !== 'integer') || !says('minimum', 'maximum')) return false;
  const least = Number(value['minimum'] ?? Math.min(0, Number(value['maximum'])));
  const found = type === 'integer' ? Math.ceil(least) : least;
  // As small as any format takes.
  return found <= Number(value['maximum'] ?? Infinity) && Math.abs(found) < 2 ** 31;
}

/** Of schemas that do no more than to list values or name types: whether they have one in common. */
function shareValue(saying: readonly Saying[]): boolean {
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
