import { canonical } from '../canonical.ts';
import type { Contains, Engine } from '../converted.ts';
import type { AddKeyword } from './keyword.ts';

/** Adds `uniqueItems` in linear time, and `contains` with `minContains` and `maxContains`. */
export function addArrayKeywords(add: AddKeyword, engine: Engine): void {
  add<true>('uniqueItems', 'array', () => (data) => {
    const first = new Map<string, number>();
    for (const [index, item] of (data as readonly unknown[]).entries()) {
      const key = canonical(item);
      const same = first.get(key);
      if (same !== undefined) return [{ keyword: 'uniqueItems', params: { first: same, second: index } }];
      first.set(key, index);
    }
    return undefined;
  });

  add<() => Contains>('contains', 'array', (value) => (data) => {
    const { schema, least, most } = value();
    let found = 0;
    for (const item of data as readonly unknown[]) if (!engine.errorsOf(schema, item)) found += 1;
    if (found >= least && found <= most) return undefined;
    const keyword = found > most ? 'maxContains' : least === 1 ? 'contains' : 'minContains';
    return [{ keyword, params: { found, least, most } }];
  });
}
