import fc from 'fast-check';

type Json = Record<string, unknown>;

/** A schema in other words, and the definitions that these words refer to beside the old ones. */
export interface Rewritten {
  readonly schema: unknown;
  readonly defs: Json;
}

/** Keywords that speak of one another, and so have to stay together. */
const together: readonly (readonly string[])[] = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['prefixItems', 'items'],
  ['contains', 'minContains', 'maxContains'],
  ['if', 'then', 'else'],
];

/** Where schemas stand in schemas. */
const single = ['items', 'additionalProperties', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'];
const listed = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const named = ['properties', 'patternProperties', 'dependentSchemas'];

type Rule = (schema: Json, chance: () => number, defs: Json) => unknown;

const rules: readonly Rule[] = [
  (schema) => ({ allOf: [schema] }),
  (schema) => ({ anyOf: [schema] }),
  (schema) => ({ oneOf: [schema] }),
  (schema) => ({ anyOf: [schema, false] }),
  (schema) => ({ allOf: [true, schema] }),
  (schema) => ({ not: { not: schema } }),
  (schema) => ({ ...schema, title: 'The same' }),
  (schema, chance, defs) => {
    const name = `Drawn${Object.keys(defs).length}${Math.floor(chance() * 1e6)}`;
    defs[name] = schema;
    return { $ref: `#/$defs/${name}` };
  },
  (schema, chance) => splitOver(schema, chance),
  (schema) => Object.fromEntries(Object.entries(schema).reverse()),
  (schema) => (Array.isArray(schema['anyOf']) ? { ...schema, anyOf: schema['anyOf'].toReversed() } : schema),
  (schema) => (Array.isArray(schema['oneOf']) ? { ...schema, oneOf: schema['oneOf'].toReversed() } : schema),
  (schema) => (Array.isArray(schema['enum']) ? { ...schema, enum: schema['enum'].toReversed() } : schema),
  ({ const: one, ...schema }) => (one === undefined ? schema : { ...schema, enum: [one] }),
  ({ type, ...schema }) =>
    Array.isArray(type) && !('anyOf' in schema)
      ? { ...schema, anyOf: type.map((one: unknown) => ({ type: one })) }
      : type === undefined
        ? schema
        : { type, ...schema },
  ({ minimum, ...schema }) =>
    schema['type'] === 'integer' && Number.isInteger(minimum) && !('exclusiveMinimum' in schema)
      ? { ...schema, exclusiveMinimum: Number(minimum) - 1 }
      : minimum === undefined
        ? schema
        : { minimum, ...schema },
  (schema) =>
    schema['type'] === 'string' && !('minLength' in schema) ? { ...schema, minLength: 0 } : schema,
];

/** Puts some of the keywords into another branch of `allOf`. */
function splitOver(schema: Json, chance: () => number): Json {
  if ('allOf' in schema) return schema;
  const [first, second]: [Json, Json] = [{}, {}];
  const sides = new Map<string, Json>();
  for (const [key, value] of Object.entries(schema)) {
    const group = together.find((keys) => keys.includes(key))?.[0] ?? key;
    const side = sides.get(group) ?? (chance() < 0.5 ? first : second);
    sides.set(group, side);
    side[key] = value;
  }
  return { ...first, allOf: [second] };
}

/** From 0 up to, not including, 1. Not `fc.double`, for which most numbers are next to 0. */
const share = fc.nat(9_999).map((part) => part / 10_000);

/**
 * Takes a schema of JSON Schema 2020-12; gives it in other words that mean the same, changed in some places. What
 * counts as evaluated depends on words, so that schemas that ask for it stay as they are.
 */
export function rewritten(original: unknown): fc.Arbitrary<Rewritten> {
  return fc.array(share, { minLength: 60, maxLength: 60 }).map((chances) => {
    let drawn = 0;
    const chance = (): number => chances[(drawn += 1) % chances.length] ?? 0;
    const defs: Json = {};
    const walk = (schema: unknown): unknown => {
      if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
      const parts: Json = { ...schema };
      for (const key of single) if (key in parts) parts[key] = walk(parts[key]);
      for (const key of listed)
        if (Array.isArray(parts[key])) parts[key] = (parts[key] as unknown[]).map(walk);
      for (const key of named)
        if (typeof parts[key] === 'object' && parts[key] !== null)
          parts[key] = Object.fromEntries(
            Object.entries(parts[key]).map(([name, part]) => [name, walk(part)]),
          );
      let changed: unknown = parts;
      for (let times = 0; times < 3 && chance() > 0.5; times += 1) {
        if (typeof changed !== 'object' || changed === null) break;
        const rule = rules[Math.floor(chance() * rules.length)];
        changed = rule === undefined ? changed : rule(changed as Json, chance, defs);
      }
      return changed;
    };
    const kept = /unevaluated/.test(JSON.stringify(original) ?? '');
    return { schema: kept ? original : walk(original), defs };
  });
}
