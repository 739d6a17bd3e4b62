import { isObject } from '../../document/node.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../judge/json-text.ts';
import { isReference } from './references.ts';

type Scalar = string | number;

/** What stands in a run for the ids of examples: the example of one name names what the run has made by that name. */
export interface StandIns {
  /** Takes a name of examples, the example of an answer and the answer; learns what the provider called what it shows. */
  learn(name: string, example: unknown, exchange: Exchange): void;
  /** Takes a name of examples and a value of one; gives what stands for it, undefined where nothing does. */
  find(name: string, value: unknown): Scalar | undefined;
}

const deepest = 8;

/** Gives stand-ins, none at first. */
export function createStandIns(): StandIns {
  const byName = new Map<string, Map<unknown, Scalar>>();
  return {
    learn(name, example, { response }) {
      const read = response?.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
      if (!read || !('value' in read)) return;
      const known = byName.get(name) ?? new Map<unknown, Scalar>();
      byName.set(name, known);
      for (const [value, other] of pairs(example, read.value, 0)) known.set(value, other);
    },
    find: (name, value) => byName.get(name)?.get(value),
  };
}

/** Ids of an example, each with what an answer has in its place. */
function* pairs(example: unknown, answer: unknown, depth: number): Generator<readonly [Scalar, Scalar]> {
  if (depth > deepest) return;
  if (Array.isArray(example) && Array.isArray(answer)) yield* pairs(example[0], answer[0], depth + 1);
  if (!isObject(example) || !isObject(answer)) return;
  for (const [key, value] of Object.entries(example)) {
    const other = Object.hasOwn(answer, key) ? answer[key] : undefined;
    if (isScalar(value) && isScalar(other)) {
      if (isReference(key)) yield [value, other];
    } else yield* pairs(value, other, depth + 1);
  }
}

/** Takes a value; gives the ids in it, each with the name of its member. */
export function* idsWithin(value: unknown, depth = 0): Generator<Scalar> {
  if (depth > deepest) return;
  if (Array.isArray(value)) for (const item of value) yield* idsWithin(item, depth + 1);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (isScalar(member)) {
      if (isReference(key)) yield member;
    } else yield* idsWithin(member, depth + 1);
  }
}

/** Takes a value and what stands for ids; gives it with those in their places. */
export function withStandIns(value: unknown, find: (id: unknown) => Scalar | undefined, depth = 0): unknown {
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withStandIns(item, find, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isScalar(member)
        ? ((isReference(key) ? find(member) : undefined) ?? member)
        : withStandIns(member, find, depth + 1),
    ]),
  );
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number';
}
