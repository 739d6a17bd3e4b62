import type { Document, Node } from '../../document/document.ts';
import type { Documents, Resolution } from '../../document/documents.ts';
import { child, isObjectNode, rootNode } from '../../document/node.ts';
import type { Dialect, SchemaSite } from '../../openapi/model.ts';
import { dialectRules } from '../dialects.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import { declareNames, type Declared } from './declared.ts';
import { arrays, objects, type Kinds } from './kinds.ts';
import { addWithheld, flatAtoms, withoutWithheld, type Draft, type Manner, type Variant } from './draft.ts';
import { createReader } from './read.ts';
import { readFromText } from './textual.ts';
import { unevaluatedShapes } from './unevaluated.ts';

/** Makes the algebra of schemas when they are asked for, each Schema Object once. */
export interface Builder {
  /**
   * Takes a site, and whether its values are read from text; gives its schema, with everything that can be reached
   * from it built too.
   */
  build(site: SchemaSite, textual?: boolean): Schema;
  /** Every schema built so far, by id. */
  readonly schemas: readonly Schema[];
  /** Makes an atom that stands in no schema. */
  makeAtom(shape: Shape, domain: Kinds): Atom;
  /** Makes a schema that says only some of the atoms of another, which it stands for otherwise. */
  partOf(schema: Schema, atoms: readonly Atom[]): Schema;
}

type Mutable = { -readonly [Key in keyof Schema]: Schema[Key] };

/**
 * Takes how to find what a document belongs to; gives a builder. References that lead nowhere become opaque atoms.
 * With `onDemand`, what can be reached from a schema is built when it is first looked at.
 */
export function createBuilder(
  documentsOf: (document: Document) => Documents,
  onDemand: boolean = false,
): Builder {
  const resolve = (reference: string, from: Node): Resolution =>
    documentsOf(from.document).resolve(reference, from);
  const drafts: Draft[] = [];
  const schemas: Schema[] = [];
  const known = new Map<Document, Map<unknown, Map<string, Draft>>>();
  const pending: Draft[] = [];
  const unread = new Set<Draft>();
  const withheld = new Set<Schema>();
  let atoms = 0;

  /** Follows a schema that is nothing but a `$ref`, so that all its uses are one schema. */
  const target = (node: Node, dialect: Dialect): Node => {
    const alone = dialectRules(dialect)?.refSiblings === false;
    const seen = new Set<unknown>();
    for (let at = node; ;) {
      const reference = child(at, '$ref');
      if (typeof reference?.value !== 'string' || seen.has(at.value)) return node;
      if (!alone && isObjectNode(at) && Object.keys(at.value).length > 1) return at;
      seen.add(at.value);
      const found = resolve(reference.value, reference);
      if (found.kind !== 'found' || typeof found.node.value !== 'object') return at;
      if (!isObjectNode(found.node) || !Object.hasOwn(found.node.value, '$ref')) return found.node;
      at = found.node;
    }
  };

  const draftOf = (use: Node, like: Manner, variant: Variant): Draft => {
    const { dialect, direction, textual } = like;
    const node = variant === 'whole' ? target(use, dialect) : use;
    // By the value itself: behind YAML aliases one value stands at any number of places.
    const at = isObjectNode(node) ? node.value : node.pointer;
    const places = entry(known, node.document, () => new Map<unknown, Map<string, Draft>>());
    const drafted = entry(places, at, () => new Map<string, Draft>());
    const key = `${dialect}|${direction}|${textual}|${variant}`;
    const found = drafted.get(key);
    if (found !== undefined) return found;
    const whole = variant === 'whole';
    const base = { id: schemas.length, node, dialect, direction, textual, whole };
    const schema: Schema = onDemand
      ? completedLate(base, () => complete(draft))
      : { ...base, atoms: [], names: new Set(), open: false };
    const draft: Draft = { schema, variant, own: [], parts: [], withheld: false, unevaluated: {} };
    drafted.set(key, draft);
    drafts.push(draft);
    schemas.push(schema);
    unread.add(draft);
    if (!onDemand) pending.push(draft);
    return draft;
  };

  const readWritten = createReader({ documentsOf, resolve, nextId: () => atoms++, draftOf });
  const readDraft = (draft: Draft): void => {
    if (unread.delete(draft)) readWritten(draft);
  };

  const addUnevaluated = (draft: Draft): void => {
    for (const keyword of ['properties', 'items'] as const) {
      const place = draft.unevaluated[keyword];
      if (place === undefined || place.value === true) continue;
      const rest = draftOf(place, draft.schema, 'whole').schema;
      const domain = keyword === 'items' ? arrays : objects;
      for (const shape of unevaluatedShapes(keyword, draft, rest, drafts)) {
        const name = keyword === 'items' ? 'unevaluatedItems' : 'unevaluatedProperties';
        draft.own.push({ id: atoms++, shape, domain, keyword: name, place, holder: draft.schema.node });
      }
    }
  };

  const flatten = (from: number): void => {
    const added = drafts.slice(from);
    for (const draft of added) addUnevaluated(draft);
    readPending();
    const all = drafts.slice(from);
    addWithheld(withheld, all);
    for (const draft of all) {
      const flat = withoutWithheld(flatAtoms(draft), withheld);
      (draft.schema as Mutable).atoms = draft.schema.textual ? readFromText(flat, () => atoms++) : flat;
    }
    const declared = new Map<Schema, Declared>();
    for (const { schema } of all) {
      const { names, open } = declareNames(schema, declared);
      (schema as Mutable).names = names;
      (schema as Mutable).open = open;
    }
  };
  const readPending = (): void => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) readDraft(next);
  };

  /** Reads a draft and all that it includes. */
  const readThrough = (draft: Draft): readonly Draft[] => {
    const seen = new Set([draft]);
    for (const one of seen) {
      readDraft(one);
      for (const part of one.parts) seen.add(part);
    }
    return [...seen];
  };
  const judged = new Set<Draft>();
  const complete = (draft: Draft): readonly Atom[] => {
    for (const part of readThrough(draft)) {
      if (judged.has(part)) continue;
      judged.add(part);
      readThrough(part);
      addUnevaluated(part);
    }
    const flat = flatAtoms(draft);
    for (const { shape } of flat) {
      const property = shape.kind === 'property' ? drafts[shape.child.id] : undefined;
      if (property && readThrough(property).some((part) => part.withheld)) withheld.add(property.schema);
    }
    const sent = withoutWithheld(flat, withheld);
    return draft.schema.textual ? readFromText(sent, () => atoms++) : sent;
  };

  return {
    schemas,
    makeAtom: (shape, domain) => ({ ...nowhere, id: atoms++, shape, domain }),
    partOf(schema, own) {
      const part: Schema = { ...schema, id: schemas.length, atoms: own };
      const draft: Draft = {
        ...{ schema: part, variant: 'whole', own: [...own], parts: [] },
        ...{ withheld: false, unevaluated: {} },
      };
      drafts.push(draft);
      schemas.push(part);
      return part;
    },
    build(site, textual = false) {
      const from = drafts.length;
      const { schema } = draftOf(site.node, { ...site, textual }, 'whole');
      if (drafts.length > from && !onDemand) {
        readPending();
        flatten(from);
      }
      return schema;
    },
  };
}

const emptyDocument: Document = {
  uri: '',
  text: '',
  format: 'json',
  sound: false,
  value: true,
  locate: (pointer) => ({
    uri: '',
    pointer,
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
  }),
  span: () => ({ start: 0, end: 0 }),
};
const nowhere = { keyword: '', place: rootNode(emptyDocument), holder: rootNode(emptyDocument) };

/** Takes a schema without what it says, and what finds that out; gives the schema, which asks once and when it has to. */
function completedLate(
  base: Omit<Schema, 'atoms' | 'names' | 'open'>,
  complete: () => readonly Atom[],
): Schema {
  let atoms: readonly Atom[] | undefined;
  let declared: Declared | undefined;
  const schema: Schema = {
    ...base,
    get atoms() {
      return (atoms ??= complete());
    },
    get names() {
      return (declared ??= declareNames(schema, new Map())).names;
    },
    get open() {
      return (declared ??= declareNames(schema, new Map())).open;
    },
  };
  return schema;
}

/** Gives the entry of a map, made where there is none yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}
