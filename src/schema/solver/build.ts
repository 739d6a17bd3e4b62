import type { Document, Node } from '../../document/document.ts';
import type { Documents, Resolution } from '../../document/documents.ts';
import { child, isObjectNode, rootNode } from '../../document/node.ts';
import type { Dialect, SchemaSite } from '../../openapi/model.ts';
import { createDescendants, type Descendants } from '../components.ts';
import { dialectRules } from '../dialects.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import { declareNames, type Declared } from './declared.ts';
import { anything, arrays, nothing, nulls, objects, type Kinds } from './kinds.ts';
import * as read from './keywords.ts';
import { addWithheld, flatAtoms, type Draft, type Manner, type Variant } from './draft.ts';
import { readFromText } from './textual.ts';
import { addTagging } from './tagging.ts';
import { taggingOf, type Tagging } from './tags.ts';
import { unevaluatedShapes } from './unevaluated.ts';
import { tokenOf } from './values.ts';

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
  const descendants = new Map<Documents, Descendants>();
  const drafts: Draft[] = [];
  const schemas: Schema[] = [];
  const known = new Map<Document, Map<unknown, Map<string, Draft>>>();
  const pending: Draft[] = [];
  const unread = new Set<Draft>();
  const withheld = new Set<Schema>();
  const textIds = new Map<string, number>();
  let atoms = 0;

  const textIdOf = ({ text }: Document): number => {
    const id = textIds.get(text) ?? textIds.size;
    textIds.set(text, id);
    return id;
  };

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

  const readDraft = (draft: Draft): void => {
    if (!unread.delete(draft)) return;
    const { schema: like, variant } = draft;
    const { node, dialect, direction } = like;
    const atom = (shape: Shape, domain: Kinds, keyword: string, place: Node): void => {
      draft.own.push({ id: atoms++, shape, domain, keyword, place, holder: node });
    };
    const schema = (place: Node, as: Variant = 'whole'): Schema => draftOf(place, like, as).schema;
    const include = (place: Node): void => {
      draft.parts.push(draftOf(place, like, 'whole'));
    };
    const refuse = (reason: string, place: Node): void => {
      // What it means depends on its whole document: only in the same text does it surely mean the same.
      const token = `${textIdOf(place.document)} ${place.pointer}`;
      atom({ kind: 'opaque', reason, token, children: [] }, anything, 'schema', place);
    };

    // The place of such a schema is the keyword `nullable`, whose value is no schema.
    if (variant === 'null') return atom({ kind: 'types', kinds: nulls }, anything, 'nullable', node);
    if (variant.startsWith('tag') || variant === 'always' || node.value === true) return;
    if (node.value === false) return atom({ kind: 'types', kinds: nothing }, anything, 'false', node);
    const rules = dialectRules(dialect);
    if (rules === undefined || !isObjectNode(node)) return refuse('its dialect is not known', node);

    const misused = (keyword: string, place: Node): void => {
      const reason = `${keyword} has a value that it cannot have`;
      const token = `${keyword} ${tokenOf(place)}`;
      atom({ kind: 'opaque', reason, token, children: [] }, anything, keyword, place);
    };
    const sink: read.Sink = { atom, misused, schema, include, always: (place) => schema(place, 'always') };
    const reference = child(node, '$ref');
    if (typeof reference?.value === 'string') {
      const found = resolve(reference.value, reference);
      if (found.kind === 'found') include(found.node);
      else refuse(`$ref leads nowhere: ${found.reason}`, reference);
      if (!rules.refSiblings) return;
    }
    for (const keyword of ['$dynamicRef', '$recursiveRef']) {
      const dynamic = rules.resources ? child(node, keyword) : undefined;
      if (typeof dynamic?.value !== 'string') continue;
      const found = resolve(dynamic.value, dynamic);
      // Within a single resource there is but one place that it can lead to.
      if (found.kind === 'found' && isOneResource(documentsOf(node.document))) include(found.node);
      else refuse(`${keyword} depends on who refers to it`, dynamic);
    }
    const access = child(node, direction === 'request' ? 'readOnly' : 'writeOnly');
    if (access?.value === true) draft.withheld = true;

    if (variant !== 'not-null') {
      read.readType(node, dialect, sink);
      read.readValues(node, dialect, sink);
      const nullable = read.nullableAt(node, dialect);
      if (nullable !== undefined && read.blocksNull.some((keyword) => child(node, keyword) !== undefined)) {
        const children = [schema(nullable, 'null'), schema(node, 'not-null')];
        return atom({ kind: 'anyOf', children }, anything, 'nullable', node);
      }
    }
    read.readNumbers(node, dialect, sink);
    read.readStrings(node, sink);
    read.readArrays(node, dialect, sink);
    read.readObjects(node, dialect, sink);
    const tagging = rules.keywords.has('discriminator') ? taggingAt(node, rules.refSiblings) : undefined;
    read.readApplicators(node, dialect, sink, tagging);
    if (tagging !== undefined) {
      const token = `${textIdOf(tagging.place.document)} ${tagging.place.pointer}`;
      addTagging(draft, tagging, { token, nextId: () => atoms++, draftOf });
    }
    if (!rules.keywords.has('unevaluatedProperties')) return;
    const [properties, items] = [child(node, 'unevaluatedProperties'), child(node, 'unevaluatedItems')];
    draft.unevaluated = { ...(properties && { properties }), ...(items && { items }) };
    for (const place of [properties, items])
      if (place !== undefined && typeof place.value === 'object') schema(place);
  };

  const taggingAt = (node: Node, siblings: boolean): Tagging | undefined => {
    const documents = documentsOf(node.document);
    let known = descendants.get(documents);
    if (known === undefined) descendants.set(documents, (known = createDescendants(documents)));
    return taggingOf(node, documents, known, siblings);
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

/** Whether a description is one schema resource: one text, without `$id` (JSON Schema 2020-12 core, section 8.2.1). */
function isOneResource({ all, root }: Documents): boolean {
  return all.size === 1 && !root.text.includes('$id');
}

/**
 * `readOnly` properties are no part of a request and `writeOnly` ones no part of a response (OpenAPI 3.0.3, "Schema
 * Object"): neither their schema nor their `required` counts there.
 */
function withoutWithheld(atoms: readonly Atom[], withheld: ReadonlySet<Schema>): readonly Atom[] {
  const names = new Set<string>();
  for (const { shape } of atoms)
    if (shape.kind === 'property' && withheld.has(shape.child)) names.add(shape.name);
  if (names.size === 0) return atoms;
  return atoms.filter(
    ({ shape }) => !((shape.kind === 'property' || shape.kind === 'required') && names.has(shape.name)),
  );
}
