import { isObject } from '../document/node.ts';
import type { SchemaVisit, Visitor } from './visit.ts';

type SchemaHook = (schema: SchemaVisit) => void;

/**
 * Takes visitors; gives what takes the value of a schema and gives the functions that ask for it, in the visitors' order.
 * Most schemas have a few keywords, and most visitors ask for schemas with one that few have.
 */
export function hooksByKeyword(visitors: readonly Visitor[]): (schema: unknown) => readonly SchemaHook[] {
  const hooks = visitors.flatMap((visitor) => {
    const hook: SchemaHook | undefined = visitor.schema?.bind(visitor);
    return hook ? [{ hook, wanted: visitor.schemasWith && new Set(visitor.schemasWith) }] : [];
  });
  const wanted = new Set(hooks.flatMap(({ wanted: keywords }) => [...(keywords ?? [])]));
  let known = 0;
  const combination = (keywords: readonly string[]): Combination => ({
    keywords,
    hooks: hooks.flatMap((each) =>
      each.wanted === undefined || keywords.some((keyword) => each.wanted?.has(keyword)) ? each.hook : [],
    ),
    more: new Map(),
  });
  const none = combination([]);

  const withKeyword = (at: Combination, keyword: string): Combination => {
    let next = at.more.get(keyword);
    if (next === undefined) {
      next = combination([...at.keywords, keyword]);
      if (known++ < mostKnown) at.more.set(keyword, next);
    }
    return next;
  };

  return (schema) => {
    let at = none;
    if (isObject(schema))
      for (const keyword in schema) if (wanted.has(keyword)) at = withKeyword(at, keyword);
    return at.hooks;
  };
}

/** Keywords that somebody asks for, in the order written, who asks for them, and those with one more at the end. */
interface Combination {
  readonly keywords: readonly string[];
  readonly hooks: readonly SchemaHook[];
  readonly more: Map<string, Combination>;
}

/** Real descriptions have some hundred combinations of keywords. */
const mostKnown = 10_000;
