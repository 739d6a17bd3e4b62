import { pointerKeys } from '../../document/pointer.ts';
import { valueIn } from '../../document/node.ts';
import type { Atom, Schema } from './algebra.ts';
import type { Colours } from './colours.ts';
import { isNever } from './declared.ts';
import { isAdditional } from './evaluate.ts';
import { fractions } from './kinds.ts';
import type { Step } from './step.ts';
import { matches } from './regex/language.ts';

/** A part of two schemas that speaks of the same part of a value in both. */
export interface AlignedPart {
  readonly step: Step;
  readonly sender: Schema;
  readonly receiver: Schema;
  /** The receiver's atom that holds if the part of the value is one of the receiver's part. */
  readonly atom: Atom;
}

/** A branch of the sender, and the union of the receiver that has to take its values. */
export interface Stray {
  readonly branch: Schema;
  readonly atom: Atom;
}

/** What is to be shown of two schemas, so that whatever the one accepts is accepted by the other. */
export interface Alignment {
  /** Pairs of parts; whoever is contained in its partner everywhere leaves only `rest` to be shown. */
  readonly parts: readonly AlignedPart[];
  /** The receiver's atoms to which nothing in the sender corresponds. */
  readonly rest: readonly Atom[];
  /** Branches of the sender to which no single branch of the receiver's union corresponds. */
  readonly strays: readonly Stray[];
  /** Its `oneOf`s whose branches are among the parts: nothing is said yet of values that fit more than one. */
  readonly exclusive: readonly Atom[];
}

/**
 * Takes two schemas; pairs their parts where the sender's part alone decides what may stand there, so that a pair that
 * is contained everywhere needs no further proof. What says the same in both is left out.
 */
export function align(sender: Schema, receiver: Schema, colours: Colours): Alignment {
  const said = new Set(sender.atoms.map(colours.ofAtom));
  const asked = new Set(receiver.atoms.map(colours.ofAtom));
  const own = sender.atoms.filter((atom) => !asked.has(colours.ofAtom(atom)));
  const parts: AlignedPart[] = [];
  const rest: Atom[] = [];
  const strays: Stray[] = [];
  const exclusive: Atom[] = [];
  const context = contextOf(sender);
  const open = askedOf(sender, receiver).filter((atom) => !said.has(colours.ofAtom(atom)));
  const unions = open.filter(isUnion).length;
  for (const atom of open) {
    if (isUnion(atom)) {
      const union = unions === 1 ? alignUnion(atom, sender, own, colours) : undefined;
      if (union === undefined) rest.push(atom);
      else {
        for (const part of union.parts) parts.push(part);
        for (const stray of union.strays) strays.push(stray);
        if (atom.shape.kind === 'oneOf') exclusive.push(atom);
      }
      continue;
    }
    const part = partOf(atom, sender.atoms, context);
    if (part === undefined) rest.push(atom);
    else if (colours.of(part.sender) !== colours.of(part.receiver)) parts.push({ ...part, atom });
  }
  return { parts, rest, strays, exclusive };
}

/** Takes two schemas; gives the atoms of the receiver that say anything to that sender. */
export function askedOf(sender: Schema, receiver: Schema): readonly Atom[] {
  const whole = sender.atoms.some(({ shape }) => shape.kind === 'types' && (shape.kinds & fractions) === 0);
  return whole ? receiver.atoms.filter((atom) => !isAnyInteger(atom)) : receiver.atoms;
}

/** Whether an atom asks for an integer of 64 bits: there are others, but none that software agrees on. */
const isAnyInteger = ({ shape }: Atom): boolean =>
  shape.kind === 'format' && (shape.name === 'int64' || shape.name === 'uint64');

const isUnion = ({ shape }: Atom): boolean => shape.kind === 'anyOf' || shape.kind === 'oneOf';

/** What the branches of a schema say of the value that the schema itself speaks of. */
interface Context {
  readonly names: ReadonlySet<string>;
  /** Whether they speak of members by pattern, or of all other members. */
  readonly others: boolean;
  readonly items: boolean;
}

function contextOf(schema: Schema): Context {
  const branches = new Set<Schema>();
  const add = (atoms: readonly Atom[]): void => {
    for (const { shape } of atoms) {
      if (shape.kind === 'anyOf' || shape.kind === 'oneOf')
        for (const one of shape.children) branches.add(one);
      else if (shape.kind === 'if') branches.add(shape.test).add(shape.then).add(shape.else);
      else if (shape.kind === 'dependentSchema') branches.add(shape.child);
    }
  };
  add(schema.atoms);
  const names = new Set<string>();
  let [others, items] = [false, false];
  for (const { atoms } of branches) {
    add(atoms);
    for (const { shape } of atoms) {
      if (shape.kind === 'property') names.add(shape.name);
      others ||= shape.kind === 'patternProperty' || shape.kind === 'additional';
      items ||= shape.kind === 'restItems' || shape.kind === 'prefixItem' || shape.kind === 'contains';
    }
  }
  return { names, others, items };
}

type Part = Omit<AlignedPart, 'atom'>;

function partOf({ shape }: Atom, atoms: readonly Atom[], context: Context): Part | undefined {
  // What may not be there at all is a matter of the whole, not of the part.
  if ('child' in shape && isNever(shape.child)) return undefined;
  switch (shape.kind) {
    case 'property': {
      if (context.others || context.names.has(shape.name)) return undefined;
      const speaking = atoms.filter((one) => speaksOf(one, shape.name));
      const [only, ...more] = speaking;
      if (only?.shape.kind !== 'property' || more.length > 0) return undefined;
      return { step: { kind: 'member', name: shape.name }, sender: only.shape.child, receiver: shape.child };
    }
    case 'additional': {
      const { names, patterns } = shape;
      const speaking = atoms.filter(({ shape: one }) => one.kind === 'additional');
      const [only, ...more] = speaking;
      if (only?.shape.kind !== 'additional' || more.length > 0 || context.others) return undefined;
      if (!isSameSet(only.shape.names, names) || !isSameSet(new Set(only.shape.patterns), new Set(patterns)))
        return undefined;
      const elsewhere = atoms.some(
        ({ shape: one }) =>
          (one.kind === 'property' && !names.has(one.name)) ||
          (one.kind === 'patternProperty' && !patterns.includes(one.pattern)),
      );
      if (elsewhere || [...context.names].some((name) => !names.has(name))) return undefined;
      return { step: { kind: 'other', names, patterns }, sender: only.shape.child, receiver: shape.child };
    }
    case 'restItems':
    case 'prefixItem': {
      if (context.items) return undefined;
      const index = shape.kind === 'prefixItem' ? shape.index : shape.from;
      const [only, ...more] = atoms.filter(({ shape: one }) =>
        one.kind === 'prefixItem'
          ? shape.kind === 'restItems'
            ? one.index >= index
            : one.index === index
          : one.kind === 'contains' ||
            (one.kind === 'restItems' && (shape.kind === 'restItems' || one.from <= index)),
      );
      if (only === undefined || more.length > 0 || only.shape.kind !== shape.kind) return undefined;
      if (only.shape.kind === 'restItems' && only.shape.from !== index) return undefined;
      return { step: { kind: 'item', index }, sender: only.shape.child, receiver: shape.child };
    }
    default:
      return undefined;
  }
}

/** Whether an atom says something of the member of that name. */
function speaksOf({ shape }: Atom, name: string): boolean {
  switch (shape.kind) {
    case 'property':
      return shape.name === name;
    case 'patternProperty':
      return matches(shape.pattern, name) !== false;
    case 'additional':
      return isAdditional(name, shape.names, shape.patterns) !== false;
    default:
      return false;
  }
}

/**
 * Pairs branches of the sender's union with those of the receiver's; undefined where none has a partner, or where
 * something beside the union says what members there may be.
 */
function alignUnion(
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

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
