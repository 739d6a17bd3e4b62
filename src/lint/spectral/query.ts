import { isComposite, type Place } from './place.ts';
import type { FilterScope } from './filter.ts';
import type { CompiledPath, Step } from './json-path.ts';
import type { View } from './view.ts';

/** A place that a path leads to, and by which way. */
export interface Match {
  /** The place as it is named on the way: what holds the `$ref`, where there is one. */
  readonly use: Place;
  /** What stands there, with references followed where the view follows them. */
  readonly place: Place;
  readonly parent: Match | undefined;
  /** Whether the key is what was asked for, not the value. */
  readonly key?: true;
}

/** Runs paths over one view, each once. */
export interface Query {
  readonly view: View;
  readonly root: Match;
  /** Takes a path and where `$` is; gives what it leads to, each place once. Throws RangeError beyond all bounds. */
  run(path: CompiledPath, from?: Match): readonly Match[];
}

type Context = Pick<CompiledPath, 'contextual' | 'above'>;

/** More matches than this on the way through one path are no description's size, but a path's fault. */
const most = 1_000_000;

/** Takes a view, and a function from its places to plain data; gives what runs paths over it. */
export function createQuery(view: View, plain: (place: Place) => unknown): Query {
  const root: Match = { use: view.root, place: view.settle(view.root), parent: undefined };
  const known = new Map<string, readonly Match[]>();
  let below: readonly Match[] | undefined;
  let inside: readonly Match[] | undefined;

  /** One for all questions: a filter may be asked a million of them, and keeps none. */
  const scope = {
    value: undefined as unknown,
    property: undefined as string | number | undefined,
    parentProperty: undefined as string | number | undefined,
    child: root,
    parent: (): unknown => {
      const above = scope.child.parent?.parent;
      return above && plain(above.place);
    },
    root: (): unknown => plain(root.place),
    path: (): string => printPath(scope.child),
  };

  function asked(child: Match, match: Match): FilterScope {
    scope.value = plain(child.place);
    scope.property = child.use.key;
    scope.parentProperty = match.parent === undefined ? undefined : match.use.key;
    scope.child = child;
    return scope;
  }

  const enter = (use: Place, parent: Match): Match => ({ use, place: view.settle(use), parent });

  /** What all paths that start with `$..` have in common. */
  function everything(): readonly Match[] {
    below ??= descend([root], { contextual: false, above: 0 });
    return below;
  }

  /** What all filters that follow `$..` are asked about. */
  function parts(): readonly Match[] {
    inside ??= everything().flatMap((match) => view.children(match.place).map((use) => enter(use, match)));
    return inside;
  }

  function descend(starts: readonly Match[], { contextual, above }: Context): Match[] {
    const seen = new Set<number | string>();
    const found: Match[] = [];
    const stack = starts.toReversed();
    for (let match = stack.pop(); match !== undefined; match = stack.pop()) {
      if (!isComposite(match.place)) continue;
      const name = contextual ? identity(match, above) : match.place.id;
      if (seen.has(name)) continue;
      seen.add(name);
      found.push(match);
      bound(found.length);
      const children = view.children(match.place);
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index] as Place;
        if (isComposite(child)) stack.push(enter(child, match));
      }
    }
    return found;
  }

  function step(match: Match, each: Step, found: Match[]): void {
    switch (each.is) {
      case 'names':
        for (const name of each.names) {
          const child = view.child(match.place, name);
          if (child) found.push(enter(child, match));
        }
        return;
      case 'any':
        for (const child of view.children(match.place)) found.push(enter(child, match));
        return;
      case 'parent':
        if (match.parent) found.push(match.parent);
        return;
      case 'key':
        found.push({ ...match, key: true });
        return;
      case 'slice':
        if (Array.isArray(match.place.value)) {
          for (const child of sliced(view.children(match.place), each)) found.push(enter(child, match));
        }
        return;
      case 'filter':
        for (const use of view.children(match.place)) {
          const child = enter(use, match);
          if (each.filter.holds(asked(child, match))) found.push(child);
        }
        return;
      case 'type':
        if (typeOf(match.place.value, each.type)) found.push(match);
        return;
      case 'deep':
        return;
    }
  }

  function evaluate({ steps, contextual, above }: CompiledPath, from: Match): readonly Match[] {
    let matches: readonly Match[] = [from];
    for (const each of steps) {
      if (each.is === 'deep') {
        matches =
          !contextual && matches.length === 1 && matches[0] === root
            ? everything()
            : descend(matches, { contextual, above });
        continue;
      }
      if (each.is === 'filter' && matches === below) {
        const { filter } = each;
        matches = parts().filter((child) => filter.holds(asked(child, child.parent ?? root)));
        continue;
      }
      const found: Match[] = [];
      for (const match of matches) {
        step(match, each, found);
        bound(found.length);
      }
      matches = distinct(found, above);
    }
    return matches;
  }

  return {
    view,
    root,
    run(path, from = root) {
      if (from !== root) return evaluate(path, from);
      let found = known.get(path.text);
      if (found === undefined) known.set(path.text, (found = evaluate(path, root)));
      return found;
    },
  };
}

function bound(count: number): void {
  if (count > most) throw new RangeError(`it leads to more than ${most} places`);
}

function distinct(matches: readonly Match[], above: number): readonly Match[] {
  if (matches.length < 2) return matches;
  const seen = new Set<number | string>();
  return matches.filter((match) => {
    const name = above === 0 ? match.use.id : identity(match, above);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** A match is another one where the places above it are others, as far up as the path looks. */
function identity(match: Match, above: number): number | string {
  if (above === 0) return match.use.id;
  let name = String(match.use.id);
  let at = match.parent;
  for (let up = 0; up < above && at !== undefined; up += 1) {
    name += `,${at.use.id}`;
    at = at.parent;
  }
  return name;
}

function sliced(
  children: readonly Place[],
  {
    start,
    end,
    step,
  }: { readonly start: number | undefined; readonly end: number | undefined; readonly step: number },
): Place[] {
  const within = (index: number) =>
    Math.min(children.length, Math.max(0, index < 0 ? children.length + index : index));
  const found: Place[] = [];
  const last = within(end ?? children.length);
  for (let index = within(start ?? 0); index < last; index += step) found.push(children[index] as Place);
  return found;
}

function typeOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'scalar':
      return typeof value !== 'object' || value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'other':
    case 'undefined':
    case 'function':
      return false;
    case 'nonFinite':
      return typeof value === 'number' && !Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

/** Takes a match; gives the keys by which it was reached, through references. */
export function wayTo(match: Match): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Match = match; at.parent !== undefined; at = at.parent) keys.push(at.use.key);
  return keys.reverse();
}

function printPath(match: Match): string {
  return `$${wayTo(match)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `['${key}']`))
    .join('')}`;
}
