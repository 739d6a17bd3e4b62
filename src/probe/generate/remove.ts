import type { Api, Operation } from '../../openapi/model.ts';
import deletedStillServed from '../checks/deleted-still-served.ts';
import type { Facts } from '../judge/facts.ts';
import type { Draft } from './drafts.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { isSkipped } from './order.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes an API and what sends; deletes what the run has made, the deepest first, and asks for it once more: it must
 * be gone, and deleting it again must not break the provider. Gives what came back.
 */
export async function removeCreated(api: Api, sender: Sender): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  const created = sender.ids.created().toSorted((a, b) => b.values.length - a.values.length);
  const at = (method: string, path: string): Operation | undefined =>
    api.operations.find((one) => one.method === method && shapeOf(one.path) === path && !isSkipped(one));
  for (const { path, values } of created) {
    const remove = at('delete', path);
    if (!remove) continue;
    const read = at('get', path);
    const before = read && (await sender.send(plainDraft(read, values, 'before it is deleted')));
    const removed = await sender.send(plainDraft(remove, values, 'what this run made'));
    if (removed) answers.push(removed);
    const status = removed?.facts.exchange.response?.status ?? 0;
    // 202: it is to be deleted later.
    if (!read || status < 200 || status > 299 || status === 202) continue;
    const gone = await sender.send(plainDraft(read, values, 'after it was deleted'), (facts, collector) => {
      const served = facts.exchange.response?.status ?? 0;
      if (served < 200 || served > 299) return;
      // What says of itself that it has ended is not served as if nothing had happened.
      if (before && bodyOf(before.facts) !== bodyOf(facts)) return;
      collector.reporter(deletedStillServed)({
        message: 'served',
        params: {
          operation: read.key,
          status: String(served),
          deletion: remove.key,
          deleted: String(status),
        },
        at: read.node,
        ...facts.operationName,
      });
    });
    if (gone) answers.push(gone);
    const twice = plainDraft(remove, values, 'what is deleted already');
    const again = await sender.send(twice, breaks(twice));
    if (again) answers.push(again);
  }
  return answers;
}

function bodyOf({ exchange }: Facts): string | undefined {
  const body = exchange.response?.body;
  return body && Buffer.from(body.bytes).toString('latin1');
}

/** Takes an operation without a body, the values of its path parameters, and words for it; gives the request. */
export function plainDraft(operation: Operation, values: readonly unknown[], what: string): Draft {
  const parameters = new Map(pathParameters(operation).map((one, index) => [one, values[index]] as const));
  const one = { operation, parameters, body: undefined, what };
  return { ...one, proof: { kind: 'valid' }, varied: undefined, base: one };
}
