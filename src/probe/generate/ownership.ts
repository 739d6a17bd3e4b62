import type { Operation } from '../../openapi/model.ts';
import ownershipNotEnforced from '../checks/ownership-not-enforced.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Draft } from './drafts.ts';
import { changeForeign, forbids, removeForeign } from './foreign-changes.ts';
import { shapeOf } from './path-templates.ts';
import { isSafe, isSkipped } from './order.ts';
import { draftFor, isServed, ownedBy, type Owned } from './owned.ts';
import type { Answered, Sender } from './sender.ts';

/** As many resources of one kind are asked for. */
const mostResources = 2;

/**
 * Takes what is judged against, the operations that a second user has credentials for, what sends, whether what this run
 * has made may be changed and deleted by another user, and when to end; asks for what belongs to the user of the run as a
 * second user, who must be refused. Gives what came back.
 */
export async function tryOwnership(
  context: ProbeContext,
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
    if (unsafe)
      for (const update of updatesOf(operations, shape))
        keep(await changeForeign(context, update, all, owned, sender));
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

/** What changes a resource itself. */
function updatesOf(operations: readonly Operation[], shape: string): readonly Operation[] {
  return operations.filter(
    ({ method, path }) => (method === 'put' || method === 'patch') && shapeOf(path) === shape,
  );
}
