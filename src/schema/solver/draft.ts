import type { Node } from '../../document/document.ts';
import type { Atom, Schema } from './algebra.ts';

/** Which part of what is written at a place a schema stands for. */
export type Variant = 'whole' | 'not-null' | 'null' | 'always' | `tagged ${number}` | `tags ${number}`;

/** How schemas are read, which is the same for a schema and all that can be reached from it. */
export type Manner = Pick<Schema, 'dialect' | 'direction' | 'textual'>;

/** One Schema Object as read, before what `allOf` and `$ref` lead to is flattened into it. */
export interface Draft {
  readonly schema: Schema;
  readonly variant: Variant;
  readonly own: Atom[];
  readonly parts: Draft[];
  /** Whether it is marked as not sent in its direction. */
  withheld: boolean;
  /** What the tag of a base schema asks for, but within the schemas that extend it. */
  base?: { readonly atoms: readonly Atom[]; readonly extensions: ReadonlySet<unknown> };
  /** `unevaluatedProperties` and `unevaluatedItems`, judged once its parts are known. */
  unevaluated: { readonly properties?: Node; readonly items?: Node };
}

/** Takes a draft; gives it and all that it includes, however far, each once. */
export function reachable(draft: Draft): readonly Draft[] {
  if (draft.parts.length === 0) return [draft];
  const seen = new Set<Draft>([draft]);
  // A set is walked in the order of insertion, and what is added on the way is walked too.
  for (const one of seen) for (const part of one.parts) seen.add(part);
  return [...seen];
}

/** Takes a draft; gives the atoms of it and of all that it includes. */
export function flatAtoms(draft: Draft): readonly Atom[] {
  if (draft.parts.length === 0 && draft.base === undefined) return draft.own;
  const parts = reachable(draft);
  return parts.flatMap(({ own, base }) => {
    if (base === undefined) return own;
    const settled = parts.some(({ schema }) => base.extensions.has(schema.node.value));
    return settled ? own : [...own, ...base.atoms];
  });
}

/** Takes new drafts; adds those that are marked as not sent, or include one that is. */
export function addWithheld(withheld: Set<Schema>, drafts: readonly Draft[]): void {
  const users = new Map<Schema, Schema[]>();
  const added = new Set<Schema>();
  for (const draft of drafts) {
    if (draft.withheld || draft.parts.some(({ schema }) => withheld.has(schema))) added.add(draft.schema);
    for (const { schema } of draft.parts) {
      const known = users.get(schema);
      if (known === undefined) users.set(schema, [draft.schema]);
      else known.push(draft.schema);
    }
  }
  for (const schema of added) {
    withheld.add(schema);
    for (const user of users.get(schema) ?? []) added.add(user);
  }
}

/**
 * Takes atoms of a schema, and the schemas that are marked as not sent; gives the atoms that are left. `readOnly`
 * properties are no part of a request and `writeOnly` ones no part of a response (OpenAPI 3.0.3, "Schema Object"):
 * neither their schema nor their `required` counts there.
 */
export function withoutWithheld(atoms: readonly Atom[], withheld: ReadonlySet<Schema>): readonly Atom[] {
  const names = new Set<string>();
  for (const { shape } of atoms)
    if (shape.kind === 'property' && withheld.has(shape.child)) names.add(shape.name);
  if (names.size === 0) return atoms;
  return atoms.filter(
    ({ shape }) => !((shape.kind === 'property' || shape.kind === 'required') && names.has(shape.name)),
  );
}
