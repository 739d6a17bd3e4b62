import { isObject } from '../../document/node.ts';
import type { Case } from './case.ts';

/**
 * Takes a case that fails, and what tells whether another fails in the same way; gives the smallest that was found
 * to: without parameters, members and items that do not matter. Asks at most `limit` times.
 */
export async function shrink<C extends Case>(
  failing: C,
  fails: (candidate: C) => Promise<C | undefined>,
  limit: number,
): Promise<C> {
  let smallest = failing;
  let left = limit;
  for (let progress = true; progress && left > 0;) {
    progress = false;
    for (const candidate of smaller(smallest)) {
      if (left-- <= 0) break;
      const found = await fails(candidate);
      if (found) {
        smallest = found;
        progress = true;
        break;
      }
    }
  }
  return smallest;
}

function* smaller<C extends Case>(one: C): Generator<C> {
  for (const [parameter] of one.parameters) {
    if (parameter.in === 'path') continue;
    const parameters = new Map([...one.parameters].filter(([other]) => other !== parameter));
    yield { ...one, parameters };
  }
  if (one.body)
    for (const value of smallerValues(one.body.value, 0)) yield { ...one, body: { ...one.body, value } };
}

/** Values with one member or item less, the largest parts first. */
function* smallerValues(value: unknown, depth: number): Generator<unknown> {
  if (depth > 6) return;
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.filter((_, other) => other !== index);
    for (const [index, item] of value.entries())
      for (const part of smallerValues(item, depth + 1)) yield value.with(index, part);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const { [key]: _, ...rest } = value;
      yield rest;
    }
    for (const [key, member] of Object.entries(value))
      for (const part of smallerValues(member, depth + 1)) yield { ...value, [key]: part };
  }
}
