import type { Document, Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { isObject } from '../document/node.ts';
import { appendKey } from '../document/pointer.ts';
import { isRounded } from '../schema/exact.ts';
import { differsAsWritten } from './as-written.ts';
import type { Pair } from './pair.ts';
import { isAnnotation } from './schema-annotations.ts';

/** Recognises schemas that both versions write alike, with all that they refer to, but for what only describes. */
export type SameText = (pair: Pair<Node>) => boolean;

/** How the members of a value are to be read. */
type Reading = 'schema' | 'schemas by name' | 'value';

/** Two definitions that the same reference leads to. */
interface Definitions {
  readonly pair: Pair<Node>;
  differs: boolean;
  readonly users: Set<Definitions>;
}

const byName = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);
const schemas = new Set([
  ...['items', 'additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames', 'prefixItems'],
  ...['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'allOf', 'oneOf', 'anyOf'],
]);
/** What they mean depends on more than what is written there and referred to. */
const contextual = new Set(['discriminator', '$dynamicRef', '$recursiveRef', '$id', 'id', '$schema']);

/**
 * Takes the documents of two versions; gives what compares the texts of schemas. Each pair of definitions is compared
 * once, and recursion is harmless: definitions differ if a difference can be reached from them.
 */
export function createSameText({ before, after }: Pair<Documents>): SameText {
  if (isSameDescription(before, after)) {
    return (pair) => pair.before.pointer === pair.after.pointer;
  }
  const known = new Map<unknown, Map<unknown, Definitions>>();

  const definitionsOf = (pair: Pair<Node>, fresh: Definitions[]): Definitions => {
    const partners = known.get(pair.before.value) ?? new Map<unknown, Definitions>();
    known.set(pair.before.value, partners);
    let found = partners.get(pair.after.value);
    if (found === undefined) {
      partners.set(pair.after.value, (found = { pair, differs: false, users: new Set() }));
      fresh.push(found);
    }
    return found;
  };

  /** Whether two values are written alike; adds the definitions that they refer to. */
  const alike = (a: Node, b: Node, reading: Reading, referred: Pair<Node>[]): boolean => {
    if (typeof a.value !== 'object' || a.value === null)
      return Object.is(a.value, b.value) && !(mayBeRounded(a.value) && differsAsWritten(a, b));
    if (Array.isArray(a.value) && Array.isArray(b.value)) {
      const others: readonly unknown[] = b.value;
      return (
        a.value.length === others.length &&
        a.value.every((item: unknown, index) =>
          alike(part(a, index, item), part(b, index, others[index]), reading, referred),
        )
      );
    }
    if (!isObject(a.value) || !isObject(b.value)) return false;
    if (reading === 'schema' && typeof a.value['$ref'] === 'string') {
      if (a.value['$ref'] !== b.value['$ref']) return false;
      const [old, fresh] = [before.resolve(a.value['$ref'], a), after.resolve(a.value['$ref'], b)];
      if (old.kind === 'found' && fresh.kind === 'found')
        referred.push({ before: old.node, after: fresh.node });
      // That it leads nowhere is told of each version. Where it does in both, nothing has changed.
      else if (old.kind !== fresh.kind) return false;
    }
    const other = b.value;
    let count = 0;
    for (const key of Object.keys(a.value)) {
      if (reading === 'schema' && contextual.has(key)) return false;
      if (reading === 'schema' && isAnnotation(key)) continue;
      if (!Object.hasOwn(other, key)) return false;
      count += 1;
      if (!alike(part(a, key, a.value[key]), part(b, key, other[key]), readingOf(reading, key), referred))
        return false;
    }
    for (const key of Object.keys(other)) if (reading !== 'schema' || !isAnnotation(key)) count -= 1;
    return count === 0;
  };

  return (pair) => {
    const fresh: Definitions[] = [];
    const root = definitionsOf(pair, fresh);
    const differing: Definitions[] = [];
    // The list grows while it is walked.
    for (const one of fresh) {
      const referred: Pair<Node>[] = [];
      one.differs = !alike(one.pair.before, one.pair.after, 'schema', referred);
      for (const target of referred) {
        if (one.differs) break;
        const used = definitionsOf(target, fresh);
        used.users.add(one);
        if (used.differs) one.differs = true;
      }
      if (one.differs) differing.push(one);
    }
    for (const one of differing)
      for (const user of one.users)
        if (!user.differs) {
          user.differs = true;
          differing.push(user);
        }
    return !root.differs;
  };
}

function isSameDescription(before: Documents, after: Documents): boolean {
  const [one, other] = [before, after].map(({ all, root }): Document | undefined =>
    all.size === 1 ? root : undefined,
  );
  // A document that was made of values has no text to go by.
  return one !== undefined && one.text !== '' && one.text === other?.text;
}

function readingOf(outer: Reading, key: string): Reading {
  if (outer === 'schemas by name') return 'schema';
  if (outer === 'value') return 'value';
  return byName.has(key) ? 'schemas by name' : schemas.has(key) ? 'schema' : 'value';
}

function mayBeRounded(value: unknown): boolean {
  return typeof value === 'number' && isRounded(value);
}

/** A member of a node. Only of one that may hold a reference or be rounded the pointer is ever asked for. */
function part({ document, pointer }: Node, key: string | number, value: unknown): Node {
  return (typeof value === 'object' && value !== null) || mayBeRounded(value)
    ? { value, document, pointer: appendKey(pointer, key) }
    : { value, document, pointer };
}
