import type { Node } from '../../document/document.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import type { Draft, Manner, Variant } from './draft.ts';
import { anything, objects } from './kinds.ts';
import { valuesOfTag, type Tagging } from './tags.ts';
import { canonical } from './values.ts';

/** What adding a discriminator needs of its builder. */
export interface TaggingTools {
  /** What tells this discriminator from every other. */
  readonly token: string;
  readonly nextId: () => number;
  readonly draftOf: (place: Node, like: Manner, variant: Variant) => Draft;
}

/**
 * Takes a draft and how its discriminator tells objects apart; adds that a tag is required, and that the object is
 * what its tag selects (OpenAPI 3.1 Discriminator Object).
 */
export function addTagging(draft: Draft, tagging: Tagging, { token, nextId, draftOf }: TaggingTools): void {
  const { place, property, groups, extensions, union, fallback } = tagging;
  const like = draft.schema;
  const made = (shape: Shape, domain = objects): Atom => ({
    id: nextId(),
    shape,
    domain,
    keyword: 'discriminator',
    place,
    holder: like.node,
  });
  /** The objects of one group of tags. */
  const tagged = ({ tags, targets }: Tagging['groups'][number], index: number): Schema => {
    const found = draftOf(place, like, `tagged ${index}`);
    if (found.own.length > 0) return found.schema;
    const tag = draftOf(place, like, `tags ${index}`);
    const values = tags.flatMap(valuesOfTag);
    tag.own.push(made({ kind: 'enum', values, texts: new Set(values.map(canonical)) }, anything));
    found.own.push(made({ kind: 'property', name: property, child: tag.schema }));
    const selected = targets.map((target) => draftOf(target, like, 'whole'));
    if (selected.length < 2) for (const one of selected) found.parts.push(one);
    else found.own.push(made({ kind: union ?? 'anyOf', children: selected.map(({ schema }) => schema) }));
    return found.schema;
  };
  const asked = fallback
    ? [made({ kind: 'opaque', reason: 'a missing tag selects a schema', token, children: [] })]
    : [made({ kind: 'required', name: property }), made({ kind: 'anyOf', children: groups.map(tagged) })];
  if (union === undefined) draft.base = { atoms: asked, extensions };
  else for (const one of asked) draft.own.push(one);
}
