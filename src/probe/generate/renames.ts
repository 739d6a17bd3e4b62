import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import { normal } from './answered-ids.ts';
import type { KnownPath, Made } from './known-ids.ts';
import { shapeOf } from './path-templates.ts';

/** Follows what a run has made through updates that change what it is called by. */
export interface Renames {
  /** Takes the path of what was made, the values in it, and what was sent and told of it. */
  made(path: string, values: readonly unknown[], told: readonly unknown[]): void;
  /** Takes an update that was served, the values of its path, and what it was told to be, what counts most first. */
  updated(operation: Operation, values: readonly unknown[], told: readonly unknown[]): void;
  /** Takes the path of what was asked for and is not there: it has another name from now on, if it was given one. */
  missing(path: string, values: readonly unknown[]): void;
  /** Takes a path without the names of its parameters, and the values in it; gives where it may be as well. */
  perhaps(shape: string, values: readonly unknown[]): Made | undefined;
}

/** What an update said the name of something was to be: many say what they do not do. */
interface Renamed {
  readonly shape: string;
  readonly from: readonly unknown[];
  readonly to: readonly unknown[];
}

const mostFollowed = 10_000;

/** Takes what is known by the shapes of paths; gives what follows. */
export function createRenames(byShape: Map<string, KnownPath[]>): Renames {
  /** The members that tell what something is called by. */
  const named = new Map<string, readonly string[]>();
  const renamed = new Map<string, Renamed>();
  return {
    made(path, values, told) {
      const id = String(values.at(-1));
      const parameter = normal(/\{([^{}]*)\}\/?$/.exec(path)?.[1] ?? '');
      // One number is like another.
      const isNumber = /^\d+$/.test(id);
      const names = told.filter(isObject).flatMap((object) =>
        Object.keys(object).filter((name) => {
          const isNamed = !isNumber || ['id', parameter].includes(normal(name));
          return String(object[name]) === id && isNamed;
        }),
      );
      if (named.size < mostFollowed) named.set(keyOf(shapeOf(path), values), [...new Set(names)]);
    },
    updated({ path }, values, told) {
      const shape = shapeOf(path);
      const key = keyOf(shape, values);
      const id = values.at(-1);
      for (const name of named.get(key) ?? [])
        for (const object of told.filter(isObject)) {
          const other = Object.hasOwn(object, name) ? object[name] : undefined;
          if (typeof other !== typeof id || other === '' || typeof other === 'object') continue;
          if (other === id) break;
          renamed.set(key, { shape, from: values, to: [...values.slice(0, -1), other] });
          return;
        }
    },
    missing(path, values) {
      const key = keyOf(shapeOf(path), values);
      const found = renamed.get(key);
      if (!found) return;
      renamed.delete(key);
      const { shape, from, to } = found;
      named.set(keyOf(shape, to), named.get(key) ?? []);
      for (const [other, list] of byShape)
        if (other === shape || other.startsWith(`${shape}/`))
          byShape.set(
            other,
            list.map((one) =>
              one.created && startsWith(one.values, from)
                ? { ...one, values: [...to, ...one.values.slice(to.length)] }
                : one,
            ),
          );
    },
    perhaps(shape, values) {
      for (const one of renamed.values())
        if ((shape === one.shape || shape.startsWith(`${one.shape}/`)) && startsWith(values, one.from))
          return { path: shape, values: [...one.to, ...values.slice(one.to.length)], renamed: 'to' };
      return undefined;
    },
  };
}

function startsWith(values: readonly unknown[], start: readonly unknown[]): boolean {
  return keyOf('', values.slice(0, start.length)) === keyOf('', start);
}

function keyOf(shape: string, values: readonly unknown[]): string {
  return JSON.stringify([shape, values.map(String)]);
}
