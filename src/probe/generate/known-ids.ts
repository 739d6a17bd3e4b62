import { isObject } from '../../document/node.ts';
import type { Api, Operation, Parameter } from '../../openapi/model.ts';
import { evaluateExpression } from '../captures.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../judge/json-text.ts';
import { isSafe, isSkipped } from './order.ts';

/** The values of the path parameters that lead to something that exists, and whether this run made it. */
export interface KnownPath {
  readonly values: readonly unknown[];
  readonly created: boolean;
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
  /** Takes the path of an operation and values; gives whether they lead to something below what this run has made. */
  within(path: string, values: readonly unknown[]): boolean;
  /** Takes a value; gives the operation whose answer it came from, where that made something. */
  maker(value: unknown): Operation | undefined;
  /** Takes an operation; gives whether it makes things that can be deleted. */
  makes(operation: Operation): boolean;
  /**
   * Takes an operation, the values of its path parameters, the exchange, and whether this run may remove what it has
   * made; learns from a successful answer.
   */
  learn(operation: Operation, values: readonly unknown[], exchange: Exchange, own: boolean): void;
  /** Whether a value of this name was sent to be kept before: a provider may want it to be the only one. */
  sent(name: string, value: unknown): boolean;
  /** What this run made, the latest first, each with the template of its path. */
  created(): readonly { readonly path: string; readonly values: readonly unknown[] }[];
  /** Takes the template of a path and values; forgets what is there. */
  forget(path: string, values: readonly unknown[]): void;
}

interface Named {
  readonly value: unknown;
  readonly made: boolean;
  readonly certain: boolean;
}

const most = 20;
const mostMade = 10_000;

/** Takes an API; gives an empty memory of what exists. */
export function createKnownIds(api: Api): KnownIds {
  const byShape = new Map<string, KnownPath[]>();
  const byName = new Map<string, Named>();
  const sent = new Set<string>();
  const makers = new Map<unknown, Operation>();
  const items = itemPaths(api.operations.map(({ path }) => path));
  const deletable = api.operations.flatMap((one) =>
    one.method === 'delete' && !isSkipped(one) ? [one.path] : [],
  );

  const remember = (path: string, known: KnownPath): void => {
    const shape = shapeOf(path);
    const list = byShape.get(shape) ?? [];
    if (list.some(({ values }) => same(values, known.values))) return;
    list.unshift(known);
    // All that was made is to be removed, however much it is.
    const [made, others] = [list.filter((one) => one.created), list.filter((one) => !one.created)];
    byShape.set(shape, [...made.slice(0, mostMade), ...others.slice(0, most)]);
  };

  const name = (called: string, value: unknown, made: boolean, certain: boolean): void => {
    const key = normal(called);
    const known = byName.get(key);
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
          byShape.get(shapeOf(item))?.some((one) => one.created && same(one.values, start)) === true
        );
      }),
    makes: ({ method, path }) =>
      method === 'post' && deletable.some((item) => lastParameter(path, item) !== undefined),
    find: ({ path }, nth = 0) => byShape.get(shapeOf(path))?.[nth] ?? longestPrefix(byShape, path, nth),
    named(name) {
      return byName.get(normal(name));
    },
    sent: (name, value) => sent.has(JSON.stringify([name, value])),
    learn(operation, values, exchange, own) {
      const { response } = exchange;
      if (!response || response.status < 200 || response.status > 299) return;
      const created = own && operation.method === 'post';
      const data = exchange.request.body?.data?.value;
      if (!isSafe(operation) && isObject(data))
        for (const [name, member] of Object.entries(data)) sent.add(JSON.stringify([name, member]));
      const body = response.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
      const objects = body && 'value' in body ? objectsOf(body.value) : [];
      const made = operation.method === 'post';
      const isNew = (value: unknown): boolean =>
        !values.includes(value) &&
        !holds(data, value) &&
        ![...byName.values()].some((one) => one.value === value);
      for (const template of items) {
        if (lastParameter(operation.path, template) !== undefined) continue;
        const found = namedItem(operation.path, template, objects);
        if (found)
          remember(template, { values: [found.id], created: created && found.own && isNew(found.id) });
      }
      for (const template of items) {
        const parameter = lastParameter(operation.path, template);
        if (parameter === undefined) continue;
        const located = operation.method === 'post' ? fromLocation(exchange, template) : undefined;
        for (const object of objects) {
          const id = idOf(object, parameter) ?? located;
          if (id !== undefined) remember(template, { values: [...values, id], created });
        }
        if (objects.length === 0 && located !== undefined)
          remember(template, { values: [...values, located], created });
        const collection = operation.path.split('/').at(-1) ?? '';
        const [first] = objects;
        const id = first && idOf(first, parameter);
        if (id !== undefined) {
          name(`${collection.replace(/s$/, '')}Id`, id, made, true);
          name(parameter, id, made, true);
        }
      }
      for (const [called, value] of body && 'value' in body ? namesIn(body.value) : []) {
        name(called, value, made, false);
        if (made && own && !makers.has(value) && makers.size < mostMade) makers.set(value, operation);
      }
      for (const { target, parameters } of linksOf(api, operation, exchange))
        if (parameters.length > 0) remember(target.path, { values: parameters, created: false });
    },
    created: () =>
      [...byShape].flatMap(([path, list]) =>
        list.filter((one) => one.created).map(({ values }) => ({ path, values })),
      ),
    forget(path, values) {
      const shape = shapeOf(path);
      byShape.set(
        shape,
        (byShape.get(shape) ?? []).filter((one) => !same(one.values, values)),
      );
    },
  };
}

/** Takes an answer that lists, and the template of the path to one of what it lists; gives the ids of them all. */
export function idsIn({ response }: Exchange, path: string): readonly unknown[] {
  const parameter = /\{([^{}]*)\}\/?$/.exec(path)?.[1];
  const body = response?.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
  if (parameter === undefined || body === undefined || !('value' in body)) return [];
  const ids = objectsOf(body.value, Infinity).map((object) => idOf(object, parameter));
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/** Takes an operation; gives its path parameters in the order of its template. */
export function pathParameters({ path, parameters }: Operation): readonly Parameter[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].flatMap(
    ([, name]) => parameters.find((one) => one.in === 'path' && one.name === name) ?? [],
  );
}

/** Takes a path template; gives it without the names of its parameters. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/$/, '');
}

/** Of `/titles/{id}/chapters`, when only `/titles/{id}` is known: what leads as far as possible. */
function longestPrefix(
  byShape: ReadonlyMap<string, readonly KnownPath[]>,
  path: string,
  nth: number,
): KnownPath | undefined {
  let shape = shapeOf(path);
  while (shape.includes('/')) {
    shape = shape.slice(0, shape.lastIndexOf('/'));
    const found = byShape.get(shape);
    if (found) return found[nth];
  }
  return undefined;
}

/** The parts of templates that end in a parameter: where something may be that has an id. */
function itemPaths(templates: readonly string[]): readonly string[] {
  const prefixes = templates.flatMap((template) =>
    [...template.matchAll(/\{[^{}]*\}(?=\/|$)/g)].map(({ index, 0: written }) =>
      template.slice(0, index + written.length),
    ),
  );
  return [...new Set(prefixes)];
}

/**
 * The id of what a template with one parameter leads to, where an answer names it so: `silenceID` for
 * `/silence/{silenceID}`, `server_id` for `/services/{server_id}`, the `id` of a list `/servers` for the same. `own`:
 * it is what the operation is about, and not another thing that it belongs to.
 */
function namedItem(
  path: string,
  template: string,
  objects: readonly Readonly<Record<string, unknown>>[],
): { readonly id: unknown; readonly own: boolean } | undefined {
  const [, stem, parameter] = /^([^{}]*)\/\{([^{}]*)\}$/.exec(template) ?? [];
  if (stem === undefined || parameter === undefined) return undefined;
  const singular = `${normal(stem.slice(stem.lastIndexOf('/') + 1)).replace(/s$/, '')}id`;
  const wanted = normal(parameter) === 'id' ? [singular] : [normal(parameter), singular];
  const collection = normal(path.slice(path.lastIndexOf('/') + 1)).replace(/s$/, '');
  const own = path.startsWith(`${stem}/`) || wanted.includes(`${collection}id`);
  for (const object of objects) {
    const key = Object.keys(object).find(
      (one) => wanted.includes(normal(one)) || (normal(one) === 'id' && wanted.includes(`${collection}id`)),
    );
    const id = key === undefined ? undefined : object[key];
    if (typeof id === 'string' || typeof id === 'number') return { id, own };
  }
  return undefined;
}

/** A name that ends so stands for something that its maker tells, and that is told again to be understood. */
const told = /(?:^|[a-z\d]|[_.-])(?:ids?|uuid|guid|token|ref|reference|slug|code|secret)$/i;

/** The names of an answer that others may ask by: `activationCode`, and `deviceId` for the `id` of a `device`. */
function* namesIn(value: unknown, called = '', depth = 0): Generator<readonly [string, string | number]> {
  if (Array.isArray(value)) yield* namesIn(value[0], called.replace(/s$/, ''), depth + 1);
  if (!isObject(value) || depth > 4) return;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== 'string' && typeof member !== 'number') yield* namesIn(member, key, depth + 1);
    else if (normal(key) !== 'id') {
      if (told.test(key)) yield [key, member];
    } else if (called !== '') yield [`${called}Id`, member];
  }
}

/** Whether a value stands anywhere in another. */
function holds(value: unknown, sought: unknown, depth = 0): boolean {
  if (value === sought) return true;
  if (typeof value !== 'object' || value === null || depth > 8) return false;
  return Object.values(value).some((member: unknown) => holds(member, sought, depth + 1));
}

/** The parameter by which a template goes one step further than a collection, if it does. */
function lastParameter(collection: string, template: string): string | undefined {
  const [base, end] = [shapeOf(collection), shapeOf(template)];
  if (end !== `${base}/{}`) return undefined;
  return /\{([^{}]*)\}\/?$/.exec(template)?.[1];
}

/** The objects that an answer is about: itself, below `data` and the like, or the items of a list. */
function objectsOf(value: unknown, limit = most): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.slice(0, limit).filter(isObject);
  if (!isObject(value)) return [];
  const inner = Object.values(value).flatMap((member) =>
    Array.isArray(member) ? member.slice(0, limit).filter(isObject) : isObject(member) ? [member] : [],
  );
  return [value, ...inner];
}

function idOf(object: Readonly<Record<string, unknown>>, parameter: string): unknown {
  const wanted = normal(parameter);
  const keys = Object.keys(object);
  const key =
    keys.find((one) => normal(one) === wanted) ??
    keys.find((one) => normal(one) === 'id') ??
    keys.find((one) => wanted.endsWith(normal(one)) && normal(one) !== '');
  const id = key === undefined ? undefined : object[key];
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** The last parameter of a template, as a Location has it; that may lead further, as to the status of what was made. */
function fromLocation({ response }: Exchange, template: string): string | undefined {
  const location = response?.headers?.find(({ name }) => name.toLowerCase() === 'location')?.value;
  const path = location?.replace(/[?#].*$/s, '');
  if (path === undefined) return undefined;
  const literal = template.split(/\{[^{}]*\}/).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const id = new RegExp(`${literal.join('([^/]+)')}(?:/|$)`).exec(path)?.at(-1);
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** What the links of the answer say (OpenAPI 3.1.1 section 4.8.20). */
function linksOf(
  api: Api,
  operation: Operation,
  exchange: Exchange,
): readonly { readonly target: Operation; readonly parameters: readonly unknown[] }[] {
  const documented = operation.responses.get(String(exchange.response?.status));
  return [...(documented?.links.values() ?? [])].flatMap((link) => {
    const target = api.operations.find(({ id }) => id !== undefined && id.value === link.operationId?.value);
    if (!target) return [];
    const values = pathParameters(target).map(({ name }) => {
      const written = (link.parameters.get(name) ?? link.parameters.get(`path.${name}`))?.value;
      if (typeof written !== 'string' || !written.startsWith('$')) return written;
      const found = evaluateExpression(written, exchange, new Map());
      return 'value' in found ? found.value : undefined;
    });
    return values.includes(undefined) ? [] : [{ target, parameters: values }];
  });
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
