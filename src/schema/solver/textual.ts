import { isObject } from '../../document/node.ts';
import type { Atom } from './algebra.ts';
import { anything, booleans, numbers, strings } from './kinds.ts';

/**
 * Takes the atoms of a schema whose values are read from text, as those of parameters are, and how to number new
 * atoms; gives them as they are meant there: a string of which nothing else is asked takes a number or a boolean too.
 */
export function readFromText(written: readonly Atom[], nextId: () => number): readonly Atom[] {
  // One text is read by one branch: that another would read it too, as something else, is no overlap.
  const atoms = written.map((atom): Atom =>
    atom.shape.kind === 'oneOf' ? { ...atom, id: nextId(), shape: { ...atom.shape, kind: 'anyOf' } } : atom,
  );
  const isPlain = atoms.every(({ shape, domain }) => shape.kind === 'types' || (domain & strings) === 0);
  if (!isPlain) return atoms;
  return atoms.map((atom) => {
    const { shape } = atom;
    if (shape.kind !== 'types' || (shape.kinds & strings) === 0 || shape.kinds === anything) return atom;
    return { ...atom, id: nextId(), shape: { ...shape, kinds: shape.kinds | numbers | booleans } };
  });
}

/** Takes a value; gives what else its text can be read as: as texts throughout, and as numbers and booleans. */
export function otherReadings(value: unknown): readonly unknown[] {
  return [mapScalars(value, String), mapScalars(value, typed)];
}

function mapScalars(value: unknown, read: (scalar: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapScalars(item, read));
  if (!isObject(value)) return read(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapScalars(part, read)]));
}

function typed(scalar: unknown): unknown {
  if (scalar === 'true' || scalar === 'false') return scalar === 'true';
  if (typeof scalar !== 'string' || scalar.trim() === '') return scalar;
  const number = Number(scalar);
  return Number.isFinite(number) ? number : scalar;
}
