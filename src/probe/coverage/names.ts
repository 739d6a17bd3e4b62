import type { Node } from '../../document/document.ts';
import { pointerKeys } from '../../document/pointer.ts';

/** Keys of schemas that lead to a part of a value without being its name. */
const silent = new Set(['schema', 'properties', 'definitions', '$defs']);

/**
 * Takes a node in a description; gives a name for it that a person would use: `Title.tags[].name` within a component,
 * else the operation with what is in it: `GET /titles 200 data.name`.
 */
export function partName({ pointer, document }: Node): string {
  const keys = pointerKeys(pointer);
  const [first, second, third, ...rest] = keys;
  if (first === 'definitions' && second !== undefined) return steps(second, keys.slice(2));
  if (first === 'components' && third !== undefined) {
    if (second === 'schemas') return steps(third, rest);
    return steps(`${third} ${mediaIn(rest)}`.trim(), withoutMedia(rest));
  }
  if (first === 'paths' && second !== undefined && third !== undefined) {
    const operation = third === 'parameters' ? second : `${third.toUpperCase()} ${second}`;
    const inside = third === 'parameters' ? ['parameters', ...rest] : rest;
    const [part, status] = inside;
    if (part === 'parameters')
      return steps(`${operation} ${parameterAt(keys, document.value)}`, inside.slice(2));
    const of = part === 'responses' ? ` ${status}` : part === 'requestBody' ? ' request' : '';
    const left = part === 'responses' ? inside.slice(2) : inside.slice(1);
    return steps(operation + of, withoutMedia(left), ' ');
  }
  // A file of its own, with one schema or many.
  return steps(document.uri.replace(/^.*\//, ''), keys, ' ');
}

/** The place and name of the parameter that keys lead into. */
function parameterAt(keys: readonly string[], root: unknown): string {
  let value = root;
  for (const key of keys.slice(0, keys.indexOf('parameters') + 2)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 'parameter';
    value = (value as Record<string, unknown>)[key];
  }
  const { in: place, name } = value as { readonly in?: unknown; readonly name?: unknown };
  return `${String(place)} ${String(name)}`;
}

function mediaIn(keys: readonly string[]): string {
  return keys[0] === 'content' ? (keys[1] ?? '') : '';
}

function withoutMedia(keys: readonly string[]): readonly string[] {
  return keys[0] === 'content' ? keys.slice(2) : keys;
}

function steps(start: string, keys: readonly string[], joint = '.'): string {
  let name = start;
  let between = joint;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    const inner = keys[index + 1];
    if (key === 'items') {
      name += '[]';
      between = '.';
    } else if (key === 'additionalProperties') name += '.*';
    else if (key === 'properties' && inner !== undefined) {
      name += between + inner;
      between = '.';
      index += 1;
    } else if ((key === 'oneOf' || key === 'anyOf' || key === 'allOf') && inner !== undefined) index += 1;
    else if (!silent.has(key)) {
      name += `${between}${key}`;
      between = '.';
    }
  }
  return name;
}
