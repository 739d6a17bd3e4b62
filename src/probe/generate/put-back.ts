import type { ProbeContext } from '../judge/context.ts';
import { jsonOf, statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import type { LeftBehinds } from './left-behind.ts';
import { isServed } from './owned.ts';
import { itemPaths, pathParameters, shapeOf } from './path-templates.ts';
import { plainDraft } from './remove.ts';
import { operationAt } from './operation-at.ts';
import { restorePlace, writers, type Place } from './restore-place.ts';
import type { Answered, Sender } from './sender.ts';

/** Knows how that was which a run changes and has not made: settings, and what the user gives. */
export interface PutBack {
  /** Takes a request that is about to be sent, and what sends; reads what it may change, where that was not read yet. */
  before(draft: Draft, tidy: Sender['tidy']): Promise<void>;
  /** Takes a request and the status that came back, if one did. */
  after(draft: Draft, status: number | undefined): void;
  /** Takes what sends; writes back what is not as it was. Gives what came back, and notes what could not be put back. */
  restore(sender: Sender, left: LeftBehinds): Promise<readonly Answered[]>;
}

/** As many are remembered. */
const mostPlaces = 1_000;

/** Takes what is judged against and what is known to exist; gives a memory of nothing. */
export function createPutBack(context: ProbeContext, ids: KnownIds): PutBack {
  const { operations } = context.api;
  const places = new Map<string, Place>();
  const items = new Set(itemPaths(operations.map(({ path }) => path)).map(shapeOf));

  const keyOf = ({ operation, parameters }: Draft): string | undefined => {
    const { method, path } = operation;
    const shape = shapeOf(path);
    if (!writers.includes(method)) return undefined;
    // A POST makes one more of a collection; what nothing more is below may be written by it.
    if (method === 'post' && (items.has(`${shape}/{}`) || !operationAt(context.api, 'get', shape)))
      return undefined;
    const values = pathParameters(operation).map((one) => parameters.get(one));
    return isMade(path, values, ids) ? undefined : JSON.stringify([shape, values.map(String)]);
  };

  return {
    async before(draft, tidy) {
      const key = keyOf(draft);
      if (key === undefined || places.has(key) || places.size >= mostPlaces) return;
      const { operation, parameters } = draft;
      const shape = shapeOf(operation.path);
      const values = pathParameters(operation).map((one) => parameters.get(one));
      const get = operationAt(context.api, 'get', shape);
      const reading = get && asked(plainDraft(get, values, 'before it is changed'), draft);
      const read = reading && (await tidy(reading));
      const status = statusOf(read);
      const value = read && isServed(status) ? jsonOf(read.facts) : undefined;
      const was: Place['was'] =
        value !== undefined
          ? { kind: 'told', value }
          : status === 404 || status === 410
            ? { kind: 'absent' }
            : {
                kind: 'unknown',
                why: get
                  ? `${get.key} ${status === undefined ? 'could not be asked' : isServed(status) ? 'told nothing that could be written back' : `answered ${status}`} before`
                  : 'no operation tells how it was',
              };
      places.set(key, { path: operation.path, values, shape, reading, was, changedBy: new Set() });
    },
    after(draft, status) {
      const key = keyOf(draft);
      const refused = status !== undefined && status >= 300 && status < 500;
      if (key !== undefined && !refused) places.get(key)?.changedBy.add(draft.operation);
    },
    async restore(sender, left) {
      const answers: Answered[] = [];
      for (const place of [...places.values()].reverse())
        // What turned out to be made by the run is removed.
        if (place.changedBy.size > 0 && !isMade(place.path, place.values, ids))
          answers.push(...(await restorePlace(context, place, sender, left)));
      return answers;
    },
  };
}

/** Whether a path leads to what this run has made, or below it: that is removed. */
function isMade(path: string, values: readonly unknown[], ids: KnownIds): boolean {
  const made = ids.created();
  return itemPaths([path]).some((item) => {
    const start = JSON.stringify(values.slice(0, item.split('{').length - 1).map(String));
    return made.some((one) => one.path === shapeOf(item) && JSON.stringify(one.values.map(String)) === start);
  });
}

/** A request that reads, with what it must say as the one that changes says it. */
function asked(reading: Draft, { parameters }: Draft): Draft {
  const needed = [...parameters].flatMap(([said, value]) => {
    const one = reading.operation.parameters.find(
      ({ name, in: place }) => name === said.name && place === said.in,
    );
    return one?.required && one.in !== 'path' ? [[one, value] as const] : [];
  });
  return needed.length === 0
    ? reading
    : { ...reading, parameters: new Map([...reading.parameters, ...needed]) };
}
