import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import { createDescendants } from '../components.ts';
import type { Discriminator, Engine, Nested, SchemaError } from '../converted.ts';
import type { AddKeyword } from './keyword.ts';
import { tagsOf, type Choice, type Tags } from '../tags.ts';

/** Adds `discriminator`: the tag decides which branch judges, or which schema that extends the base does as well. */
export function addDiscriminate(add: AddKeyword, engine: Engine, documents: Documents): void {
  const descendants = createDescendants(documents);

  const nest = (errors: Nested['errors'] | undefined, frame = engine.frame): SchemaError[] | undefined =>
    errors && [{ keyword: 'discriminate', params: {}, nested: { errors, frame, at: '' } }];

  const judge = (choice: Choice, data: unknown): SchemaError[] | undefined => {
    if (choice.kind === 'base') return undefined;
    if (choice.kind === 'branch') return nest(engine.errorsOf(choice.schema, data));
    const { unit } = choice;
    return nest(engine.run(unit, data), { unit, data, parent: engine.frame });
  };

  /** Whether this base is looked at on behalf of a schema that extends it: which one is then settled. */
  const settled = ({ extensions }: Tags, data: unknown): boolean => {
    for (let frame = engine.frame; frame && frame.data === data; frame = frame.parent) {
      if (extensions.has(frame.unit.node.value)) return true;
    }
    return false;
  };

  add<() => Discriminator>('discriminate', undefined, (value) => {
    let tags: Tags | undefined;
    return (data) => {
      const discriminator = value();
      const { property, union } = discriminator;
      // A value without members has no tag: null beside tagged objects, for one.
      if (!isObject(data)) return union && nest(engine.errorsOf(union.whole, data));
      tags ??= tagsOf(discriminator, documents, descendants, engine);
      if (tags.byTag.size === 0) return union && nest(engine.errorsOf(union.whole, data));
      if (!union && settled(tags, data)) return undefined;
      const missing = !Object.hasOwn(data, property);
      const tag = missing ? undefined : data[property];
      // A list or an object is the tag of nothing.
      const isTag = tag !== undefined && (typeof tag !== 'object' || tag === null);
      const choice = isTag ? tags.byTag.get(String(tag)) : undefined;
      const judging = choice ?? tags.fallback;
      if (judging) return judge(judging, data);
      return [{ keyword: 'discriminator', params: { property, missing, tag, listed: tags.listed } }];
    };
  });
}
