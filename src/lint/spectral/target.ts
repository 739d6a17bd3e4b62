import type { CompiledPath } from './json-path.ts';
import { compilePath } from './json-path.ts';
import { isComposite, type Place } from './place.ts';
import { wayTo, type Match, type Query } from './query.ts';
import type { View } from './view.ts';

/** What a function of a rule is asked about: a part of a match, which may be missing. */
export interface Target {
  /** Undefined where it is missing; a key, where that is what the rule looks at. */
  readonly value: unknown;
  /** The nearest place that there is. */
  readonly place: Place;
  /** The keys from there to what is missing; none where it is there. */
  readonly missing: readonly (string | number)[];
  /** Whether the key of the place is the value. */
  readonly key: boolean;
  /** The keys by which it is reached from the root, through references. */
  way(): readonly (string | number)[];
}

/** Which part of a match a rule looks at. */
export type Field =
  | { readonly is: 'whole' }
  | { readonly is: 'keys' }
  | { readonly is: 'path'; readonly path: CompiledPath }
  | { readonly is: 'member'; readonly text: string; readonly keys: readonly string[] };

/** Takes the `field` of a rule, or undefined; gives what it means. Throws SyntaxError where it cannot be read. */
export function readField(field: string | undefined): Field {
  if (field === undefined) return { is: 'whole' };
  if (field === '@key') return { is: 'keys' };
  // `$ref` is a member; `$`, `$.a` and `$[0]` are paths.
  if (/^\$(?!\w)/.test(field)) return { is: 'path', path: compilePath(field) };
  return { is: 'member', text: field, keys: memberKeys(field) };
}

/** `a.b[0]["c.d"]` to its keys. */
function memberKeys(field: string): string[] {
  return [...field.matchAll(/\[(?:"([^"]*)"|'([^']*)'|([^\]]*))\]|([^.[\]]+)/g)].map(
    ([, double, single, plain, name]) => double ?? single ?? plain ?? name ?? '',
  );
}

/** Takes a match, and which part of it is meant; gives the targets there: at least one, which may be missing. */
export function targetsOf(match: Match, field: Field, query: Query): readonly Target[] {
  const { place, use, key } = match;
  const way = () => wayTo(match);
  const whole: Target = key
    ? { value: use.key, place: use, missing: [], key: true, way }
    : { value: place.value, place, missing: [], key: false, way };
  // As Spectral has it, what has no members is looked at itself, whatever the field.
  if (field.is === 'whole' || key || !isComposite(place)) return [whole];
  const found = partsOf(match, field, query);
  return found.length > 0 ? found : [{ ...whole, value: undefined }];
}

function partsOf(match: Match, field: Exclude<Field, { is: 'whole' }>, query: Query): readonly Target[] {
  const { view } = query;
  switch (field.is) {
    case 'keys':
      return view.children(match.place).map((child) => ({
        value: String(child.key),
        place: child,
        missing: [],
        key: true,
        way: () => [...wayTo(match), child.key],
      }));
    case 'path':
      return query.run(field.path, match).map((found) => ({
        value: found.key ? found.use.key : found.place.value,
        place: found.key ? found.use : found.place,
        missing: [],
        key: found.key === true,
        way: () => wayTo(found),
      }));
    case 'member': {
      const keys = view.child(match.place, field.text) ? [field.text] : field.keys;
      const { place, missing } = descend(view, match.place, keys);
      const value = missing.length > 0 ? undefined : place.value;
      return [{ value, place, missing, key: false, way: () => [...wayTo(match), ...keys] }];
    }
  }
}

/** Takes a place and keys; gives how far they lead, and the keys that lead no further. */
export function descend(
  view: View,
  from: Place,
  keys: readonly (string | number)[],
): { readonly place: Place; readonly missing: readonly (string | number)[] } {
  let place = view.settle(from);
  for (const [index, key] of keys.entries()) {
    const next = view.child(place, key);
    if (next === undefined) return { place, missing: keys.slice(index) };
    place = view.settle(next);
  }
  return { place, missing: [] };
}
