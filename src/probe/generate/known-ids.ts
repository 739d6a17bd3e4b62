import { isObject } from '../../document/node.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../judge/json-text.ts';
import {
  idFromLocation,
  idOf,
  leaseOf,
  mostItems,
  namedItem,
  namesIn,
  normal,
  objectsOf,
} from './answered-ids.ts';
import { linksOf } from './linked.ts';
import { isSafe, isSkipped } from './order.ts';
import { ownAddress } from './own-address.ts';
import { createRenames } from './renames.ts';
import { endsInText, itemPaths, lastParameter, longestPrefix, shapeOf } from './path-templates.ts';

/** The values of the path parameters that lead to something that exists, and whether this run made it. */
export interface KnownPath {
  readonly values: readonly unknown[];
  readonly created: boolean;
}

/** What this run made: the template of its path, and the values of the parameters in it. */
export interface Made {
  readonly path: string;
  readonly values: readonly unknown[];
  /** An update was to give it another name: this is the one that it had, or the one that it may have. */
  readonly renamed?: 'from' | 'to';
}

/** What is known to exist at the provider, learned from its answers: who is to read needs what others made. */
export interface KnownIds {
  /** Takes an operation; gives what its path parameters may be, what this run made first, or the `nth` instead. */
  find(operation: Operation, nth?: number): KnownPath | undefined;
  /**
   * Takes a name as of a parameter or property; gives a value that was seen under it, and whether it is the id of
   * something in a collection, which whoever knows it may send.
   */
  named(name: string): { readonly value: unknown; readonly certain: boolean } | undefined;
  /** Takes a name; gives the id that the user has given for it. */
  given(name: string): string | undefined;
  /** Takes an id; gives what it was handed out with to this run: who holds the claim on a job may act on it. */
  lease(id: unknown): unknown;
  /** Takes the path of an operation and values; gives whether they lead to something below what this run has made. */
  within(path: string, values: readonly unknown[]): boolean;
  /** Takes a value; gives the operation whose answer it came from, where that made something. */
  maker(value: unknown): Operation | undefined;
  /** Takes an operation; gives whether it makes things that can be deleted. */
  makes(operation: Operation): boolean;
  /**
   * Takes an operation, the values of its path parameters, the exchange, and whether this run may remove what it has
   * made; learns from a successful answer. What is made apart is removed, and nothing else is learned from it.
   */
  learn(operation: Operation, values: readonly unknown[], exchange: Exchange, own: boolean | 'apart'): void;
  /** Whether a value of this name was sent to be kept before: a provider may want it to be the only one. */
  sent(name: string, value: unknown): boolean;
  /** What this run made, the latest first, each with the template of its path. */
  created(): readonly Made[];
  /** Takes the template of a path and values; remembers what this run has made there. */
  add(path: string, values: readonly unknown[]): void;
  /** Takes the template of a path and values; forgets what is there. */
  forget(path: string, values: readonly unknown[]): void;
}

interface Named {
  readonly value: unknown;
  readonly made: boolean;
  readonly certain: boolean;
}

const mostMade = 10_000;
/** What is asked for with a POST was there before, and is nobody's to change. */
const asking = /\/(?:filter|search|query|list|find|look-?up|paginate|history|export|batch-?get)[^/{}]*\/?$/i;
/** What its sender numbers, and names again to return to it. */
const isVersion = /(?:version|revision|release|tag)$/i;

/** Takes an API and the ids that the user gives, by name; gives a memory of what exists, empty but for those. */
export function createKnownIds(api: Api, given: ReadonlyMap<string, string> = new Map()): KnownIds {
  const byShape = new Map<string, KnownPath[]>();
  const byName = new Map<string, Named>();
  let apart: Made[] = [];
  const sent = new Set<string>();
  const makers = new Map<unknown, Operation>();
  const leases = new Map<unknown, unknown>();
  const versions = new Map<string, unknown>();
  const items = itemPaths(api.operations.map(({ path }) => path));
  const texts = new Set(items.filter((template) => endsInText(api, template)));
  const deletable = api.operations.flatMap((one) =>
    one.method === 'delete' && !isSkipped(one) ? [one.path] : [],
  );

  const remember = (path: string, known: KnownPath): void => {
    const shape = shapeOf(path);
    const list = byShape.get(shape) ?? [];
    // What is apart is listed as well.
    if (apart.some((one) => one.path === shape && same(one.values, known.values))) return;
    if (list.some(({ values }) => same(values, known.values))) return;
    list.unshift(known);
    // All that was made is to be removed, however much it is.
    const [made, others] = [list.filter((one) => one.created), list.filter((one) => !one.created)];
    byShape.set(shape, [...made.slice(0, mostMade), ...others.slice(0, mostItems)]);
  };

  const renames = createRenames(byShape);

  /** The ids that the user gives, as far as they lead: `deploymentId`, for `/deployments/{id}` as well. */
  const givenPath = (path: string): KnownPath | undefined => {
    const values: unknown[] = [];
    for (const [, stem = '', parameter = ''] of path.matchAll(/([^/{}]*)\/\{([^{}]*)\}/g)) {
      const names = [normal(parameter), `${normal(stem).replace(/s$/, '')}${normal(parameter)}`];
      const found = [...given].find(([name]) => names.includes(normal(name)));
      if (!found) break;
      values.push(found[1]);
    }
    return values.length === 0 ? undefined : { values, created: true };
  };

  const name = (called: string, value: unknown, made: boolean, certain: boolean): void => {
    const key = normal(called);
    const known = byName.get(key);
    if (apart.some(({ values }) => values.at(-1) === value)) return;
    // What was made belongs together, however often others are listed; an id stays one.
    if (known && known.made && !made) return;
    byName.set(key, { value, made, certain: certain || (known?.certain === true && known.value === value) });
  };

  return {
    maker: (value) => makers.get(value),
    within: (path, values) =>
      items.some((item) => {
        const count = item.split('{').length - 1;
        const start = values.slice(0, count);
        return (
          (path === item || path.startsWith(`${item}/`)) &&
          (byShape.get(shapeOf(item))?.some((one) => one.created && same(one.values, start)) === true ||
            apart.some((one) => one.path === shapeOf(item) && same(one.values, start)) ||
            same(givenPath(item)?.values ?? [], start.map(String)))
        );
      }),
    makes: ({ method, path }) =>
      method === 'post' && deletable.some((item) => lastParameter(path, item) !== undefined),
    find({ path }, nth = 0) {
      const known = byShape.get(shapeOf(path))?.[nth];
      const own = known?.created === true ? known : nth === 0 ? givenPath(path) : undefined;
      return own ?? known ?? longestPrefix(byShape, path, nth);
    },
    given: (called) => given.get(called) ?? [...given].find(([key]) => normal(key) === normal(called))?.[1],
    lease: (id) => leases.get(id),
    named(name) {
      const key = normal(name);
      const told = byName.get(key);
      if (told) return told;
      // `target_version`, of what was sent as `version`.
      const [, value] = [...versions].find(([one]) => key.endsWith(one)) ?? [];
      return value === undefined ? undefined : { value, certain: false };
    },
    sent: (name, value) => sent.has(JSON.stringify([name, value])),
    learn(operation, values, exchange, own) {
      const { response } = exchange;
      if (response?.status === 404 || response?.status === 410) renames.missing(operation.path, values);
      if (!response || response.status < 200 || response.status > 299) return;
      if (own === 'apart') {
        const alone = createKnownIds(api);
        alone.learn(operation, values, exchange, true);
        const isKnown = (made: Made): boolean =>
          byShape.get(made.path)?.some((one) => same(one.values, made.values)) === true;
        apart.unshift(...alone.created().filter((made) => !isKnown(made)));
        return;
      }
      const created = own && operation.method === 'post' && !asking.test(operation.path);
      const data = exchange.request.body?.data?.value;
      if (!isSafe(operation) && isObject(data))
        for (const [name, member] of Object.entries(data)) {
          sent.add(JSON.stringify([name, member]));
          if (own && isVersion.test(name)) versions.set(normal(name), member);
        }
      const body = response.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
      const objects = body && 'value' in body ? objectsOf(body.value) : [];
      const made = operation.method === 'post';
      const isNew = (value: unknown): boolean =>
        !values.includes(value) &&
        !holds(data, value) &&
        ![...byName.values()].some((one) => one.value === value);
      if (own && (operation.method === 'put' || operation.method === 'patch'))
        renames.updated(operation, values, [...objects.map(({ object }) => object), data]);
      // What tells its own address need not be guessed at.
      const addressed = new Set<string>();
      for (const { called, object } of objects) {
        const found = ownAddress(object, items);
        if (!found || same(found.values, values)) continue;
        addressed.add(found.template);
        // RFC 9110 section 15.3.2: it was made by this.
        const isMade = created && called === '' && response.status === 201;
        remember(found.template, { values: found.values, created: isMade });
        if (isMade) renames.made(found.template, found.values, [object, data]);
      }
      for (const template of items) {
        if (addressed.has(template) || lastParameter(operation.path, template) !== undefined) continue;
        const found = namedItem(operation.path, template, objects);
        if (found) {
          const isMade = created && found.own && isNew(found.id);
          remember(template, { values: [found.id], created: isMade });
          if (isMade) renames.made(template, [found.id], [...objects.map(({ object }) => object), data]);
        }
      }
      for (const template of items) {
        const parameter = lastParameter(operation.path, template);
        if (parameter === undefined) continue;
        const isText = texts.has(template);
        const located = operation.method === 'post' ? idFromLocation(exchange, template) : undefined;
        for (const { object } of addressed.has(template) ? [] : objects) {
          const id = idOf(object, parameter, isText) ?? located;
          if (id === undefined) continue;
          remember(template, { values: [...values, id], created });
          if (created) renames.made(template, [...values, id], [object, data]);
        }
        if (objects.length === 0 && located !== undefined)
          remember(template, { values: [...values, located], created });
        const collection = operation.path.replace(/\/$/, '').split('/').at(-1) ?? '';
        const [first] = objects;
        const id = first && idOf(first.object, parameter, isText);
        if (id !== undefined) {
          name(`${collection.replace(/s$/, '')}Id`, id, made, true);
          name(parameter, id, made, true);
        }
      }
      for (const { object } of made && own ? objects : []) {
        const lease = leaseOf(object);
        if (lease !== undefined && leases.size < mostMade) leases.set(idOf(object, 'id'), lease);
      }
      for (const [called, value] of body && 'value' in body ? namesIn(body.value) : []) {
        name(called, value, made, false);
        if (made && own && !makers.has(value) && makers.size < mostMade) makers.set(value, operation);
      }
      for (const { target, parameters } of linksOf(api, operation, exchange))
        if (parameters.length > 0) remember(target.path, { values: parameters, created: false });
    },
    created: () => [
      ...apart,
      // What came later may depend on what was there.
      ...[...byShape].reverse().flatMap(([path, list]) =>
        list
          .filter((one) => one.created)
          .flatMap(({ values }): readonly Made[] => {
            const other = renames.perhaps(path, values);
            return other ? [{ path, values, renamed: 'from' }, other] : [{ path, values }];
          }),
      ),
    ],
    add: (path, values) => remember(path, { values, created: true }),
    forget(path, values) {
      const shape = shapeOf(path);
      apart = apart.filter((one) => one.path !== shape || !same(one.values, values));
      byShape.set(
        shape,
        (byShape.get(shape) ?? []).filter((one) => !same(one.values, values)),
      );
    },
  };
}

/** Whether a value stands anywhere in another. */
function holds(value: unknown, sought: unknown, depth = 0): boolean {
  if (value === sought) return true;
  if (typeof value !== 'object' || value === null || depth > 8) return false;
  return Object.values(value).some((member: unknown) => holds(member, sought, depth + 1));
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
