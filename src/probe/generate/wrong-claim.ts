import { child, isObject } from '../../document/node.ts';
import claimNotHonoured from '../checks/claim-not-honoured.ts';
import { normal } from './answered-ids.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import { isServed } from './owned.ts';
import { pathParameters } from './path-templates.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes a request that was served and what sends; sends it again with another token in the place of the one that its
 * thing was handed out with, undefined where it has none. Gives what came back.
 */
export async function tryWrongClaim(draft: Draft, sender: Sender): Promise<Answered | undefined> {
  const { operation, body } = draft;
  const name = claimOf(draft, sender.ids);
  if (name === undefined || !body || !isObject(body.value)) return undefined;
  const value = { ...body.value, [name]: made(String(body.value[name])) };
  const wrong: Draft = { ...draft, body: { ...body, value }, what: `with a made-up ${name}` };
  return sender.send(wrong, (facts, collector) => {
    const status = facts.exchange.response?.status;
    const report = collector.reporter(claimNotHonoured);
    const params = { operation: operation.key, name, status: String(status) };
    const refusal = operation.responses.get('403');
    const description = refusal && child(refusal.node, 'description');
    const promise = typeof description?.value === 'string' ? description.value.trim() : '';
    if (isServed(status)) report({ message: 'accepted', params, at: operation.node, ...facts.operationName });
    // Only where the contract speaks of the token there: some answer 404 to whoever may not know what there is.
    else if (status === 404 && description && normal(promise).includes(normal(name)))
      report({ message: 'missing', params: { ...params, promise }, at: description, ...facts.operationName });
  });
}

/** The member of the body that tells the claim on what the path leads to. */
function claimOf({ operation, parameters, body }: Draft, ids: KnownIds): string | undefined {
  const last = pathParameters(operation).at(-1);
  const lease = last && ids.lease(parameters.get(last));
  if (lease === undefined || !isObject(body?.value)) return undefined;
  return Object.entries(body.value).find(([, value]) => value === lease)?.[0];
}

/** A token of the same length and characters. */
function made(token: string): string {
  return token.slice(0, 4) + [...token.slice(4)].reverse().join('');
}
