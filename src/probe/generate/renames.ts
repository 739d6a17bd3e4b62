import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import { normal } from './answered-ids.ts';
import type { KnownPath } from './known-ids.ts';
import { shapeOf } from './path-templates.ts';

/** Follows what a run has made through updates that change what it is called by. */
export interface Renames {
  /** Takes the path of what was made, the values in it, and what was sent and told of it. */
  made(path: string, values: readonly unknown[], told: readonly unknown[]): void;
  /** Takes an update that was served, the values of its path, and what it was told to be, what counts most first. */
  updated(operation: Operation, values: readonly unknown[], told: readonly unknown[]): void;
  /** Takes the path of what was asked for and is not there. */
  missing(path: string, values: readonly unknown[]): void;
  /** Takes a path without the names of its parameters; gives whether what is there was called otherwise since. */
  isFormer(shape: string, values: readonly unknown[]): boolean;
}

const mostFollowed = 10_000;

/** Takes what is known by the shapes of paths, and what adds to it; gives what follows. */
export function createRenames(
  byShape: Map<string, KnownPath[]>,
  remember: (path: string, known: KnownPath) => void,
): Renames {
  /** The members that tell what something is called by. */
  const named = new Map<string, readonly string[]>();
  /** What was renamed to what. */
  const renamed = new Map<string, { readonly from: readonly unknown[]; readonly to: readonly unknown[] }>();

  /** What was made at a path and below it. */
  const below = function* (shape: string, start: readonly unknown[]): Generator<[string, KnownPath]> {
    for (const [path, list] of [...byShape])
      if (path === shape || path.startsWith(`${shape}/`))
        for (const one of [...list])
          if (one.created && keyOf('', one.values.slice(0, start.length)) === keyOf('', start))
            yield [path, one];
  };
  const drop = (shape: string, start: readonly unknown[]): void => {
    for (const [path, one] of below(shape, start))
      byShape.set(path, byShape.get(path)?.filter((other) => other !== one) ?? []);
  };
  return {
    made(path, values, told) {
      const id = values.at(-1);
      const parameter = normal(/\{([^{}]*)\}\/?$/.exec(path)?.[1] ?? '');
      // One number is like another.
      const isNumber = /^\d+$/.test(String(id));
      const names = told.flatMap((object) =>
        isObject(object)
          ? Object.keys(object).filter(
              (name) =>
                String(object[name]) === String(id) &&
                (!isNumber || ['id', parameter].includes(normal(name))),
            )
          : [],
      );
      if (named.size < mostFollowed) named.set(keyOf(shapeOf(path), values), [...new Set(names)]);
    },
    updated({ path }, values, told) {
      const shape = shapeOf(path);
      const key = keyOf(shape, values);
      const id = values.at(-1);
      for (const name of named.get(key) ?? [])
        for (const object of told) {
          const other = isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
          if ((typeof other !== 'string' && typeof other !== 'number') || other === '') continue;
          if (String(other) === String(id)) break;
          const to = [...values.slice(0, -1), other];
          renamed.set(key, { from: values, to });
          named.set(keyOf(shape, to), named.get(key) ?? []);
          for (const [part, one] of below(shape, values))
            remember(part, { values: [...to, ...one.values.slice(to.length)], created: true });
          return;
        }
    },
    missing(path, values) {
      const shape = shapeOf(path);
      if (renamed.has(keyOf(shape, values))) return drop(shape, values);
      // The answer to an update told what was not done.
      for (const [key, { to }] of renamed) {
        if (keyOf(shape, to) !== keyOf(shape, values)) continue;
        renamed.delete(key);
        return drop(shape, values);
      }
    },
    isFormer: (shape, values) =>
      [...renamed].some(
        ([key, { from }]) => keyOf(firstOf(shape, from.length), values.slice(0, from.length)) === key,
      ),
  };
}

/** The part of a shape with so many parameters. */
function firstOf(shape: string, depth: number): string {
  let end = 0;
  for (let count = 0; count < depth; count++) end = shape.indexOf('{}', end) + 2;
  return shape.slice(0, end);
}

function keyOf(shape: string, values: readonly unknown[]): string {
  return JSON.stringify([shape, values.map(String)]);
}
