import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Converted, SchemaError } from '../converted.ts';

/** Where a part stands in a value: a chain, as most places are never told. */
export interface Place {
  readonly holder: Place | undefined;
  readonly key: string | number;
}

/** A part of a value while a schema judges it. */
export interface Part {
  readonly schema: Converted;
  readonly data: unknown;
  /** Undefined for the whole value. */
  readonly place: Place | undefined;
  /** Gathers what is wrong. */
  readonly errors: SchemaError[];
}

/** Takes a place; gives its JSON Pointer. */
export function pointerOf(place: Place | undefined): Pointer {
  const keys: (string | number)[] = [];
  for (let at = place; at; at = at.holder) keys.push(at.key);
  return keys.reduceRight<Pointer>((pointer, key) => appendKey(pointer, key), rootPointer);
}

/** Takes a part and a keyword of its schema that rejects it; adds the error. */
export function fail({ schema, data, place, errors }: Part, keyword: string, params = {}): void {
  const instancePath = pointerOf(place);
  errors.push({ keyword, params, instancePath, schema: schema[keyword], parentSchema: schema, data });
}

/** Takes the name of a type and a value; gives whether the value is of it, as Ajv reads JavaScript's. */
export function isOfType(type: unknown, data: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(data);
    case 'array':
      return Array.isArray(data);
    case 'null':
      return data === null;
    case 'integer':
      // An infinite number is none.
      return typeof data === 'bigint' || (typeof data === 'number' && !(data % 1) && !Number.isNaN(data));
    case 'number':
      return typeof data === 'number' || typeof data === 'bigint';
    default:
      return typeof data === type;
  }
}
