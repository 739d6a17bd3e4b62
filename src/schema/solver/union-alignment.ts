import { valueIn } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Atom, Schema } from './algebra.ts';
import type { AlignedPart, Stray } from './aligned.ts';
import type { Colours } from './colours.ts';

/** Whether an atom is an `anyOf` or a `oneOf`. */
export const isUnion = ({ shape }: Atom): boolean => shape.kind === 'anyOf' || shape.kind === 'oneOf';

/**
 * Takes a union of the receiver, the sender and what only the sender says; pairs the branches of the sender's union with
 * those of the receiver's. Undefined where none has a partner, or where something beside the union says what members
 * there may be.
 */
export function alignUnion(
  atom: Atom,
  sender: Schema,
  own: readonly Atom[],
  colours: Colours,
): { readonly parts: readonly AlignedPart[]; readonly strays: readonly Stray[] } | undefined {
  if (atom.shape.kind !== 'anyOf' && atom.shape.kind !== 'oneOf') return undefined;
  const [union, ...more] = own.filter(isUnion);
  if (union === undefined || more.length > 0 || union.domain !== atom.domain) return undefined;
  if (union.shape.kind !== 'anyOf' && union.shape.kind !== 'oneOf') return undefined;
  if (sender.atoms.some((one) => one !== union && speaksOfParts(one))) return undefined;
  const there = new Set(atom.shape.children.map(colours.of));
  const here = new Set(union.shape.children.map(colours.of));
  const senders = union.shape.children.filter((one) => !there.has(colours.of(one)));
  const receivers = new Set(atom.shape.children.filter((one) => !here.has(colours.of(one))));
  const parts: AlignedPart[] = [];
  const pair = (branch: Schema, partner: Schema): void => {
    receivers.delete(partner);
    parts.push({ step: { kind: 'branch' }, sender: branch, receiver: partner, atom });
  };
  for (const label of [tagOf, nameOf, kindsOf]) {
    for (const branch of senders) {
      if (parts.some((part) => part.sender === branch)) continue;
      const text = label(branch);
      const [partner, ...others] = [...receivers].filter((one) => label(one) === text);
      if (text !== undefined && partner !== undefined && others.length === 0) pair(branch, partner);
    }
  }
  const left = senders.filter((branch) => !parts.some((part) => part.sender === branch));
  const [branch, ...others] = left;
  const [partner, ...partners] = receivers;
  if (branch !== undefined && partner !== undefined && others.length + partners.length === 0) {
    pair(branch, partner);
    left.length = 0;
  }
  if (parts.length === 0 && left.length > 0 && here.size === left.length) return undefined;
  return { parts, strays: left.map((one) => ({ branch: one, atom })) };
}

function speaksOfParts({ shape }: Atom): boolean {
  switch (shape.kind) {
    case 'types':
    case 'required':
    case 'format':
    case 'length':
    case 'pattern':
    case 'bound':
    case 'multipleOf':
      return false;
    default:
      return true;
  }
}

/** What the tags of an object are that one value stands for, as text. */
function tagOf({ atoms }: Schema): string | undefined {
  const tags = atoms.flatMap(({ shape }) => {
    if (shape.kind !== 'property') return [];
    const [only, ...more] = shape.child.atoms.flatMap((one) =>
      one.shape.kind === 'enum' && (one.shape.values.length === 1 || one.keyword === 'discriminator')
        ? [[...one.shape.texts].sort().join()]
        : [],
    );
    return only !== undefined && more.length === 0 ? [`${JSON.stringify(shape.name)}:${only}`] : [];
  });
  return tags.length > 0 ? tags.sort().join() : undefined;
}

/** What a branch is called: as a component, or by its title. */
function nameOf({ node, whole }: Schema): string | undefined {
  if (!whole) return undefined;
  const keys = pointerKeys(node.pointer);
  if (['schemas', 'definitions', '$defs'].includes(keys.at(-2) ?? '')) return keys.at(-1);
  const title = valueIn(node, 'title');
  return typeof title === 'string' ? title : undefined;
}

function kindsOf({ atoms }: Schema): string | undefined {
  const types = atoms.flatMap(({ shape }) => (shape.kind === 'types' ? [shape.kinds] : []));
  return types.length > 0 ? String(types.reduce((all, kinds) => all & kinds)) : undefined;
}
