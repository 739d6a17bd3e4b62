import { anyCharacter, includes, type Characters } from './characters.ts';

/**
 * A regular language over code points, with intersection and complement beside the usual operations. `key` is the
 * same for expressions that are put together alike; `nullable` is whether the empty text is in the language.
 */
export type Expression = { readonly key: string; readonly nullable: boolean } & (
  | { readonly kind: 'set'; readonly set: Characters }
  | { readonly kind: 'empty' }
  | { readonly kind: 'sequence'; readonly first: Expression; readonly rest: Expression }
  | { readonly kind: 'or' | 'and'; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  | { readonly kind: 'loop'; readonly item: Expression; readonly min: number; readonly max: number }
);

/** The language without any text. */
export const none: Expression = { kind: 'set', set: [], key: '[]', nullable: false };
/** The language of the empty text. */
export const empty: Expression = { kind: 'empty', key: 'e', nullable: true };

export function set(characters: Characters): Expression {
  if (characters.length === 0) return none;
  const key = `[${characters.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join()}]`;
  return { kind: 'set', set: characters, key, nullable: false };
}

/** Every single character. */
export const one: Expression = set(anyCharacter);

export function loop(item: Expression, min: number, max: number): Expression {
  if (max === 0 || item.kind === 'empty') return empty;
  if (item === none) return min === 0 ? empty : none;
  if (min === 1 && max === 1) return item;
  if (item.kind === 'loop' && item.min === 0 && item.max === Infinity) return item;
  const least = item.nullable ? 0 : min;
  return {
    kind: 'loop',
    item,
    min: least,
    max,
    key: `(${item.key}){${least},${max}}`,
    nullable: least === 0,
  };
}

/** Every text. */
export const all: Expression = loop(one, 0, Infinity);

export function sequence(first: Expression, rest: Expression): Expression {
  if (first === none || rest === none) return none;
  if (first.kind === 'empty') return rest;
  if (rest.kind === 'empty') return first;
  if (first.kind === 'sequence') return sequence(first.first, sequence(first.rest, rest));
  // Every text and then every text is every text.
  if (
    first.key === all.key &&
    (rest.key === all.key || (rest.kind === 'sequence' && rest.first.key === all.key))
  )
    return rest;
  return {
    kind: 'sequence',
    first,
    rest,
    key: `${first.key}.${rest.key}`,
    nullable: first.nullable && rest.nullable,
  };
}

export function not(item: Expression): Expression {
  if (item.kind === 'not') return item.item;
  if (item === none) return all;
  if (item.key === all.key) return none;
  return { kind: 'not', item, key: `!(${item.key})`, nullable: !item.nullable };
}

export function or(items: Iterable<Expression>): Expression {
  return combine('or', items, none, all);
}

export function and(items: Iterable<Expression>): Expression {
  return combine('and', items, all, none);
}

function combine(
  kind: 'or' | 'and',
  items: Iterable<Expression>,
  unit: Expression,
  zero: Expression,
): Expression {
  const unique = new Map<string, Expression>();
  const add = (item: Expression): void => {
    if (item.kind === kind) item.items.forEach(add);
    else if (item.key !== unit.key) unique.set(item.key, item);
  };
  for (const item of items) add(item);
  if (unique.has(zero.key)) return zero;
  for (const item of unique.values()) if (item.kind === 'not' && unique.has(item.item.key)) return zero;
  const list = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (list.length < 2) return list[0] ?? unit;
  const nullable = kind === 'or' ? list.some((item) => item.nullable) : list.every((item) => item.nullable);
  const key = `(${list.map((item) => item.key).join(kind === 'or' ? '|' : '&')})`;
  return { kind, items: list, key, nullable };
}

/** Takes a language and a character; gives what may follow that character in its texts (Brzozowski's derivative). */
export function derive(expression: Expression, point: number): Expression {
  switch (expression.kind) {
    case 'empty':
      return none;
    case 'set':
      return includes(expression.set, point) ? empty : none;
    case 'sequence': {
      const after = sequence(derive(expression.first, point), expression.rest);
      return expression.first.nullable ? or([after, derive(expression.rest, point)]) : after;
    }
    case 'or':
      return or(expression.items.map((item) => derive(item, point)));
    case 'and':
      return and(expression.items.map((item) => derive(item, point)));
    case 'not':
      return not(derive(expression.item, point));
    case 'loop': {
      const { item, min, max } = expression;
      return sequence(derive(item, point), loop(item, Math.max(0, min - 1), max - 1));
    }
  }
}

/** Takes a language; adds the points at which a derivative may change: the first of a range, or just after one. */
export function boundaries(expression: Expression, into: Set<number>): void {
  switch (expression.kind) {
    case 'empty':
      return;
    case 'set':
      for (const [first, last] of expression.set) into.add(first).add(last + 1);
      return;
    case 'sequence':
      boundaries(expression.first, into);
      if (expression.first.nullable) boundaries(expression.rest, into);
      return;
    case 'or':
    case 'and':
      for (const item of expression.items) boundaries(item, into);
      return;
    default:
      boundaries(expression.item, into);
  }
}
