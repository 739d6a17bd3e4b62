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
  /** By the keywords that anybody asks for, in the order written. */
  const known = new Map<string, readonly SchemaHook[]>();

  return (schema) => {
    let key = '';
    if (isObject(schema))
      Object.keys(schema).forEach((keyword) => {
        if (wanted.has(keyword)) key += `${keyword},`;
      });
    let found = known.get(key);
    if (found === undefined) {
      const present = key.split(',');
      found = hooks.flatMap((each) =>
        each.wanted === undefined || present.some((keyword) => each.wanted?.has(keyword)) ? each.hook : [],
      );
      if (known.size < mostKnown) known.set(key, found);
    }
    return found;
  };
}

/** Real descriptions have some hundred combinations of keywords. */
const mostKnown = 10_000;
