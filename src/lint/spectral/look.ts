import type { Api } from '../../openapi/model.ts';
import type { Place } from './place.ts';
import { createPlain } from './plain.ts';
import { createQuery, type Query } from './query.ts';
import { createViews, type View } from './view.ts';

/** One way to look at a description, kept for all rules of a run. */
export interface Looking {
  readonly view: View;
  readonly query: Query;
  readonly plain: (place: Place) => unknown;
}

const looked = new WeakMap<Api, { readonly resolved: Looking; readonly unresolved: Looking }>();

/** Takes an API; gives both ways to look at it: with references followed, and as it is written. */
export function lookAt(api: Api): { readonly resolved: Looking; readonly unresolved: Looking } {
  let known = looked.get(api);
  if (known === undefined) {
    const { resolved, unresolved } = createViews(api.documents);
    const followed = createPlain(resolved);
    known = {
      resolved: { view: resolved, query: createQuery(resolved, followed), plain: followed },
      unresolved: {
        view: unresolved,
        query: createQuery(unresolved, ({ value }) => value),
        plain: ({ value }) => value,
      },
    };
    looked.set(api, known);
  }
  return known;
}
