import type { Operation } from '../../openapi/model.ts';
import ownershipNotEnforced from '../checks/ownership-not-enforced.ts';
import type { Draft } from './drafts.ts';
import { shapeOf } from './path-templates.ts';
import { isSafe, isSkipped } from './order.ts';
import { draftFor, isServed, ownedBy, type Owned } from './owned.ts';
import { plainDraft } from './remove.ts';
import type { Answered, Sender } from './sender.ts';

/** As many resources of one kind are asked for. */
const mostResources = 2;

/**
 * Takes the operations that a second user has credentials for, what sends, whether what this run has made may be deleted by another user, and when to end; asks for
 * what belongs to the user of the run as a second user, who must be refused. Gives what came back.
 */
export async function tryOwnership(
  all: readonly Operation[],
  sender: Sender,
  unsafe: boolean,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  const keep = (answered: Answered | undefined): void => void (answered && answers.push(answered));
  const operations = all.filter((one) => !isSkipped(one) && isProtected(one));
  const paths = new Map(operations.flatMap(resourcePaths).map((path) => [shapeOf(path), path]));
  for (const [shape, path] of paths) {
    if (spent()) break;
    const collection = shape.replace(/\/\{\}$/, '');
    const list = operations.find(({ method, path: one }) => method === 'get' && shapeOf(one) === collection);
    const owned = await ownedBy(path, list, sender);
    if (!owned) continue;
    for (const operation of operations) {
      const below = shapeOf(operation.path);
      if (!isSafe(operation) || (below !== shape && !below.startsWith(`${shape}/`))) continue;
      keep(await read(operation, owned, sender, spent));
    }
    const remove = operations.find(({ method, path: one }) => method === 'delete' && shapeOf(one) === shape);
    if (unsafe && remove) keep(await removeForeign(remove, all, owned, sender));
  }
  return answers;
}

/** What it answers may belong to somebody: only those with credentials are somebody. */
function isProtected({ security }: Operation): boolean {
  const alternatives = security?.alternatives ?? [];
  return alternatives.length > 0 && alternatives.every(({ schemes }) => schemes.length > 0);
}

/** Of `/titles/{id}/chapters/{number}/text`, what leads to one title and to one chapter. */
function resourcePaths({ path }: Operation): string[] {
  return [...path.matchAll(/\/\{[^{}]*\}(?=\/|$)/g)].map(({ index, 0: found }) =>
    path.slice(0, index + found.length),
  );
}

/** Asks for resources as the user whose they are, and where that is served, as the other. */
async function read(
  operation: Operation,
  owned: Owned,
  sender: Sender,
  spent: () => boolean,
): Promise<Answered | undefined> {
  const seen = sender.allowed(operation);
  if (!seen || (!owned.list && !forbids(operation))) return undefined;
  let last: Answered | undefined;
  for (const values of owned.resources.slice(0, mostResources)) {
    if (spent()) return last;
    const draft: Draft = { ...draftFor(seen, values), what: 'what belongs to its user' };
    const mine = await sender.send(draft);
    if (!isServed(mine?.facts.exchange.response?.status)) continue;
    const foreign: Draft = { ...draft, what: 'what belongs to another user' };
    last = await sender.send(
      foreign,
      (facts, collector) => {
        const status = facts.exchange.response?.status;
        if (!isServed(status)) return;
        const params = { operation: operation.key, status: String(status) };
        const place = { at: operation.node, ...facts.operationName };
        const report = collector.reporter(ownershipNotEnforced);
        if (owned.list)
          report({
            message: 'listed',
            params: { ...params, list: owned.list.key },
            related: [{ message: 'the list', at: owned.list.node }],
            ...place,
          });
        else report({ message: 'created', params, ...place });
      },
      'other',
    );
    if (isServed(last?.facts.exchange.response?.status)) return last;
  }
  return last;
}

/** Without a list that tells whose a resource is, the contract has to say that somebody may be refused. */
function forbids({ responses }: Operation): boolean {
  return responses.has('403');
}

/** Deletes, as the other user, what this run has made: it must be there afterwards. */
async function removeForeign(
  remove: Operation,
  all: readonly Operation[],
  owned: Owned,
  sender: Sender,
): Promise<Answered | undefined> {
  const shape = shapeOf(owned.path);
  const get = all.find(({ method, path }) => method === 'get' && shapeOf(path) === shape);
  const created = sender.ids
    .created()
    .filter((one) => one.path === shape)
    .map(({ values }) => values);
  const isOwned = (values: readonly unknown[]): boolean =>
    owned.resources.some((one) => JSON.stringify(one) === JSON.stringify(values));
  const values = created.find(isOwned);
  if (!values || !get || (!owned.list && !forbids(remove))) return undefined;
  const reading = plainDraft(get, values, 'what this run made');
  if (!isServed((await sender.send(reading))?.facts.exchange.response?.status)) return undefined;
  const removing = plainDraft(remove, values, 'what another user has made');
  const answered = await sender.send(removing, undefined, 'other');
  if (!isServed(answered?.facts.exchange.response?.status)) return answered;
  const reason = owned.list ? `${owned.list.key} does not show to that user` : 'that user has not created';
  return sender.send({ ...reading, what: 'after another user deleted it' }, (facts, collector) => {
    const status = facts.exchange.response?.status;
    // Some answer 204 whatever they find, and delete nothing.
    if (status !== 404 && status !== 410) return;
    sender.ids.forget(owned.path, values);
    collector.reporter(ownershipNotEnforced)({
      message: 'deleted',
      params: { operation: remove.key, reason },
      at: remove.node,
      ...facts.operationName,
    });
  });
}
