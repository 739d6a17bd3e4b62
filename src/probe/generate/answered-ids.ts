import { isObject } from '../../document/node.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../judge/json-text.ts';

/** As many items of a list are looked at. */
export const mostItems = 20;

/** Takes an answer that lists, and the template of the path to one of what it lists; gives the ids of them all. */
export function idsIn({ response }: Exchange, path: string): readonly unknown[] {
  const parameter = /\{([^{}]*)\}\/?$/.exec(path)?.[1];
  const body = response?.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
  if (parameter === undefined || body === undefined || !('value' in body)) return [];
  const ids = objectsOf(body.value, Infinity).map(({ object }) => idOf(object, parameter));
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/**
 * The id of what a template with one parameter leads to, where an answer names it so: `silenceID` for
 * `/silence/{silenceID}`, `server_id` for `/services/{server_id}`, the `id` of a list `/servers` for the same. `own`:
 * it is what the operation is about, and not another thing that it belongs to or shows.
 */
export function namedItem(
  path: string,
  template: string,
  objects: readonly Answered[],
): { readonly id: unknown; readonly own: boolean } | undefined {
  const [, stem, parameter] = /^([^{}]*)\/\{([^{}]*)\}$/.exec(template) ?? [];
  if (stem === undefined || parameter === undefined) return undefined;
  const singular = `${normal(stem.slice(stem.lastIndexOf('/') + 1)).replace(/s$/, '')}id`;
  const wanted = normal(parameter) === 'id' ? [singular] : [normal(parameter), singular];
  const collection = normal(/([^/]*)\/?$/.exec(path)?.[1] ?? '').replace(/s$/, '');
  const own = path.startsWith(`${stem}/`) || wanted.includes(`${collection}id`);
  for (const { object, called } of objects) {
    const isListed = wanted.includes(`${normal(called).replace(/s$/, '')}id`);
    const key = Object.keys(object).find(
      (one) =>
        wanted.includes(normal(one)) ||
        (normal(one) === 'id' && (wanted.includes(`${collection}id`) || isListed)),
    );
    const id = key === undefined ? undefined : object[key];
    // What an answer to another question lists was there before, as far as anybody can tell.
    const isOwn = own && (key === undefined || normal(key) !== 'id' || wanted.includes(`${collection}id`));
    if (typeof id === 'string' || typeof id === 'number') return { id, own: isOwn };
  }
  return undefined;
}

/** A name that ends so stands for something that its maker tells, and that is told again to be understood. */
const told = /(?:^|[a-z\d]|[_.-])(?:ids?|uuid|guid|token|ref|reference|slug|code|secret)$/i;

/** The names of an answer that others may ask by: `activationCode`, and `deviceId` for the `id` of a `device`. */
export function* namesIn(
  value: unknown,
  called = '',
  depth = 0,
): Generator<readonly [string, string | number]> {
  if (Array.isArray(value)) yield* namesIn(value[0], called.replace(/s$/, ''), depth + 1);
  if (!isObject(value) || depth > 4) return;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== 'string' && typeof member !== 'number') yield* namesIn(member, key, depth + 1);
    else if (normal(key) !== 'id') {
      if (told.test(key)) yield [key, member];
    } else if (called !== '') yield [`${called}Id`, member];
  }
}

/** An object of an answer, and the name of the member that it or its list stands in; empty for the whole. */
export interface Answered {
  readonly called: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/** Takes an answer's value; gives the objects that it is about: itself, below `data` and the like, the items of a list. */
export function objectsOf(value: unknown, limit = mostItems): readonly Answered[] {
  const listed = (list: readonly unknown[], called: string): Answered[] =>
    list.slice(0, limit).flatMap((object) => (isObject(object) ? [{ called, object }] : []));
  if (Array.isArray(value)) return listed(value, '');
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([called, member]) =>
    listed(Array.isArray(member) ? member : [member], called),
  );
  return [{ called: '', object: value }, ...inner];
}

/** Takes an object of an answer; gives what it was handed out with: the claim on a job, the lease of a lock. */
export function leaseOf(object: Readonly<Record<string, unknown>>): unknown {
  const key = Object.keys(object).find((one) =>
    /(?:claim|lease|lock|receipt)[_-]?(?:token|id|handle)$/i.test(one),
  );
  return key === undefined ? undefined : object[key];
}

/** Takes an exchange; gives whether its answer has lists and nothing in any of them. */
export function isEmptyAnswer({ response }: Exchange): boolean {
  const body = response?.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
  const value = body && 'value' in body ? body.value : undefined;
  const lists = Array.isArray(value)
    ? [value]
    : isObject(value)
      ? Object.values(value).filter(Array.isArray)
      : [];
  return lists.length > 0 && lists.every(({ length }) => length === 0);
}

/** By these, in this order, things are called where their numbers are for the provider alone. */
const called = ['slug', 'name', 'login', 'username', 'key'];

/**
 * Takes an object, the name of a parameter, and whether that is a text; gives the id that the object has for it: its
 * name, where it has a number, which no text is.
 */
export function idOf(object: Readonly<Record<string, unknown>>, parameter: string, isText = false): unknown {
  const wanted = normal(parameter);
  const keys = Object.keys(object);
  const numbered = keys.find((one) => normal(one) === 'id');
  const isNumber = numbered !== undefined && typeof object[numbered] === 'number';
  const isName = isText && isNumber && !/(?:id|index|no|nr|number)$/.test(wanted);
  const key =
    keys.find((one) => normal(one) === wanted) ??
    (isName ? called.find((one) => typeof object[one] === 'string' && object[one] !== '') : undefined) ??
    numbered ??
    keys.find((one) => wanted.endsWith(normal(one)) && normal(one) !== '');
  const id = key === undefined ? undefined : object[key];
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** The last parameter of a template, as a Location has it; that may lead further, as to the status of what was made. */
export function idFromLocation({ response }: Exchange, template: string): string | undefined {
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

/** Takes a name; gives what it has in common with other ways to write it. */
export function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
