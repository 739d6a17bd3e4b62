import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer } from '../../document/pointer.ts';
import type { Converted, Engine, SchemaError } from '../converted.ts';
import type { AddKeyword } from './keyword.ts';
import { evaluated } from '../evaluated.ts';
import type { Patterns } from '../patterns.ts';

/** Adds `unevaluatedProperties` and `unevaluatedItems`, which ask their siblings again what they looked at. */
export function addUnevaluated(add: AddKeyword, engine: Engine, patterns: Patterns): void {
  const judge = (keyword: string, schema: Converted, key: string | number, value: unknown): SchemaError[] => {
    const errors = engine.errorsOf(schema, value);
    if (!errors) return [];
    if (schema['nothing'] === true) return [{ keyword, params: { key } }];
    return [
      { keyword, params: {}, nested: { errors, frame: engine.frame, at: appendKey(rootPointer, key) } },
    ];
  };
  const orNone = (errors: readonly SchemaError[]): readonly SchemaError[] | undefined =>
    errors.length > 0 ? errors : undefined;

  add<() => Converted>('unevaluatedProperties', 'object', (value, parent) => (data) => {
    if (!isObject(data)) return undefined;
    const { names } = evaluated(engine, patterns, parent, data, 'unevaluatedProperties');
    const rest = Object.keys(data).filter((name) => !names.has(name));
    return orNone(rest.flatMap((name) => judge('unevaluatedProperties', value(), name, data[name])));
  });

  add<() => Converted>('unevaluatedItems', 'array', (value, parent) => (data) => {
    if (!Array.isArray(data)) return undefined;
    const { indices } = evaluated(engine, patterns, parent, data, 'unevaluatedItems');
    const rest = [...data.keys()].filter((index) => !indices.has(index));
    return orNone(rest.flatMap((index) => judge('unevaluatedItems', value(), index, data[index])));
  });
}
