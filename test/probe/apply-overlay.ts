import type { OverlayAction } from '../../src/findings/finding.ts';

type Json = Record<string, unknown> | unknown[];

/**
 * Takes the value of a description and actions; gives a copy with the actions applied, as OpenAPI Overlay 1.0.0
 * section 4.4.3 says. Reads only JSONPaths that name one place; throws where that is not there.
 */
export function applyOverlay(description: unknown, actions: readonly OverlayAction[]): unknown {
  const whole = { root: structuredClone(description) };
  for (const { target, update, remove } of actions) {
    const keys = ['root', ...keysOf(target)];
    const last = keys.at(-1) ?? '';
    const holder = keys.slice(0, -1).reduce<unknown>((at, key) => memberOf(at, key, target), whole) as Json;
    const found = memberOf(holder, last, target);
    if (remove === true) {
      if (Array.isArray(holder)) holder.splice(Number(last), 1);
      else delete holder[last];
    } else if (Array.isArray(found)) found.push(update);
    else if (isObject(found) && isObject(update)) merge(found, update);
    else throw new Error(`${target} is neither an object nor an array`);
  }
  return whole.root;
}

function merge(into: Record<string, unknown>, update: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(update)) {
    const known = Object.hasOwn(into, key) ? into[key] : undefined;
    if (isObject(known) && isObject(value)) merge(known, value);
    else if (Array.isArray(known) && Array.isArray(value)) known.push(...value);
    else into[key] = structuredClone(value);
  }
}

function memberOf(value: unknown, key: string, target: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    throw new Error(`${target} leads nowhere: there is no ${key}`);
  return (value as Record<string, unknown>)[key];
}

function keysOf(path: string): string[] {
  const keys: string[] = [];
  const step = /\.([A-Za-z_]\w*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const [, name, index, quoted] = step.exec(path) ?? [];
    if (name === undefined && index === undefined && quoted === undefined)
      throw new Error(`${path} is no path to one place`);
    keys.push(name ?? index ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
  }
  return keys;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
