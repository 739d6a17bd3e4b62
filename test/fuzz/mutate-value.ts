import { chosen, type Edit } from './edit.ts';
import { keywords, oddKeys, oddNumbers, oddReferences, oddTexts } from './odd.ts';

type Container = Record<string, unknown> | unknown[];

/** A member of a collection. */
interface Place {
  readonly holder: Container;
  readonly key: string;
}

/** Takes a value as a parser gives it; gives a copy that edits were made in, one after the other. */
export function mutateValue(value: unknown, edits: readonly Edit[]): unknown {
  // The outermost value is a member too, so that it can be replaced.
  const root: Record<string, unknown> = { value: copied(value) };
  for (const edit of edits) apply(root, edit);
  return root['value'];
}

/** What is nested so deeply that it cannot be copied stays out. */
function copied(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}

/** Takes a value; gives whether a document could hold it: text that nests more deeply is refused. */
export function isReadable(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 900) return false;
    level = level.filter(isContainer).flatMap((each) => Object.values(each));
  }
  return true;
}

function apply(root: Record<string, unknown>, [kind, at, choice, more]: Edit): void {
  const places = placesIn(root);
  if (places.length === 0) return;
  const place = chosen(places, at);
  const other = chosen(places, choice);
  const old = get(place);
  const kinds: readonly (() => void)[] = [
    () => set(place, odd(choice, more)),
    () => set(place, ofOtherType(old, choice)),
    () => remove(place),
    () => insert(place.holder, `${place.key}${more % 3}`, copied(old)),
    () => set(place, copied(get(other))),
    () => {
      const kept = copied(get(other));
      set(other, copied(old));
      set(place, kept);
    },
    () => rename(place, more % 2 === 0 ? chosen(oddKeys, choice) : other.key),
    () => retarget(root, places, at, choice, more),
    () => set(place, nested(old, chosen([2, 10, 60, 300, 1_100], choice), more)),
    () => insert(old, chosen(oddKeys, choice), odd(more, choice)),
    () => insert(old, ...added(choice, other)),
    () =>
      set(place, typeof old === 'number' ? old * chosen([-1, 2, 0.5, 1e9, 1e-9], choice) : odd(choice, 1)),
    () => set(place, typeof old === 'string' ? within(old, chosen(oddTexts, choice), more) : odd(choice, 0)),
  ];
  chosen(kinds, kind)();
}

/** All members below a value, outermost first, as far as a document is one that people write. */
function placesIn(root: Container): Place[] {
  const places: Place[] = [];
  const open: Container[] = [root];
  for (let holder = open.shift(); holder !== undefined && places.length < 50_000; holder = open.shift())
    for (const key of Object.keys(holder)) {
      const place = { holder, key };
      places.push(place);
      const value = get(place);
      if (isContainer(value)) open.push(value);
    }
  return places;
}

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function get({ holder, key }: Place): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

/** As a parser would: `__proto__` becomes a member as any other. */
function set({ holder, key }: Place, value: unknown): void {
  Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function insert(holder: unknown, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value);
  else if (isContainer(holder)) set({ holder, key }, value);
}

/** In place: the order of members is a part of what is tried. */
function rename({ holder, key }: Place, name: string): void {
  if (Array.isArray(holder)) return;
  const entries = Object.keys(holder).map((each) => [each, get({ holder, key: each })] as const);
  for (const [each] of entries) delete holder[each];
  for (const [each, value] of entries) set({ holder, key: each === key ? name : each }, value);
}

/** Values that are no text and no number; what makes a text of one may call its member. */
const composites: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], [null]],
  ...[{ a: {} }, { toString: 1 }],
  [{ toString: 1 }],
];

function odd(choice: number, more: number): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => chosen(oddTexts, choice),
    () => chosen(oddNumbers, choice),
    () => chosen(composites, choice),
    () => chosen(keywords, choice)[1],
  ];
  return copied(chosen(kinds, more)());
}

function ofOtherType(value: unknown, choice: number): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => [value],
    () => ({ a: value }),
    () => (isContainer(value) ? Object.keys(value) : String(value)),
    () =>
      Array.isArray(value) ? { ...value } : isContainer(value) ? Object.values(value) : Number(value) || 0,
    () => (isContainer(value) ? JSON.stringify(value).slice(0, 2_000) : value === true ? 'true' : true),
    () => null,
  ];
  return chosen(kinds, choice)();
}

/** A keyword with a value of its own, or one from elsewhere in the document. */
function added(choice: number, other: Place): readonly [string, unknown] {
  const [key, value] = chosen(keywords, choice);
  const foreign = copied(get(other));
  if (choice % 3 !== 0 || !isContainer(foreign)) return [key, copied(value)];
  return [key, Array.isArray(value) ? [foreign] : foreign];
}

function retarget(root: Container, places: readonly Place[], at: number, choice: number, more: number): void {
  const references = places.filter(({ key }) => key === '$ref');
  const targets = more % 3 === 0 ? undefined : pointers(root);
  const reference = targets ? `#${chosen(targets, choice)}` : chosen(oddReferences, choice);
  if (references.length > 0) set(chosen(references, at), reference);
  else set(chosen(places, at), { $ref: reference });
}

function pointers(root: Container): string[] {
  const found: string[] = [];
  const open: [Container, string][] = [[root, '']];
  for (let next = open.shift(); next !== undefined && found.length < 20_000; next = open.shift())
    for (const key of Object.keys(next[0])) {
      const value = get({ holder: next[0], key });
      const pointer = `${next[1]}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      // Without what stands for the outermost value.
      found.push(pointer.slice('/value'.length));
      if (isContainer(value)) open.push([value, pointer]);
    }
  return found;
}

function nested(value: unknown, levels: number, more: number): unknown {
  let at = value;
  for (let level = 0; level < levels; level++)
    at = chosen([[at], { a: at }, { allOf: [at] }, { properties: { a: at } }, { items: at }], more);
  return at;
}

function within(text: string, piece: string, more: number): string {
  const at = more % (text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}
