import { childrenOf, type Atom, type Schema } from './algebra.ts';
import { atomText, isVoidAtom } from './atom-text.ts';
import { refine, type Refinable } from './partition.ts';

/**
 * Schemas that say the same have the same colour (they are bisimilar): the same atoms, whatever their order and
 * however they were put together, on parts of the same colours; and they declare the same names.
 */
export interface Colours {
  readonly of: (schema: Schema) => number;
  /** Takes an atom; gives a number that two atoms share if they say the same. */
  readonly ofAtom: (atom: Atom) => number;
  /** Whether a schema is known to accept everything. */
  readonly accepts: (schema: Schema) => boolean;
}

/** Takes a growing list of schemas; gives their colours, computed when asked for. Colours never change. */
export function createColours(schemas: readonly Schema[]): Colours {
  const colours: number[] = [];
  const voids = new Set<Schema>();
  const bySignature = new Map<string, number>();
  // One schema for each colour that lies in a cycle: what later schemas may turn out to be equal to.
  const cyclic = new Map<number, Schema>();
  const atomIds = new Map<string, number>();
  const atomColours: number[] = [];
  let next = 0;

  const known = (schema: Schema): number => colours[schema.id] ?? -1;
  const accepts = (schema: Schema): boolean => voids.has(schema);
  const head = (schema: Schema): string =>
    `${schema.open ? 'o' : ''}${[...schema.names]
      .sort()
      .map((name) => JSON.stringify(name))
      .join()};`;
  const signature = (schema: Schema): string => {
    const texts = new Set<string>();
    for (const atom of schema.atoms)
      if (!isVoidAtom(atom, accepts)) texts.add(atomText(atom, (part) => `${known(part)}`));
    return head(schema) + [...texts].sort().join('\n');
  };
  const settle = (schema: Schema): void => {
    if (schema.atoms.every((atom) => isVoidAtom(atom, accepts))) voids.add(schema);
    const text = signature(schema);
    let colour = bySignature.get(text);
    if (colour === undefined) bySignature.set(text, (colour = next++));
    colours[schema.id] = colour;
  };

  const update = (): void => {
    const added = schemas.slice(colours.length);
    const waiting = new Map<Schema, number>();
    const parents = new Map<Schema, Schema[]>();
    for (const schema of added) {
      const parts = new Set(schema.atoms.flatMap(childrenOf));
      let open = 0;
      for (const part of parts) {
        if (part.id < colours.length) continue;
        open += 1;
        const above = parents.get(part);
        if (above === undefined) parents.set(part, [schema]);
        else above.push(schema);
      }
      waiting.set(schema, open);
    }
    colours.length = schemas.length;
    colours.fill(-1, schemas.length - added.length);
    const ready = added.filter((schema) => waiting.get(schema) === 0);
    for (let schema = ready.pop(); schema !== undefined; schema = ready.pop()) {
      settle(schema);
      for (const parent of parents.get(schema) ?? []) {
        const left = (waiting.get(parent) ?? 0) - 1;
        waiting.set(parent, left);
        if (left === 0) ready.push(parent);
      }
    }
    settleCycles(added.filter((schema) => colours[schema.id] === -1));
  };

  const settleCycles = (rest: readonly Schema[]): void => {
    if (rest.length === 0) return;
    const all = [...cyclic.values(), ...rest];
    const indices = new Map(all.map((schema, index) => [schema, index]));
    const indexOf = (part: Schema): number | undefined => {
      const own = indices.get(part);
      if (own !== undefined) return own;
      const representative = cyclic.get(known(part));
      return representative && indices.get(representative);
    };
    const nodes = all.map((schema): Refinable => {
      const parts: number[] = [];
      const fixed: string[] = [head(schema)];
      const moving: ((classes: readonly number[]) => string)[] = [];
      for (const atom of schema.atoms) {
        if (isVoidAtom(atom, accepts)) continue;
        const within = childrenOf(atom).map(indexOf);
        if (within.every((index) => index === undefined)) {
          fixed.push(atomText(atom, (part) => `${known(part)}`));
          continue;
        }
        for (const index of within) if (index !== undefined) parts.push(index);
        moving.push((classes) =>
          atomText(atom, (part) => {
            const index = indexOf(part);
            return index === undefined ? `${known(part)}` : `c${classes[index]}`;
          }),
        );
      }
      const base = [...new Set(fixed)].sort().join('\n');
      const describe = (classes: readonly number[]): string =>
        [...new Set(moving.map((text) => text(classes)))].sort().join('\n');
      return { base, parts, describe };
    });
    const classes = refine(nodes);
    const colourOfClass = new Map<number, number>();
    all.forEach((schema, index) => {
      const colour = colours[schema.id] ?? -1;
      if (colour !== -1) colourOfClass.set(classes[index] ?? -1, colour);
    });
    rest.forEach((schema) => {
      const one = classes[indices.get(schema) ?? -1] ?? -1;
      let colour = colourOfClass.get(one);
      if (colour === undefined) {
        colourOfClass.set(one, (colour = next++));
        cyclic.set(colour, schema);
      }
      colours[schema.id] = colour;
    });
    for (const schema of rest) bySignature.set(signature(schema), known(schema));
  };

  return {
    accepts(schema) {
      if (colours.length < schemas.length) update();
      return accepts(schema);
    },
    of(schema) {
      if (colours.length < schemas.length) update();
      return known(schema);
    },
    ofAtom(atom) {
      const found = atomColours[atom.id];
      if (found !== undefined) return found;
      if (colours.length < schemas.length) update();
      const text = atomText(atom, (part) => `${known(part)}`);
      let colour = atomIds.get(text);
      if (colour === undefined) atomIds.set(text, (colour = atomIds.size));
      return (atomColours[atom.id] = colour);
    },
  };
}

/**
 * Gives colours that tell every schema from every other, and so need not look at what can be reached from it: for
 * questions about single schemas.
 */
export function createNames(): Colours {
  const atomIds = new Map<string, number>();
  const atomNames: number[] = [];
  return {
    of: ({ id }) => id,
    ofAtom(atom) {
      const found = atomNames[atom.id];
      if (found !== undefined) return found;
      const text = atomText(atom, ({ id }) => `${id}`);
      let name = atomIds.get(text);
      if (name === undefined) atomIds.set(text, (name = atomIds.size));
      return (atomNames[atom.id] = name);
    },
    accepts: ({ atoms }) => atoms.length === 0,
  };
}
