import type { Operation } from '../../openapi/model.ts';
import type { Exchange } from '../exchange.ts';
import { idsIn } from './answered-ids.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import type { Draft } from './drafts.ts';
import type { Sender } from './sender.ts';

/** What belongs to the user of a run alone, as far as its answers tell. */
export interface Owned {
  /** The template of the path that leads to one of them. */
  readonly path: string;
  /** The values of its path parameters, one for each resource. */
  readonly resources: readonly (readonly unknown[])[];
  /** What shows whose they are: the list that another user is shown without them; undefined where this run made them. */
  readonly list: Operation | undefined;
}

/**
 * Takes the template of a path that ends in a parameter, the operation that lists what it leads to if there is one, and
 * what sends; gives what belongs to the user of the run: what the same request for the list shows to that user, and not
 * to the other. Undefined where nobody can tell, as what is shared is nobody's.
 */
export async function ownedBy(
  path: string,
  list: Operation | undefined,
  sender: Sender,
): Promise<Owned | undefined> {
  const asked = list && withoutOptions(sender.allowed(list));
  if (list && asked) {
    const mine = answerOf(await sender.send(asked));
    const theirs = mine && answerOf(await sender.send(asked, undefined, 'other'));
    // Whoever may not list anything may be anybody.
    if (!mine || !theirs) return undefined;
    const shown = new Set(idsIn(theirs, path).map(String));
    const before = pathParameters(list).map((one) => asked.parameters.get(one));
    const resources = idsIn(mine, path)
      .filter((id) => !shown.has(String(id)))
      .map((id) => [...before, id]);
    return resources.length === 0 ? undefined : { path, resources, list };
  }
  if (list) return undefined;
  const resources = sender.ids
    .created()
    .filter((one) => one.path === shapeOf(path))
    .map(({ values }) => values);
  return resources.length === 0 ? undefined : { path, resources, list: undefined };
}

/** A list that is asked for without filters and cursors, which are of one user alone. */
function withoutOptions(draft: Draft | undefined): Draft | undefined {
  if (!draft) return undefined;
  const needed = [...draft.parameters].filter(([{ in: place, required }]) => place === 'path' || required);
  return { ...draft, parameters: new Map(needed), what: 'what is required' };
}

/** Takes a draft of an operation, the template of a path above it, and values of that; gives it for that resource. */
export function draftFor(draft: Draft, values: readonly unknown[]): Draft {
  const parameters = new Map(draft.parameters);
  for (const [index, parameter] of pathParameters(draft.operation).entries())
    if (index < values.length) parameters.set(parameter, values[index]);
  return { ...draft, parameters };
}

function answerOf(answered: Awaited<ReturnType<Sender['send']>>): Exchange | undefined {
  const exchange = answered?.facts.exchange;
  return exchange && isServed(exchange.response?.status) ? exchange : undefined;
}

/** Takes a status; gives whether the request was served. */
export function isServed(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
