import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';
import type { Dialect } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace, refTarget } from '../schema/in-place.ts';
import { createSingle, saysTheSame, type IsInhabited } from './inhabited-single.ts';
import { isPlain, namedTypes, ofObjects, sayingOf, shareValue, type Saying } from './sayings.ts';

const deepest = 40;
/** After so many schemas, what was concluded from one that was still open is kept too: it only means more to ask. */
const most = 5_000;

/** Alternatives and pairs of schemas that are looked at for one: more is for reasoning. */
const mostTries = 60;

/**
 * Takes the texts of a description, and what decides about a schema by reasoning; gives what asks that only about
 * schemas of which it cannot be seen at a glance that they accept something.
 */
export function createInhabited(documents: Documents, decide: IsInhabited): IsInhabited {
  // Undefined while it is being found out.
  const known = new Map<unknown, boolean | undefined>();
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
    const saying = sayingsOf(node, dialect);
    return saying !== undefined && together(saying, dialect);
  };

  /** What limits the values of a schema; undefined where that is not all known. */
  const sayingsOf = (node: Node, dialect: Dialect): readonly Saying[] | undefined => {
    if (!isObjectNode(node)) return node.value === true ? [] : undefined;
    const siblings = dialectRules(dialect)?.refSiblings ?? true;
    const composed = Object.hasOwn(node.value, '$ref') || Object.hasOwn(node.value, 'allOf');
    const saying: Saying[] = [];
    for (const part of composed ? inPlace(documents, node, siblings) : [node]) {
      if (Object.hasOwn(part.value, '$ref') && refTarget(documents, part) === undefined) return undefined;
      const one = sayingOf(part);
      if (one) saying.push(one);
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
      const own = sayingsOf(branch, dialect);
      return own !== undefined && together([...rest, ...own], dialect);
    });
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
      const own = tries < mostTries ? sayingsOf(schema, dialect) : undefined;
      if (own === undefined) return false;
      tries += 1;
      saying.push(...own);
    }
    return together(saying, dialect);
  };

  const isSingle = createSingle(documents, certain, decide);
  return (node, dialect) => {
    tries = 0;
    if (certain(node, dialect)) return true;
    const inhabited = decide(node, dialect);
    if (inhabited) known.set(node.value, true);
    return inhabited;
  };
}
