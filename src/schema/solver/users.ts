import { childrenOf, type Atom, type Schema } from './algebra.ts';

/** Knows which schemas hold an atom, and which apply a schema. */
export interface Users {
  /** Takes atoms; gives every schema that says one of them, of its values or of parts of them. */
  reaching(atoms: Iterable<Atom>): Set<Schema>;
}

/** Takes a growing list of schemas; gives who uses what in it. */
export function createUsers(schemas: readonly Schema[]): Users {
  const holders = new Map<Atom, Schema[]>();
  const appliers = new Map<Schema, Schema[]>();
  let read = 0;
  const add = <K>(map: Map<K, Schema[]>, key: K, schema: Schema): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [schema]);
    else if (known.at(-1) !== schema) known.push(schema);
  };
  const update = (): void => {
    for (const schema of schemas.slice(read))
      for (const atom of schema.atoms) {
        add(holders, atom, schema);
        for (const part of childrenOf(atom)) add(appliers, part, schema);
      }
    read = schemas.length;
  };
  return {
    reaching(atoms) {
      update();
      const reached = new Set<Schema>();
      for (const atom of atoms) for (const schema of holders.get(atom) ?? []) reached.add(schema);
      for (const schema of reached) for (const user of appliers.get(schema) ?? []) reached.add(user);
      return reached;
    },
  };
}
