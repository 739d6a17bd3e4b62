import type { Document, Node } from '../../document/document.ts';
import type { Documents, Resolution } from '../../document/documents.ts';
import { child, isObjectNode } from '../../document/node.ts';
import { createDescendants, type Descendants } from '../components.ts';
import { dialectRules } from '../dialects.ts';
import type { Schema, Shape } from './algebra.ts';
import type { Draft, Manner, Variant } from './draft.ts';
import * as read from './keywords.ts';
import { anything, nothing, nulls, type Kinds } from './kinds.ts';
import { addTagging } from './tagging.ts';
import { taggingOf, type Tagging } from './tags.ts';
import { tokenOf } from './values.ts';

/** What reading Schema Objects needs of its builder. */
export interface ReaderTools {
  readonly documentsOf: (document: Document) => Documents;
  readonly resolve: (reference: string, from: Node) => Resolution;
  readonly nextId: () => number;
  readonly draftOf: (use: Node, like: Manner, variant: Variant) => Draft;
}

/**
 * Takes the tools of a builder; gives what reads one Schema Object, as the variant that a draft stands for, into the
 * draft: its own atoms, its parts, and what is judged of it once its parts are known. Whatever it names is drafted, and
 * not read.
 */
export function createReader({ documentsOf, resolve, nextId, draftOf }: ReaderTools): (draft: Draft) => void {
  const descendants = new Map<Documents, Descendants>();
  const textIds = new Map<string, number>();

  /** What tells a place from every other: the same in the same text, whichever file that is. */
  const placeOf = ({ document: { text }, pointer }: Node): string => {
    const id = textIds.get(text) ?? textIds.size;
    textIds.set(text, id);
    return `${id} ${pointer}`;
  };

  const taggingAt = (node: Node, siblings: boolean): Tagging | undefined => {
    const documents = documentsOf(node.document);
    let known = descendants.get(documents);
    if (known === undefined) descendants.set(documents, (known = createDescendants(documents)));
    return taggingOf(node, documents, known, siblings);
  };

  return (draft) => {
    const { schema: like, variant } = draft;
    const { node, dialect, direction } = like;
    const atom = (shape: Shape, domain: Kinds, keyword: string, place: Node): void => {
      draft.own.push({ id: nextId(), shape, domain, keyword, place, holder: node });
    };
    const schema = (place: Node, as: Variant = 'whole'): Schema => draftOf(place, like, as).schema;
    const include = (place: Node): void => {
      draft.parts.push(draftOf(place, like, 'whole'));
    };
    const refuse = (reason: string, place: Node): void => {
      // What it means depends on its whole document: only in the same text does it surely mean the same.
      atom({ kind: 'opaque', reason, token: placeOf(place), children: [] }, anything, 'schema', place);
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
      addTagging(draft, tagging, { token: placeOf(tagging.place), nextId, draftOf });
    }
    if (!rules.keywords.has('unevaluatedProperties')) return;
    const [properties, items] = [child(node, 'unevaluatedProperties'), child(node, 'unevaluatedItems')];
    draft.unevaluated = { ...(properties && { properties }), ...(items && { items }) };
    for (const place of [properties, items])
      if (place !== undefined && typeof place.value === 'object') schema(place);
  };
}

/** Whether a description is one schema resource: one text, without `$id` (JSON Schema 2020-12 core, section 8.2.1). */
function isOneResource({ all, root }: Documents): boolean {
  return all.size === 1 && !root.text.includes('$id');
}
