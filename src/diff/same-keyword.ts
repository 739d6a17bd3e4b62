import { isObject, textOf, type JsonObject } from '../document/node.ts';
import { sameValue } from './same-value.ts';

/** Of a parameter of 2.0, which is its own schema: what is told of parameters. */
const ofParameters: ReadonlySet<string> = new Set(['name', 'in', 'collectionFormat', 'allowEmptyValue']);

/**
 * Takes a keyword and two schemas that stand opposite; gives whether both say the same by it, be it in the words of
 * different versions: null as a type or by `nullable`, an exclusive bound as a flag or a number, one value as `const` or
 * `enum`. Formats that say how text stands for bytes are told of as such.
 */
export function sameKeyword(keyword: string, before: JsonObject, after: JsonObject): boolean {
  if (ofParameters.has(keyword)) return true;
  const say = meaning(keyword);
  return say !== undefined && sameValue(say(before), say(after));
}

function meaning(keyword: string): ((schema: JsonObject) => unknown) | undefined {
  switch (keyword) {
    case 'type':
    case 'nullable':
    case 'x-nullable':
      return types;
    case 'minimum':
    case 'exclusiveMinimum':
      return (schema) => bound(schema, 'minimum', 'exclusiveMinimum', Math.max);
    case 'maximum':
    case 'exclusiveMaximum':
      return (schema) => bound(schema, 'maximum', 'exclusiveMaximum', Math.min);
    case 'enum':
    case 'const':
      return ({ const: one, enum: values }) => (one === undefined ? values : [one]);
    case 'format':
      return ({ format }) => (format === 'byte' || format === 'binary' ? undefined : format);
    default:
      return undefined;
  }
}

function types({ type, nullable, 'x-nullable': xNullable }: JsonObject): unknown {
  const written = (Array.isArray(type) ? [...(type as unknown[])] : [type]).map(textOf);
  // Without a type, null was never forbidden.
  if (type !== undefined && (nullable === true || xNullable === true)) written.push('null');
  return [...new Set(written.map((name) => (name === 'file' ? 'string' : name)))].sort();
}

/** The bound that holds, and whether it is itself within it. */
function bound(
  schema: JsonObject,
  inclusive: string,
  exclusive: string,
  stricter: (...values: number[]) => number,
): unknown {
  const at = schema[inclusive];
  const beyond = schema[exclusive];
  if (typeof beyond !== 'number') return at === undefined ? undefined : [at, beyond === true];
  if (typeof at !== 'number') return [beyond, true];
  return stricter(at, beyond) === beyond ? [beyond, true] : [at, false];
}

/** Takes a value; gives it as a schema, one without keywords where it is none. */
export function schemaOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
