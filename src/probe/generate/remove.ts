import type { Api, Operation } from '../../openapi/model.ts';
import deletedStillServed from '../checks/deleted-still-served.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Facts } from '../judge/facts.ts';
import { statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { freshDraft } from './fresh.ts';
import type { Made } from './known-ids.ts';
import type { LeftBehinds } from './left-behind.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { isServed } from './owned.ts';
import { operationAt } from './operation-at.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes what is judged against and what sends; deletes what the run has made, the deepest first, and asks for it once
 * more: it must be gone, and deleting it again must not break the provider. Of what is not deleted for what depends on
 * it, another is made and deleted, on which nothing does. Gives what came back, and notes what is left.
 */
export async function removeCreated(
  context: ProbeContext,
  sender: Sender,
  left: LeftBehinds,
): Promise<readonly Answered[]> {
  const { api } = context;
  const answers: Answered[] = [];
  const removed = new Set<string>();
  const remove = async (made: Made): Promise<void> => {
    const { came, served, why } = await removeOne(api, made, sender);
    answers.push(...came);
    if (served) removed.add(made.path);
    const template = why === undefined ? undefined : templateOf(api, made.path);
    if (template !== undefined && why !== undefined) left.made(template, why);
  };
  const created = sender.ids.created().toSorted((a, b) => b.values.length - a.values.length);
  for (const one of created) await remove(one);
  for (const path of new Set(created.map((one) => one.path))) {
    const collection = path.replace(/\/\{\}$/, '');
    const make = operationAt(api, 'post', collection);
    const making = make && sender.allowed(make);
    if (removed.has(path) || !making || !operationAt(api, 'delete', path)) continue;
    const before = new Set(sender.ids.created());
    const made = await sender.tidy(freshDraft(context, making, sender.ids));
    if (!made) continue;
    answers.push(made);
    const known = new Set([...before].map(({ values }) => JSON.stringify(values)));
    for (const one of sender.ids.created())
      if (one.path === path && !known.has(JSON.stringify(one.values))) await remove(one);
  }
  return answers;
}

/** The path as the contract has it, where it has one that leads to the thing itself. */
function templateOf({ operations }: Api, shape: string): string | undefined {
  return operations.find(({ path }) => shapeOf(path) === shape)?.path;
}

/** What deleting one thing came to. */
interface Removal {
  readonly came: readonly Answered[];
  readonly served: boolean;
  /** Why it is still there, where it is. */
  readonly why?: string;
}

/** Deletes one thing. */
async function removeOne(api: Api, { path, values, renamed }: Made, sender: Sender): Promise<Removal> {
  const remove = operationAt(api, 'delete', path);
  if (!remove) return { came: [], served: false, why: 'no operation deletes it' };
  const came: Answered[] = [];
  const read = operationAt(api, 'get', path);
  const before = read && (await sender.tidy(plainDraft(read, values, 'before it is deleted')));
  const found = statusOf(before);
  if (read && ((renamed === 'to' && !isServed(found)) || (renamed === 'from' && isGone(found))))
    return { came, served: false };
  const removed = await sender.tidy(plainDraft(remove, values, 'what this run made'));
  const status = statusOf(removed);
  // What has gone with what it belonged to is deleted to be certain, and that says nothing of the provider.
  const went = isGone(found) && isGone(status);
  if (removed && !went) came.push(removed);
  const served = isServed(status);
  // 202: it is to be deleted later.
  if (!served && !isGone(status))
    return { came, served, why: `${remove.key} answered ${status ?? 'nothing'}` };
  if (!read || !served || status === 202) return { came, served };
  const gone = await sender.tidy(plainDraft(read, values, 'after it was deleted'), (facts, collector) => {
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
  const again = await sender.tidy(twice, breaks(twice));
  if (again) came.push(again);
  return { came, served };
}

function isGone(status: number | undefined): boolean {
  return status === 404 || status === 410;
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
