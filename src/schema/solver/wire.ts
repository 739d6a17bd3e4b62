import type { Atom, Schema, Shape } from './algebra.ts';
import {
  anything,
  arrays,
  booleans,
  fractions,
  integers,
  kindOf,
  numbers,
  objects,
  strings,
  type Kinds,
} from './kinds.ts';
import type { Literal } from './literals.ts';
import type { Fault, Peel, Peeled } from './peel.ts';
import type { Outcome } from './run.ts';
import { canonical } from './values.ts';

/** What comparing values by their texts asks of its solver. */
export interface WireTools {
  readonly peel: Peel;
  /** Decides a goal for a tolerant receiver of that direction. */
  readonly ask: (goal: readonly Literal[], receiver: Schema) => Outcome;
  readonly makeAtom: (shape: Shape, domain: Kinds) => Atom;
  /** Whether the receiver takes the text of a value, whatever it is read as. */
  readonly takesText: (receiver: Schema, value: unknown) => boolean;
}

/** How many values whose text is taken otherwise are set aside before giving up. */
const mostSetAside = 8;

const integerText = '(?:0|[1-9][0-9]*)';
const fractionText = `${integerText}\\.[0-9]*[1-9]`;

/** Takes a schema; gives the kinds of values that it may have, as far as can be seen at a glance. */
export function kindsOf({ atoms }: Schema, depth = 0): Kinds {
  let kinds = anything;
  for (const { shape, domain } of atoms) {
    if (shape.kind === 'types') kinds &= shape.kinds;
    if (shape.kind === 'enum') kinds &= shape.values.reduce((all: Kinds, value) => all | kindOf(value), 0);
    if ((shape.kind === 'anyOf' || shape.kind === 'oneOf') && domain === anything && depth < 8)
      kinds &= shape.children.reduce((all: Kinds, one) => all | kindsOf(one, depth + 1), 0);
  }
  return kinds;
}

/** Whether all values of a schema travel as one text each. */
export const isScalar = (schema: Schema): boolean => (kindsOf(schema) & (arrays | objects)) === 0;

/**
 * Gives what compares two schemas of scalars whose values travel as text: `1` and `"1"` are the same there, and null
 * has no text. Each kind of value is asked about by itself; where the receiver takes a value only when it is read as
 * something else, it has to be shown of all of them.
 */
export function createWire({ peel, ask, makeAtom, takesText }: WireTools) {
  const literal = (shape: Shape, domain: Kinds, sign = true): Literal => ({
    atom: makeAtom(shape, domain),
    sign,
    origin: 'sender',
  });
  const ofKind = (kinds: Kinds): Literal => literal({ kind: 'types', kinds }, anything);
  const texts = (source: string, sign = true): Literal => literal({ kind: 'pattern', source }, strings, sign);
  const oneOf = (values: readonly unknown[], sign = true): Literal =>
    literal({ kind: 'enum', values, texts: new Set(values.map(canonical)) }, anything, sign);
  const refused = (receiver: Schema): Literal => ({ schema: receiver, sign: false, origin: 'receiver' });
  const isEmpty = (goal: readonly Literal[], receiver: Schema): boolean => {
    const outcome = ask(goal, receiver);
    return !outcome.found && outcome.exact;
  };

  /** Whether the text of every number or boolean of that kind is one of the receiver's strings. */
  const fitsAsString = (sender: Schema, receiver: Schema, kind: Kinds): boolean => {
    if (kind === booleans) {
      const values = [true, false].filter((value) => ask([sent(sender), oneOf([value])], receiver).found);
      return values.every((value) => isEmpty([oneOf([String(value)]), refused(receiver)], receiver));
    }
    const below: Shape = { kind: 'bound', side: 'upper', limit: 0, exclusive: true };
    const positive = isEmpty([sent(sender), ofKind(kind), literal(below, numbers)], receiver);
    const text = kind === integers ? integerText : fractionText;
    return isEmpty([ofKind(strings), texts(`^${positive ? '' : '-?'}${text}$`), refused(receiver)], receiver);
  };

  /** Whether those strings that read as numbers or booleans are taken as such, or what shows that some are not. */
  const fitsAsTyped = (sender: Schema, receiver: Schema): Peeled | undefined => {
    const typed = kindsOf(receiver) & (numbers | booleans);
    const readable = [
      ...((typed & integers) !== 0 ? [texts('^-?[0-9]+$', false)] : []),
      ...((typed & fractions) !== 0 ? [texts(`^-?${fractionText}$`, false)] : []),
      ...((typed & booleans) !== 0 ? [oneOf(['true', 'false'], false)] : []),
    ];
    const others = peel(sender, receiver, { also: [ofKind(strings), ...readable] });
    if (others.faults.length > 0) return others;
    const below: Shape = { kind: 'bound', side: 'lower', limit: 0, exclusive: false };
    const positive = isEmpty([sent(sender), ofKind(strings), texts('^-')], receiver);
    const all = [ofKind(typed), ...(positive ? [literal(below, numbers)] : []), refused(receiver)];
    const wrong = ask(all, receiver);
    if (!wrong.found) return wrong.exact && others.doubt === undefined ? none : undefined;
    // A number that is refused shows it, if the sender may write it.
    const written = String(wrong.value);
    const shown = takesText(receiver, written) ? none : peel(sender, receiver, { also: [oneOf([written])] });
    return shown.faults.length > 0 ? shown : undefined;
  };

  /** Asks about one value after the other. */
  const setAside = (sender: Schema, receiver: Schema, kind: Kinds): Peeled => {
    const values: unknown[] = [];
    while (values.length < mostSetAside) {
      const goal = [sent(sender), ofKind(kind), ...(values.length > 0 ? [oneOf(values, false)] : [])];
      const outcome = ask([...goal, refused(receiver)], receiver);
      if (!outcome.found)
        return { faults: [], doubt: outcome.exact ? undefined : (outcome.reason ?? 'nobody knows') };
      if (!takesText(receiver, outcome.value))
        return peel(sender, receiver, { also: [oneOf([outcome.value])] });
      values.push(outcome.value);
    }
    return { faults: [], doubt: `as text, ${JSON.stringify(values[0])} may be accepted` };
  };

  const some = literal({ kind: 'length', side: 'lower', limit: 1 }, strings);

  return (sender: Schema, receiver: Schema): Peeled => {
    const faults: Fault[] = [];
    let doubt: string | undefined;
    for (const kind of [booleans, integers, strings, fractions]) {
      if ((kindsOf(sender) & kind) === 0) continue;
      // No text at all says little: one of some characters comes first.
      const shown = kind === strings ? peel(sender, receiver, { also: [ofKind(kind), some] }) : none;
      const first = shown.faults.length > 0 ? shown : peel(sender, receiver, { also: [ofKind(kind)] });
      let result: Peeled | undefined = first;
      if (first.faults.length === 0 && first.doubt !== undefined) {
        if (kind === strings) result = fitsAsTyped(sender, receiver);
        else if (fitsAsString(sender, receiver, kind)) result = none;
        else result = undefined;
        result ??= setAside(sender, receiver, kind);
      }
      for (const fault of result.faults)
        if (!faults.some(({ atom }) => atom === fault.atom)) faults.push(fault);
      doubt ??= result.doubt;
    }
    return { faults, doubt };
  };
}

const none: Peeled = { faults: [], doubt: undefined };
const sent = (schema: Schema): Literal => ({ schema, sign: true, origin: 'sender' });
