import { isObject } from '../../document/node.ts';
import { createPatterns, type Patterns } from '../../schema/patterns.ts';
import type { Comparable, Condition, Operator, Query, Segment, Selector } from './query.ts';

/** As many values are looked at for one path: a filter in a filter takes the square of what there is. */
const mostVisited = 200_000;
/** Values within one another are entered as deep. */
const deepest = 500;

/** What comparing sees where a query selects nothing (RFC 9535 section 2.3.5.1). */
const nothing = Symbol('nothing');

/** A value that a query selects, and where it stands: the root stands in nothing. */
export interface Place {
  readonly value: unknown;
  readonly holder: object | undefined;
  readonly key: string | number;
}

/** Answers questions about one value. All throw RangeError where finding out takes too long. */
export interface Evaluator {
  /** Gives what a query selects. */
  select(query: Query): readonly unknown[];
  /** The same, with the places. */
  find(query: Query): readonly Place[];
  /** Gives whether a condition holds, to which what is not there is null: it is no part of RFC 9535. */
  holds(condition: Condition): boolean;
}

/** Takes a value; gives what answers queries about it. Patterns in them are given a time limit. */
export function createEvaluator(root: unknown, patterns: Patterns = createPatterns()): Evaluator {
  let visited = 0;
  let absent: unknown = nothing;
  const visit = (): void => {
    if (++visited > mostVisited) throw new RangeError(`it looks at more than ${mostVisited} values`);
  };

  const find = (query: Query, current: unknown): readonly Place[] => {
    let places: readonly Place[] = [{ value: query.absolute ? root : current, holder: undefined, key: '' }];
    for (const segment of query.segments) places = step(places, segment);
    return places;
  };
  const select = (query: Query, current: unknown): readonly unknown[] =>
    find(query, current).map(({ value }) => value);
  const step = (places: readonly Place[], { deep, selectors }: Segment): Place[] => {
    const found: Place[] = [];
    const apply = (value: unknown): void => {
      visit();
      for (const selector of selectors) choose(value, selector, found);
    };
    const below = (value: unknown, depth: number): void => {
      if (depth > deepest) throw new RangeError(`it is nested more than ${deepest} deep`);
      apply(value);
      for (const child of childrenOf(value)) if (typeof child === 'object') below(child, depth + 1);
    };
    for (const { value } of places) (deep ? below : apply)(value, 0);
    return found;
  };
  const choose = (value: unknown, selector: Selector, found: Place[]): void => {
    switch (selector.is) {
      case 'name':
        if (isObject(value) && Object.hasOwn(value, selector.name))
          found.push({ value: value[selector.name], holder: value, key: selector.name });
        return;
      case 'index': {
        if (!Array.isArray(value)) return;
        const index = selector.index < 0 ? value.length + selector.index : selector.index;
        if (index >= 0 && index < value.length)
          found.push({ value: value[index], holder: value, key: index });
        return;
      }
      case 'any':
        for (const place of placesIn(value)) {
          visit();
          found.push(place);
        }
        return;
      case 'slice':
        if (Array.isArray(value))
          for (const key of sliced(value.length, selector))
            found.push({ value: value[key], holder: value, key });
        return;
      case 'filter':
        for (const place of placesIn(value)) {
          visit();
          if (holds(selector.condition, place.value)) found.push(place);
        }
    }
  };

  const holds = (condition: Condition, current: unknown): boolean => {
    switch (condition.is) {
      case 'and':
        return condition.parts.every((part) => holds(part, current));
      case 'or':
        return condition.parts.some((part) => holds(part, current));
      case 'not':
        return !holds(condition.part, current);
      case 'compare':
        return compare(
          valueOf(condition.left, current),
          condition.operator,
          valueOf(condition.right, current),
        );
      case 'test': {
        const { what } = condition;
        if (what.is === 'query') return select(what.query, current).length > 0;
        return valueOf(what, current) === true;
      }
    }
  };
  const valueOf = (what: Comparable, current: unknown): unknown => {
    if (what.is === 'literal') return what.value;
    if (what.is === 'query') {
      const found = select(what.query, current);
      return found.length === 1 ? found[0] : absent;
    }
    const [first, second] = what.given as [Comparable, Comparable];
    const subject = valueOf(first, current);
    switch (what.name) {
      case 'count':
        return first.is === 'query' ? select(first.query, current).length : nothing;
      case 'value':
        return subject;
      case 'length':
        if (typeof subject === 'string') return [...subject].length;
        return typeof subject === 'object' && subject !== null ? childrenOf(subject).length : nothing;
      case 'match':
      case 'search':
        return matches(subject, valueOf(second, current), what.name === 'match');
    }
  };
  const matches = (text: unknown, pattern: unknown, entire: boolean): boolean => {
    if (typeof text !== 'string' || typeof pattern !== 'string') return false;
    const source = entire ? `^(?:${pattern})$` : pattern;
    try {
      return patterns.get(source).test(text);
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  };

  return {
    select(query) {
      absent = nothing;
      return select(query, root);
    },
    find(query) {
      absent = nothing;
      return find(query, root);
    },
    holds(condition) {
      absent = null;
      return holds(condition, root);
    },
  };
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function placesIn(value: unknown): readonly Place[] {
  if (Array.isArray(value)) return value.map((item: unknown, key) => ({ value: item, holder: value, key }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, member]) => ({ value: member, holder: value, key }));
}

/** The places that a slice of a list of some length has (RFC 9535 section 2.3.4.2). */
function sliced(length: number, { start, end, step }: Selector & { readonly is: 'slice' }): number[] {
  if (step === 0) return [];
  const place = (given: number): number => (given < 0 ? length + given : given);
  const bound = (given: number, least: number, most: number): number =>
    Math.min(Math.max(place(given), least), most);
  const found: number[] = [];
  if (step > 0) {
    const last = bound(end ?? length, 0, length);
    for (let at = bound(start ?? 0, 0, length); at < last; at += step) found.push(at);
  } else {
    const last = end === undefined ? -1 : bound(end, -1, length - 1);
    for (let at = start === undefined ? length - 1 : bound(start, -1, length - 1); at > last; at += step)
      found.push(at);
  }
  return found;
}

function compare(left: unknown, operator: Operator, right: unknown): boolean {
  switch (operator) {
    case '==':
      return same(left, right);
    case '!=':
      return !same(left, right);
    case '<':
      return less(left, right);
    case '<=':
      return less(left, right) || same(left, right);
    case '>':
      return less(right, left);
    case '>=':
      return less(right, left) || same(left, right);
  }
}

function less(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}

function same(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [a, b] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
  return (
    a.length === Object.keys(b).length &&
    a.every(([key, value]) => Object.hasOwn(b, key) && same(value, b[key]))
  );
}
