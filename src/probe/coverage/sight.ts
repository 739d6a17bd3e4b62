import { isObject } from '../../document/node.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { Branch, Contents, Part, Seen, Union } from './part.ts';

/** Values are looked into so deep, and so many parts of one: YAML aliases make small texts into values without end. */
const deepest = 64;
const mostParts = 100_000;
/** A branch that so many values were not of is tried with one in so many from then on. */
const patience = 2_000;
const oneIn = 50;

/**
 * Takes the schemas of a description; gives what marks, in the part of a schema, what a value shows of it, and whether
 * it was tried with every branch that it may be of.
 */
export function createSight(schemas: Schemas): (part: Part, value: unknown) => boolean {
  let left = 0;
  let whole = true;

  const look = (part: Part, value: unknown, depth: number): void => {
    if (part.done || depth > deepest || left-- <= 0) return;
    const contents = part.contents();
    for (const one of contents.same) look(one, value, depth + 1);
    for (const union of contents.unions) choose(union, value, depth);
    const known = contents.values.get(value);
    if (known) known.seen = true;
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) lookAtItems(contents, value, depth);
      else lookAtMembers(contents, value as Readonly<Record<string, unknown>>, depth);
    }
    part.done = isDone(part, contents);
  };

  const lookAtItems = ({ prefix, items }: Contents, values: readonly unknown[], depth: number): void => {
    for (const [index, item] of values.entries()) {
      const part = prefix[index] ?? items;
      if (part === undefined || (part.done && index >= prefix.length)) return;
      look(part, item, depth + 1);
    }
  };

  const lookAtMembers = (
    { properties, others }: Contents,
    value: Readonly<Record<string, unknown>>,
    depth: number,
  ): void => {
    if (properties.size === 0 && (others === undefined || others.done)) return;
    for (const name of Object.keys(value)) {
      const property = properties.get(name);
      if (property) {
        property.seen = true;
        if (property.part) look(property.part, value[name], depth + 1);
      } else if (others) look(others, value[name], depth + 1);
    }
  };

  const choose = ({ branches, tag }: Union, value: unknown, depth: number): void => {
    if (branches.every(({ seen, part }) => seen && part.done)) return;
    const tagged = tag !== undefined && isObject(value) && Object.hasOwn(value, tag) ? value[tag] : undefined;
    const meant = branches.filter(({ tags }) => typeof tagged === 'string' && tags.has(tagged));
    // A value that a discriminator knows no schema for is of none.
    const decided = meant.length > 0 || (tag !== undefined && branches.every(({ tags }) => tags.size > 0));
    for (const branch of decided ? meant : branches) {
      if ((branch.seen && branch.part.done) || !mayBe(branch.part, value, 0)) continue;
      if (!isTried(branch)) {
        whole = false;
        continue;
      }
      if (schemas.accepts(branch.part.site, value) !== true) {
        branch.misses += 1;
        // Misses are counted, of however many values.
        whole = false;
        continue;
      }
      branch.seen = true;
      look(branch.part, value, depth + 1);
    }
  };

  return (part, value) => {
    left = mostParts;
    whole = true;
    look(part, value, 0);
    return whole;
  };
}

function isTried(branch: Branch): boolean {
  if (branch.misses < patience) return true;
  const due = branch.misses % oneIn === 0;
  if (!due) branch.misses += 1;
  return due;
}

function isDone(part: Part, contents: Contents): boolean {
  if (part.lacks && isLacking(part.lacks)) return false;
  part.lacks = lackOf(contents);
  return part.lacks === undefined;
}

function lackOf({
  same,
  properties,
  others,
  prefix,
  items,
  values,
  unions,
}: Contents): Seen | Part | undefined {
  for (const property of properties.values()) if (isLacking(property)) return property;
  for (const value of values.values()) if (isLacking(value)) return value;
  for (const { branches } of unions) {
    const branch = branches.find(isLacking);
    if (branch) return branch;
  }
  return [...same, ...prefix, ...(others ? [others] : []), ...(items ? [items] : [])].find(isLacking);
}

function isLacking(one: Seen | Part): boolean {
  if ('done' in one) return !one.done;
  return !one.seen || (one.part !== undefined && !one.part.done);
}

/** Takes the part of a branch and a value; gives whether the types of both leave it open that the value is of it. */
function mayBe(part: Part, value: unknown, depth: number): boolean {
  const { type, same } = part.contents();
  if (type !== undefined && !mayBeOfType(value, type)) return false;
  return depth > 8 || same.every((one) => mayBe(one, value, depth + 1));
}

function mayBeOfType(value: unknown, type: string): boolean {
  // `nullable` is a word beside the type.
  if (value === null) return true;
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
    case 'number':
      // What JavaScript has no number for may be an object here.
      return typeof value !== 'string' && typeof value !== 'boolean';
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      return true;
  }
}
