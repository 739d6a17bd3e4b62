import { isObject } from '../../document/node.ts';
import type { Case } from './case.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import { pathParameters } from './path-templates.ts';
import { isSafe } from './order.ts';

/** `stepName`: what it names is not what it is a part of. */
const namesAnother = /[a-z\d]Name$|[a-z\d][_-]name$/;
const namesSomebody = /(?:first|last|middle|full|display|given|family|nick|company)[_-]?name$/i;

/**
 * Whether a value of this name usually stands for something that the provider knows: an id, a cursor, a token. No
 * schema says which of them exist, so that made-up ones may be refused by whoever keeps to the contract.
 */
export function isReference(name: string): boolean {
  if (namesAnother.test(name) && !namesSomebody.test(name)) return true;
  return /(?:^|[a-z\d]|[_.-])(?:ids?|uuid|guid|cursor|token|key|ref|reference|slug|code|hash|address|signature|nonce|version|etag|username|password|secret|after|before|since)$/i.test(
    name,
  );
}

/** What takes the place of made-up ids. */
export interface Substitution {
  /** Anywhere, and not in the path alone. Default: true. */
  readonly everywhere?: boolean;
  /** Which of what its path may lead to. */
  readonly nth?: number;
  /** What the user gives goes before what the run has made. */
  readonly given?: boolean;
}

/**
 * Takes a draft, what is known to exist, and what of that to take; gives it with that in the place of made-up ids, or
 * undefined where it would change what neither this run has made nor the user has given it.
 */
export function withKnownIds(
  draft: Draft,
  ids: KnownIds,
  { everywhere = true, nth = 0, given = false }: Substitution = {},
): Draft | undefined {
  const { operation, base } = draft;
  const parameters = new Map(draft.parameters);
  const places = pathParameters(operation);
  if (places.length > 0) {
    const known = ids.find(operation, nth);
    // A new thing below one that was there before changes nothing but a list, and is removed again.
    const own = known && (known.created || ids.within(operation.path, known.values) || ids.makes(operation));
    if (!isSafe(operation) && own !== true && !isLeased(draft, known?.values.at(-1), ids)) return undefined;
    for (const [index, parameter] of places.entries()) {
      const value = known?.values[index];
      if (value !== undefined && parameter !== draft.varied) parameters.set(parameter, value);
    }
  }
  if (!everywhere) return { ...draft, parameters };
  for (const [parameter, value] of parameters) {
    if (parameter.in === 'path' || parameter === draft.varied || !isReference(parameter.name)) continue;
    const known = knownAs(parameter.name, ids, given);
    if (known && same(value, base.parameters.get(parameter))) parameters.set(parameter, known.value);
  }
  const body = draft.body && {
    ...draft.body,
    value: knownWithin(draft.body.value, base.body?.value, (name) => knownAs(name, ids, given), 0),
  };
  return { ...draft, parameters, body };
}

type Lookup = (name: string) => { readonly value: unknown } | undefined;

/** What is known for a member: under its name, and for `author: 1` the id of an author. */
function referred(key: string, member: unknown, known: Lookup): ReturnType<Lookup> {
  if (typeof member !== 'string' && typeof member !== 'number') return undefined;
  if (isReference(key)) return known(key);
  const isId = typeof member === 'number' ? Number.isInteger(member) : uuid.test(member);
  const found = isId ? known(`${key}Id`) : undefined;
  return typeof found?.value === typeof member ? found : undefined;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function knownAs(name: string, ids: KnownIds, given: boolean): ReturnType<Lookup> {
  const value = ids.given(name);
  const own = ids.named(name);
  return value !== undefined && (given || !own) ? { value } : own;
}

/** Whether a request is to tell the claim that this run was given on what its path leads to. */
function isLeased({ body }: Draft, id: unknown, ids: KnownIds): boolean {
  const lease = ids.lease(id);
  if (lease === undefined || !isObject(body?.value)) return false;
  return Object.keys(body.value).some((key) => isReference(key) && ids.named(key)?.value === lease);
}

/** Takes a draft and what is known to exist; gives whether it names something that the user gives an id of. */
export function namesGiven({ parameters, body }: Draft, ids: KnownIds): boolean {
  const names = [...parameters.keys()].map(({ name }) => name);
  if (isObject(body?.value)) for (const name of Object.keys(body.value)) names.push(name);
  return names.some((name) => isReference(name) && ids.given(name) !== undefined);
}

/** Puts known values where those of the base still stand: what a draft is about stays as it is. */
function knownWithin(value: unknown, base: unknown, known: Lookup, depth: number): unknown {
  if (depth > 8) return value;
  if (Array.isArray(value))
    return value.map((item, index) =>
      knownWithin(item, Array.isArray(base) ? base[index] : undefined, known, depth + 1),
    );
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const original = isObject(base) && Object.hasOwn(base, key) ? base[key] : undefined;
      const found = member === original ? referred(key, member, known) : undefined;
      return [key, found ? found.value : knownWithin(member, original, known, depth + 1)];
    }),
  );
}

/** Takes a case and what is known to exist; gives whether it holds a reference that was made up. */
export function hasMadeUpReference({ operation, parameters, body }: Case, ids: KnownIds): boolean {
  const known = ids.find(operation)?.values ?? [];
  for (const [parameter, value] of parameters) {
    if (
      parameter.in === 'path'
        ? !known.includes(value)
        : isReference(parameter.name) && !isKnown(ids, parameter.name, value)
    )
      return true;
  }
  return body !== undefined && holdsMadeUp(body.value, ids, 0);
}

function holdsMadeUp(value: unknown, ids: KnownIds, depth: number): boolean {
  if (depth > 8) return false;
  if (Array.isArray(value)) return value.some((item) => holdsMadeUp(item, ids, depth + 1));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) =>
    typeof member === 'string' || typeof member === 'number'
      ? isReference(key) && !isKnown(ids, key, member)
      : isReference(key) && Array.isArray(member) && member.length > 0
        ? true
        : holdsMadeUp(member, ids, depth + 1),
  );
}

function isKnown(ids: KnownIds, name: string, value: unknown): boolean {
  const known = ids.named(name);
  return known?.certain === true && known.value === value;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
