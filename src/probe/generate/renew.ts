import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import { isReference } from './references.ts';

/** What was asked for may be used up, gone or busy: statuses that another of its kind need not be answered with. */
const usedUp = new Set([404, 409, 410]);

/**
 * Takes a request that was made up, the status of its answer, and what is known; gives the operations that made what
 * it names, where another of that may be served. Of what a release can be started once, the second is to be prepared.
 */
export function makersOf(draft: Draft, status: number, ids: KnownIds): readonly Operation[] {
  if (draft.proof.kind !== 'valid' || !usedUp.has(status)) return [];
  const named: unknown[] = [];
  for (const [parameter, value] of draft.parameters)
    if (parameter !== draft.varied && (parameter.in === 'path' || isReference(parameter.name)))
      named.push(value);
  if (isObject(draft.body?.value))
    for (const [key, value] of Object.entries(draft.body.value)) if (isReference(key)) named.push(value);
  const makers = new Set(named.flatMap((value) => ids.maker(value) ?? []));
  makers.delete(draft.operation);
  return [...makers];
}
