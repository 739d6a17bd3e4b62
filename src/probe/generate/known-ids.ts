import { isObject } from '../../document/node.ts';
import type { Api, Operation, Parameter } from '../../openapi/model.ts';
import { evaluateExpression } from '../captures.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../judge/json-text.ts';
import { isSafe } from './order.ts';

/** The values of the path parameters that lead to something that exists, and whether this run made it. */
export interface KnownPath {
  readonly values: readonly unknown[];
  readonly created: boolean;
}

/** What is known to exist at the provider, learned from its answers: who is to read needs what others made. */
export interface KnownIds {
  /** Takes an operation; gives what its path parameters may be, what this run made first. */
  find(operation: Operation): KnownPath | undefined;
  /** Takes a name as of a parameter or property; gives a value that was seen under it. */
  named(name: string): { readonly value: unknown } | undefined;
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

const most = 20;

/** Takes an API; gives an empty memory of what exists. */
export function createKnownIds(api: Api): KnownIds {
  const byShape = new Map<string, KnownPath[]>();
  const byName = new Map<string, unknown>();
  const sent = new Set<string>();
  const templates = [...new Set(api.operations.map(({ path }) => path))];

  const remember = (path: string, known: KnownPath): void => {
    const shape = shapeOf(path);
    const list = byShape.get(shape) ?? [];
    if (list.some(({ values }) => same(values, known.values))) return;
    list.unshift(known);
    list.sort((a, b) => Number(b.created) - Number(a.created));
    byShape.set(shape, list.slice(0, most));
  };

  return {
    find: ({ path }) => byShape.get(shapeOf(path))?.[0] ?? longestPrefix(byShape, path),
    named(name) {
      const key = normal(name);
      return byName.has(key) ? { value: byName.get(key) } : undefined;
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
      for (const template of templates) {
        const parameter = lastParameter(operation.path, template);
        if (parameter === undefined) continue;
        const located = operation.method === 'post' ? fromLocation(exchange) : undefined;
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
          byName.set(normal(`${collection.replace(/s$/, '')}Id`), id);
          byName.set(normal(parameter), id);
        }
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
): KnownPath | undefined {
  let shape = shapeOf(path);
  while (shape.includes('/')) {
    shape = shape.slice(0, shape.lastIndexOf('/'));
    const found = byShape.get(shape)?.[0];
    if (found) return found;
  }
  return undefined;
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

function fromLocation({ response }: Exchange): string | undefined {
  const location = response?.headers?.find(({ name }) => name.toLowerCase() === 'location')?.value;
  const segment = location
    ?.replace(/[?#].*$/s, '')
    .split('/')
    .at(-1);
  return segment === undefined || segment === '' ? undefined : decodeURIComponent(segment);
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
