import type { Operation } from '../../openapi/model.ts';
import ownershipNotEnforced from '../checks/ownership-not-enforced.ts';
import type { ProbeContext } from '../judge/context.ts';
import { jsonOf, statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { freshDraft } from './fresh.ts';
import { draftFor, isServed, type Owned } from './owned.ts';
import { shapeOf } from './path-templates.ts';
import { plainDraft } from './remove.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes an operation; gives whether its contract says that somebody may be refused: without a list that tells whose a
 * resource is, it has to.
 */
export function forbids({ responses }: Operation): boolean {
  return responses.has('403');
}

/** What this run has made and its user has alone, and what reads it. */
async function createdBy(
  all: readonly Operation[],
  owned: Owned,
  changing: Operation,
  sender: Sender,
): Promise<
  { readonly values: readonly unknown[]; readonly reading: Draft; readonly read: Answered } | undefined
> {
  const shape = shapeOf(owned.path);
  const get = all.find(({ method, path }) => method === 'get' && shapeOf(path) === shape);
  const isOwned = (values: readonly unknown[]): boolean =>
    owned.resources.some((one) => JSON.stringify(one) === JSON.stringify(values));
  const found = sender.ids.created().find(({ path, values }) => path === shape && isOwned(values));
  if (!found || !get || (!owned.list && !forbids(changing))) return undefined;
  const reading = plainDraft(get, found.values, 'what this run made');
  const read = await sender.send(reading);
  return read && isServed(statusOf(read)) ? { values: found.values, reading, read } : undefined;
}

function reasonFor({ list }: Owned): string {
  return list ? `${list.key} does not show to that user` : 'that user has not created';
}

/**
 * Takes what is judged against, what changes a resource, all operations, what belongs to the user of the run, and what
 * sends; changes, as the other user, what this run has made: it must be as it was afterwards. Gives what came back.
 */
export async function changeForeign(
  context: ProbeContext,
  update: Operation,
  all: readonly Operation[],
  owned: Owned,
  sender: Sender,
): Promise<Answered | undefined> {
  const allowed = sender.allowed(update);
  const mine = allowed && (await createdBy(all, owned, update, sender));
  if (!mine) return undefined;
  const { reading, read, values } = mine;
  // What is read otherwise each time tells nothing.
  const again = await sender.send(reading);
  const before = JSON.stringify(jsonOf(read.facts));
  if (!again || before === undefined || JSON.stringify(jsonOf(again.facts)) !== before) return undefined;
  const changing = {
    ...freshDraft(context, draftFor(allowed, values), sender.ids),
    what: 'what another user has made',
  };
  const answered = await sender.send(changing, undefined, 'other');
  if (!isServed(statusOf(answered))) return answered;
  return sender.send({ ...reading, what: 'after another user changed it' }, (facts, collector) => {
    if (!isServed(facts.exchange.response?.status)) return;
    // Some answer 200 whatever they find, and change nothing.
    if (JSON.stringify(jsonOf(facts)) === before) return;
    collector.reporter(ownershipNotEnforced)({
      message: 'changed',
      params: { operation: update.key, reason: reasonFor(owned) },
      at: update.node,
      ...facts.operationName,
    });
  });
}

/**
 * Takes what deletes a resource, all operations, what belongs to the user of the run, and what sends; deletes, as the
 * other user, what this run has made: it must be there afterwards. Gives what came back.
 */
export async function removeForeign(
  remove: Operation,
  all: readonly Operation[],
  owned: Owned,
  sender: Sender,
): Promise<Answered | undefined> {
  const mine = await createdBy(all, owned, remove, sender);
  if (!mine) return undefined;
  const { values, reading } = mine;
  const removing = plainDraft(remove, values, 'what another user has made');
  const answered = await sender.send(removing, undefined, 'other');
  if (!isServed(answered?.facts.exchange.response?.status)) return answered;
  return sender.send({ ...reading, what: 'after another user deleted it' }, (facts, collector) => {
    const status = facts.exchange.response?.status;
    // Some answer 204 whatever they find, and delete nothing.
    if (status !== 404 && status !== 410) return;
    sender.ids.forget(owned.path, values);
    collector.reporter(ownershipNotEnforced)({
      message: 'deleted',
      params: { operation: remove.key, reason: reasonFor(owned) },
      at: remove.node,
      ...facts.operationName,
    });
  });
}
