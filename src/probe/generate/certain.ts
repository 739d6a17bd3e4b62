import type { Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { SmallestInstance } from './drafts.ts';
import { keywordsOf } from './keywords.ts';

const deepest = 6;

/**
 * Takes what is judged against, a schema, a sample of it that may be wrong, and what finds small instances; gives it with
 * such in the place of the parts that are wrong, and of the whole where that is wrong still.
 */
export function certainSample(
  context: ProbeContext,
  site: SchemaSite,
  sample: unknown,
  smallest: SmallestInstance,
  depth = 0,
): unknown {
  const { schemas, api } = context;
  if (schemas.accepts(site, sample) === true) return sample;
  const within = (node: Node | undefined, part: unknown): unknown =>
    node ? certainSample(context, { ...site, node }, part, smallest, depth + 1) : part;
  const { properties, items } = keywordsOf(api.documents, site);
  const mended =
    depth >= deepest
      ? sample
      : Array.isArray(sample)
        ? sample.map((item) => within(items, item))
        : isObject(sample)
          ? Object.fromEntries(
              Object.entries(sample).map(([name, part]) => [name, within(properties.get(name), part)]),
            )
          : sample;
  if (mended !== sample && schemas.accepts(site, mended) === true) return mended;
  return smallest(site)?.value ?? sample;
}
