import type { Api, Operation } from '../../openapi/model.ts';
import deletedStillServed from '../checks/deleted-still-served.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Facts } from '../judge/facts.ts';
import type { Draft } from './drafts.ts';
import { freshDraft } from './fresh.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { isSkipped } from './order.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes what is judged against and what sends; deletes what the run has made, the deepest first, and asks for it once
 * more: it must be gone, and deleting it again must not break the provider. Of what is not deleted for what depends on
 * it, another is made and deleted, on which nothing does. Gives what came back.
 */
export async function removeCreated(context: ProbeContext, sender: Sender): Promise<readonly Answered[]> {
  const { api } = context;
  const answers: Answered[] = [];
  const removed = new Set<string>();
  const remove = async (path: string, values: readonly unknown[]): Promise<void> => {
    const { came, served } = await removeOne(api, path, values, sender);
    answers.push(...came);
    if (served) removed.add(path);
  };
  const created = sender.ids.created().toSorted((a, b) => b.values.length - a.values.length);
  for (const { path, values } of created) await remove(path, values);
  for (const path of new Set(created.map((one) => one.path))) {
    const collection = path.replace(/\/\{\}$/, '');
    const make = operationAt(api, 'post', collection);
    const making = make && sender.allowed(make);
    if (removed.has(path) || !making || !operationAt(api, 'delete', path)) continue;
    const before = new Set(sender.ids.created());
    const made = await sender.send(freshDraft(context, making, sender.ids));
    if (!made) continue;
    answers.push(made);
    const known = new Set([...before].map(({ values }) => JSON.stringify(values)));
    for (const one of sender.ids.created())
      if (one.path === path && !known.has(JSON.stringify(one.values))) await remove(path, one.values);
  }
  return answers;
}

function operationAt({ operations }: Api, method: string, path: string): Operation | undefined {
  return operations.find((one) => one.method === method && shapeOf(one.path) === path && !isSkipped(one));
}

/** Deletes one thing; gives what came back, and whether it was deleted. */
async function removeOne(
  api: Api,
  path: string,
  values: readonly unknown[],
  sender: Sender,
): Promise<{ readonly came: readonly Answered[]; readonly served: boolean }> {
  const remove = operationAt(api, 'delete', path);
  if (!remove) return { came: [], served: false };
  const came: Answered[] = [];
  const read = operationAt(api, 'get', path);
  const before = read && (await sender.send(plainDraft(read, values, 'before it is deleted')));
  const removed = await sender.send(plainDraft(remove, values, 'what this run made'));
  if (removed) came.push(removed);
  const status = removed?.facts.exchange.response?.status ?? 0;
  const served = status >= 200 && status < 300;
  // 202: it is to be deleted later.
  if (!read || !served || status === 202) return { came, served };
  const gone = await sender.send(plainDraft(read, values, 'after it was deleted'), (facts, collector) => {
    const found = facts.exchange.response?.status ?? 0;
    if (found < 200 || found > 299) return;
    // What says of itself that it has ended is not served as if nothing had happened.
    if (before && bodyOf(before.facts) !== bodyOf(facts)) return;
    collector.reporter(deletedStillServed)({
      message: 'served',
      params: {
        operation: read.key,
        status: String(found),
        deletion: remove.key,
        deleted: String(status),
      },
      at: read.node,
      ...facts.operationName,
    });
  });
  if (gone) came.push(gone);
  const twice = plainDraft(remove, values, 'what is deleted already');
  const again = await sender.send(twice, breaks(twice));
  if (again) came.push(again);
  return { came, served };
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
