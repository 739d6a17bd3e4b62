import { isObject } from '../../document/node.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import { proofOf } from './proof.ts';

/**
 * Takes what is judged against, a request that made something, and what is known; gives it with other texts where the
 * contract lets them be any, so that what is to be the only one of its name is made once more.
 */
export function freshDraft(context: ProbeContext, draft: Draft, ids: KnownIds): Draft {
  const { body } = draft;
  if (!body || !isObject(body.value)) return draft;
  let fresh = draft;
  let value = body.value;
  for (const [name, text] of Object.entries(body.value)) {
    // What another thing is known by stays what it is.
    if (typeof text !== 'string' || ids.maker(text) !== undefined) continue;
    // What is as long as it may be ends otherwise.
    for (const other of [`${text}-spare`, `${text.slice(0, -6)}-spare`]) {
      const changed = { ...value, [name]: other };
      const candidate = { ...fresh, body: { ...body, value: changed }, what: 'another of the same kind' };
      if (proofOf(context, candidate).kind !== 'valid') continue;
      fresh = candidate;
      value = changed;
      break;
    }
  }
  return fresh;
}
