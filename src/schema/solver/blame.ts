import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Atom, Schema } from './algebra.ts';
import { isNever } from './declared.ts';
import { evaluate, evaluateAtom, failsIgnoredType, isAdditional } from './evaluate.ts';
import { kindOf } from './kinds.ts';
import { isWaived, strictLens, type Lens } from './lens.ts';
import { matches } from './regex/language.ts';

/** The atom that a value runs into, and where in the value. */
export interface Blame {
  readonly atom: Atom;
  readonly at: Pointer;
  /** The member that is missing or unknown. */
  readonly property?: string;
  /** How far the value is from what is asked, to compare branches by. */
  readonly distance: number;
  /** How many constraints it runs into. */
  readonly count: number;
}

/** A value of another branch altogether, rather than one that this branch finds fault with. */
const far = 100;
/** With more faults than this, a value was not meant for a branch either. */
const mostFaults = 2;

/** Takes a schema, a value that it rejects and how it is read; gives the atom to blame, as deep inside as possible. */
export function blame(
  schema: Schema,
  value: unknown,
  lens: Lens,
  at: Pointer = rootPointer,
): Blame | undefined {
  const kind = kindOf(value);
  if (lens.ignored.size > 0 && failsIgnoredType(schema, kind, lens)) return undefined;
  let nearest: Blame | undefined;
  let [distance, count] = [0, 0];
  for (const atom of schema.atoms) {
    if ((atom.domain & kind) === 0 || isWaived(atom, lens)) continue;
    if (evaluateAtom(atom, value, lens) !== false) continue;
    const found = blameAtom(atom, value, lens, at);
    distance += found.distance;
    count += found.count;
    if (atom.shape.kind === 'types') return { ...found, distance: far };
    if (nearest === undefined || found.distance < nearest.distance) nearest = found;
  }
  return nearest && { ...nearest, distance, count };
}

function blameAtom(atom: Atom, value: unknown, lens: Lens, at: Pointer): Blame {
  const { shape } = atom;
  const own: Blame = { atom, at, distance: 1, count: 1 };
  const inner = (child: Schema, key: string | number, part: unknown): Blame => {
    const place = appendKey(at, key);
    const property = typeof key === 'string' && isNever(child) ? { property: key } : {};
    if (isNever(child)) return { ...own, ...property, at: typeof key === 'string' ? at : place };
    const found = blame(child, part, lens, place);
    if (found === undefined) return own;
    // Within a member, even a wrong type is but one fault, unless the member is a tag.
    return {
      ...found,
      distance: found.at === place && isTag(found.atom) ? far : Math.min(found.distance, far / 2),
    };
  };
  switch (shape.kind) {
    case 'required':
      return { ...own, property: shape.name };
    case 'dependentRequired':
      return { ...own, property: shape.needed };
    case 'property':
      return isObject(value) ? inner(shape.child, shape.name, value[shape.name]) : own;
    case 'patternProperty':
    case 'additional':
      if (!isObject(value)) return own;
      for (const [name, part] of Object.entries(value)) {
        const speaks =
          shape.kind === 'additional'
            ? isAdditional(name, shape.names, shape.patterns)
            : matches(shape.pattern, name);
        if (speaks && evaluate(shape.child, part, lens) === false) return inner(shape.child, name, part);
      }
      return own;
    case 'propertyNames':
      for (const name of Object.keys(isObject(value) ? value : {}))
        if (evaluate(shape.child, name, lens) === false) return { ...own, property: name };
      return own;
    case 'prefixItem':
      return Array.isArray(value) ? inner(shape.child, shape.index, value[shape.index]) : own;
    case 'restItems': {
      if (!Array.isArray(value)) return own;
      const index = value.findIndex(
        (item: unknown, one) => one >= shape.from && evaluate(shape.child, item, lens) === false,
      );
      return index === -1 ? own : inner(shape.child, index, value[index]);
    }
    case 'dependentSchema':
      return blame(shape.child, value, lens, at) ?? own;
    case 'if': {
      const branch = evaluate(shape.test, value, strictLens) ? shape.then : shape.else;
      return blame(branch, value, lens, at) ?? own;
    }
    case 'anyOf':
    case 'oneOf':
      return nearestBranch(shape.children, value, lens, at) ?? { ...own, at: tagPlace(atom, at) };
    default:
      return own;
  }
}

/** Whether an atom says which branch a value is meant for. */
function isTag({ keyword, shape }: Atom): boolean {
  return shape.kind === 'enum' && (shape.values.length === 1 || keyword === 'discriminator');
}

/** Where a discriminator looks: the tag, rather than the object that has it. */
function tagPlace({ keyword, shape }: Atom, at: Pointer): Pointer {
  if (keyword !== 'discriminator' || shape.kind !== 'anyOf') return at;
  const tag = shape.children[0]?.atoms.find(
    (atom) => atom.keyword === keyword && atom.shape.kind === 'property',
  );
  return tag?.shape.kind === 'property' ? appendKey(at, tag.shape.name) : at;
}

/** The fault that the nearest branch finds, if one is near enough to have been meant. */
function nearestBranch(
  branches: readonly Schema[],
  value: unknown,
  lens: Lens,
  at: Pointer,
): Blame | undefined {
  // More than one accepts it: that is the fault then.
  if (branches.some((branch) => evaluate(branch, value, lens) === true)) return undefined;
  let nearest: Blame | undefined;
  let strangers = Infinity;
  let tied = false;
  const names = isObject(value) ? Object.keys(value) : [];
  for (const branch of branches) {
    const found = blame(branch, value, lens, at);
    if (found === undefined) continue;
    const strange = names.filter((name) => !branch.names.has(name)).length;
    const better =
      nearest === undefined ||
      found.distance < Math.min(far, nearest.distance) ||
      (found.distance < far && strange < strangers);
    if (nearest !== undefined && found.distance < far && nearest.distance < far && strange > strangers)
      continue;
    // Two branches that each miss a member of their own: neither of them is the one that was meant.
    const isRival =
      nearest !== undefined &&
      found.distance === nearest.distance &&
      strange === strangers &&
      [found, nearest].every((one) => one.at === at && one.atom.shape.kind === 'required') &&
      found.property !== nearest.property;
    if (isRival) tied = true;
    else if (better) [nearest, strangers, tied] = [found, strange, false];
  }
  if (tied) return undefined;
  return nearest !== undefined && nearest.distance < far && nearest.count <= mostFaults ? nearest : undefined;
}
