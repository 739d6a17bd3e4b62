import { joinPointers } from '../../document/pointer.ts';
import type { Node } from '../../document/document.ts';
import type { AlignedPart, Stray } from './aligned.ts';
import { align, askedOf, type Alignment } from './alignment.ts';
import type { Atom, Schema } from './algebra.ts';
import type { Colours } from './colours.ts';
import { counterpartOf } from './counterpart.ts';
import { evaluate } from './evaluate.ts';
import type { Lens } from './lens.ts';
import type { Literal } from './literals.ts';
import type { Fault, Peel, Peeled } from './peel.ts';
import { rungs, type Rung } from './readings.ts';
import { createQueue } from './queue.ts';
import type { Embed } from './step.ts';
import { sizeOf } from './values.ts';
import { isScalar } from './wire.ts';

/** A fault, and what stands opposite in the sender. */
export interface PlacedFault extends Fault {
  readonly counterpart: Node | undefined;
  /** Whether schemas that are written somewhere have judged the witness. */
  readonly confirmed: boolean;
}

/** What came of comparing two schemas. */
export interface Compared {
  readonly faults: readonly PlacedFault[];
  readonly doubt: string | undefined;
}

export interface PairTools {
  readonly colours: Colours;
  readonly peel: Peel;
  /** Compares two schemas of scalars by the texts of their values. */
  readonly wire: (sender: Schema, receiver: Schema) => Peeled;
  readonly embed: Embed;
  /** Gives a schema that says only some of the atoms of another. */
  readonly partOf: (schema: Schema, atoms: readonly Atom[]) => Schema;
  /** How the receiver reads in a rung, when nothing is ignored. */
  readonly lensOf: (rung: Rung, receiver: Schema) => Lens;
  readonly doubtAbout: (sender: Schema, receiver: Schema, witness: unknown, lens: Lens) => string | undefined;
}

/** More than any witness is long: what hurts more comes first, however long its witness. */
const heaviest = 2 ** 40;

/** Whether a pair does not have that fault yet, or only as one that hurts less. */
function isNew({ faults }: PairNode, { atom, rung }: Fault): boolean {
  const known = faults.get(atom);
  return known === undefined || rung < known.rung;
}

/** A fault of a pair. */
type Found = readonly [PairNode, PlacedFault];

interface PairNode {
  readonly sender: Schema;
  readonly receiver: Schema;
  /** Whether their values are compared by their texts. */
  readonly texts: boolean;
  readonly alignment: Alignment;
  /** The pairs of which this one is a part. */
  readonly users: { readonly node: PairNode; readonly part: AlignedPart }[];
  readonly faults: Map<Atom, PlacedFault>;
  /** The atoms of the receiver that were decided as a whole, with all that is below them. */
  readonly solved: Set<Atom>;
  doubt: string | undefined;
}

/**
 * Gives what compares two schemas part by part. Each pair of parts is judged once, in however many places it stands:
 * what is found in it is carried to every schema around it, where it is judged again within a value of that schema.
 * A pair that recurs is taken for contained where it recurs, as a smallest witness never holds another of the same pair.
 */
export function createPairs(tools: PairTools): (sender: Schema, receiver: Schema) => Compared {
  const { colours, peel, wire, embed, partOf, lensOf, doubtAbout } = tools;
  const known = new Map<string, PairNode>();
  const doubtful: PairNode[] = [];

  const place = (sender: Schema, receiver: Schema, fault: Fault): PlacedFault => ({
    ...fault,
    counterpart: counterpartOf(sender, fault.witness, fault.at, fault.atom),
    confirmed: sender.whole && receiver.whole,
  });

  /** Asks about some of the receiver's atoms by themselves; adds what is found. */
  const decide = (node: PairNode, atom: Atom, asked: readonly Rung[] = rungs): readonly PlacedFault[] => {
    const { sender, receiver, alignment } = node;
    // What is said of values of a wrong type is said once.
    const types =
      atom.shape.kind === 'types' ? [] : alignment.rest.filter(({ shape }) => shape.kind === 'types');
    const also = types.map((type): Literal => ({ atom: type, sign: true, origin: 'strict' }));
    // What was carried here from parts is known, but for what may weigh more here than it did there.
    const causes = [...node.faults.values()].filter(({ rung }) => rung === 1).map((one) => one.atom);
    const told = node.solved.has(atom) ? causes : [];
    return note(node, peel(sender, partOf(receiver, [atom]), { also, asked, causes: told }));
  };

  /** Asks about a branch of the sender that has no partner. */
  const decideStray = (node: PairNode, { branch, atom }: Stray): readonly PlacedFault[] => {
    return note(node, peel(branch, partOf(node.receiver, [atom])), branch);
  };

  const decideTexts = (node: PairNode): readonly PlacedFault[] => {
    const { sender, receiver } = node;
    const asked = askedOf(sender, receiver);
    return note(node, wire(sender, asked === receiver.atoms ? receiver : partOf(receiver, asked)));
  };

  const note = (
    node: PairNode,
    { faults: found, doubt }: Peeled,
    sender: Schema = node.sender,
  ): readonly PlacedFault[] => {
    const { receiver, faults } = node;
    if (doubt !== undefined && node.doubt === undefined) {
      node.doubt = doubt;
      doubtful.push(node);
    }
    const fresh = found.filter((one) => isNew(node, one)).map((one) => place(sender, receiver, one));
    for (const fault of fresh) faults.set(fault.atom, fault);
    return fresh;
  };

  /** Finds the pair and all below it; gives those that were not met before, and the older ones that they lead to. */
  const explore = (sender: Schema, receiver: Schema) => {
    const fresh = new Set<PairNode>();
    const older = new Set<PairNode>();
    const visit = (a: Schema, b: Schema): PairNode => {
      const key = `${a.id} ${b.id}`;
      const found = known.get(key);
      if (found !== undefined) {
        if (!fresh.has(found)) older.add(found);
        return found;
      }
      const texts = b.textual && isScalar(a) && isScalar(b);
      const alignment = texts ? { parts: [], rest: [], strays: [], exclusive: [] } : align(a, b, colours);
      const node: PairNode = {
        ...{ sender: a, receiver: b, texts, alignment, users: [] },
        ...{ faults: new Map(), solved: new Set(), doubt: undefined },
      };
      known.set(key, node);
      fresh.add(node);
      return node;
    };
    const node = visit(sender, receiver);
    // What is added on the way is walked too.
    for (const one of fresh)
      for (const part of one.alignment.parts)
        visit(part.sender, part.receiver).users.push({ node: one, part });
    return { node, fresh, older };
  };

  /** Takes a fault of a part; gives it as one of the schema around it, or undefined where that cannot be told. */
  const carry = (node: PairNode, part: AlignedPart, fault: PlacedFault): PlacedFault | undefined => {
    const { sender, receiver } = node;
    const lens = lensOf(fault.rung, receiver);
    const confirms = !fault.confirmed && sender.whole && receiver.whole;
    for (const { value, at } of embed(sender, receiver, part.step, fault.witness)) {
      if (evaluate(sender, value) !== true || evaluate(receiver, value, lens) !== false) continue;
      if (confirms && doubtAbout(sender, receiver, value, lens) !== undefined) continue;
      return {
        ...fault,
        witness: value,
        at: joinPointers(at, fault.at),
        confirmed: fault.confirmed || confirms,
      };
    }
    return undefined;
  };

  /**
   * Carries what was found in parts to all that is around them, the smallest witnesses first. What cannot be carried
   * is asked about as a whole, once it is known what can.
   */
  const spread = (found: readonly Found[]): void => {
    const queue = createQueue<Found>();
    const open: (readonly [PairNode, Atom])[] = [];
    const add = (node: PairNode, fault: PlacedFault): void =>
      queue.add([node, fault], fault.rung * heaviest + sizeOf(fault.witness));
    for (const [node, fault] of found) add(node, fault);
    for (;;) {
      const next = queue.take();
      if (next === undefined) {
        const last = open.shift();
        if (last === undefined) return;
        for (const one of decide(...last)) add(last[0], one);
        continue;
      }
      const [node, fault] = next;
      for (const { node: user, part } of node.users) {
        if (!isNew(user, fault)) continue;
        const carried = carry(user, part, fault);
        if (carried !== undefined) {
          user.faults.set(fault.atom, carried);
          add(user, carried);
        } else if (!user.solved.has(part.atom)) {
          user.solved.add(part.atom);
          open.push([user, part.atom]);
        }
      }
    }
  };

  /** What is not known of a part is not known of what is around it. */
  const spreadDoubts = (): void => {
    for (const node of doubtful)
      for (const { node: user, part } of node.users)
        if (user.doubt === undefined && !user.solved.has(part.atom)) {
          user.doubt = node.doubt;
          doubtful.push(user);
        }
  };

  return (sender, receiver) => {
    const { node, fresh, older } = explore(sender, receiver);
    const found: Found[] = [];
    for (const one of fresh) {
      if (one.texts) for (const fault of decideTexts(one)) found.push([one, fault]);
      for (const atom of one.alignment.rest) for (const fault of decide(one, atom)) found.push([one, fault]);
      for (const stray of one.alignment.strays)
        for (const fault of decideStray(one, stray)) found.push([one, fault]);
    }
    if (fresh.size > 0)
      for (const one of older) for (const fault of one.faults.values()) found.push([one, fault]);
    spread(found);
    for (const one of fresh)
      if (one.faults.size === 0)
        for (const atom of one.alignment.exclusive)
          spread(decide(one, atom, [2, 3]).map((fault) => [one, fault]));
    if (fresh.size > 0) spreadDoubts();
    return { faults: [...node.faults.values()], doubt: node.doubt };
  };
}
