import type { Facts } from '../judge/facts.ts';
import { jsonOf } from './answer-parts.ts';
import { idFromLocation, idOf, objectsOf } from './answered-ids.ts';
import type { Case } from './case.ts';
import { pathParameters } from './path-templates.ts';

/** The id of a resource, and what it is called. */
export interface Owner {
  readonly name: string;
  readonly id: string;
}

/**
 * Takes a request that was served and what is known of its answer; gives the ids of what the answer says was made, else
 * of what the request is about; empty where nobody knows.
 */
export function ownersOf(
  { operation, parameters }: Pick<Case, 'operation' | 'parameters'>,
  facts: Facts,
): readonly Owner[] {
  if (operation.method === 'post') {
    const ids = objectsOf(jsonOf(facts)).map(({ object }) => idOf(object, 'id'));
    const located = idFromLocation(facts.exchange, `${operation.path}/{id}`);
    const made = [...ids, located].filter((id) => id !== undefined);
    if (made.length > 0) return made.map((id) => ({ name: 'id', id: String(id) }));
  }
  const last = pathParameters(operation).at(-1);
  return last ? [{ name: last.name, id: String(parameters.get(last)) }] : [];
}
