import type { Atom, Schema } from './algebra.ts';
import type { AlignedPart, Stray } from './aligned.ts';
import type { Colours } from './colours.ts';
import { isNever } from './declared.ts';
import { isAdditional } from './evaluate.ts';
import { fractions } from './kinds.ts';
import { matches } from './regex/language.ts';
import { alignUnion, isUnion } from './union-alignment.ts';

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

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
