import type { Converted } from '../converted.ts';
import { formats } from '../formats.ts';
import type { Patterns } from '../patterns.ts';
import type { Judge, KeywordTable } from './keyword.ts';
import { fail, type Part } from './part.ts';

type Schemas = Readonly<Record<string, Converted>>;
type JsonArray = readonly unknown[];

/** Gives what checks a part by a limit: the part fails where `breaks` says so of its measure and the limit. */
function limit<T>(
  keyword: string,
  measure: (data: T) => number,
  breaks: (size: number, limit: number) => boolean,
): KeywordTable {
  return {
    [keyword]: (bound: number) => (part) => {
      if (breaks(measure(part.data as T), bound)) fail(part, keyword, { limit: bound });
    },
  };
}

const above = (size: number, most: number): boolean => size > most;
const below = (size: number, least: number): boolean => size < least;
const itself = (data: number): number => data;
const count = (data: object): number => Object.keys(data).length;

/** Characters, where two halves that belong together are one. */
function characters(text: string): number {
  let { length } = text;
  // Few texts have halves at all.
  if (/[\ud800-\udbff]/.test(text))
    for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) length -= 1;
  return length;
}

function format(name: string): (part: Part) => void {
  const accepts = formats.get(name)?.accepts;
  return (part) => {
    if (accepts?.(part.data as never) === false) fail(part, 'format', { format: name });
  };
}

/** The keywords of numbers. */
export const numberKeywords: KeywordTable = {
  ...limit('maximum', itself, (data, most) => data > most || Number.isNaN(data)),
  ...limit('minimum', itself, (data, least) => data < least || Number.isNaN(data)),
  ...limit('exclusiveMaximum', itself, (data, most) => data >= most || Number.isNaN(data)),
  ...limit('exclusiveMinimum', itself, (data, least) => data <= least || Number.isNaN(data)),
  format: (name: string) => (isNumeric(name) ? format(name) : undefined),
};

/** Takes the patterns of the description; gives the keywords of strings. */
export function stringKeywords(patterns: Patterns): KeywordTable {
  return {
    ...limit('maxLength', characters, above),
    ...limit('minLength', characters, below),
    pattern(source: string) {
      const pattern = patterns.get(source);
      return (part) => {
        if (!pattern.test(part.data as string)) fail(part, 'pattern', { pattern: source });
      };
    },
    format: (name: string) => (isNumeric(name) ? undefined : format(name)),
  };
}

function isNumeric(name: string): boolean {
  const types = formats.get(name)?.types ?? [];
  return types.length === 1 && types[0] === 'number';
}

/** Takes what judges; gives the keywords of arrays. */
export function arrayKeywords(judge: Judge): KeywordTable {
  const length = (data: JsonArray): number => data.length;
  const from = (start: number, schema: Converted) => (part: Part) => {
    const { data, place, errors } = part as Part & { readonly data: JsonArray };
    for (let key = start; key < data.length; key += 1)
      judge(schema, data[key], { holder: place, key }, errors);
  };
  return {
    ...limit('maxItems', length, above),
    ...limit('minItems', length, below),
    additionalItems(schema: Converted | false, { items }) {
      if (!Array.isArray(items)) return undefined;
      if (schema !== false) return from(items.length, schema);
      return (part) => {
        if ((part.data as JsonArray).length > items.length)
          fail(part, 'additionalItems', { limit: items.length });
      };
    },
    items(schema: Converted | readonly Converted[]) {
      if (!Array.isArray(schema)) return from(0, schema as Converted);
      return (part) => {
        const { data, place, errors } = part as Part & { readonly data: JsonArray };
        for (const [key, each] of (schema as readonly Converted[]).slice(0, data.length).entries())
          judge(each, data[key], { holder: place, key }, errors);
      };
    },
  };
}

/** Takes what judges and the patterns; gives the keywords of objects. */
export function objectKeywords(judge: Judge, patterns: Patterns): KeywordTable {
  return {
    ...limit('maxProperties', count, above),
    ...limit('minProperties', count, below),
    required: (names: readonly string[]) => (part) => {
      for (const name of names) if (!has(part, name)) fail(part, 'required', { missingProperty: name });
    },
    propertyNames: (schema: Converted) => (part) => {
      for (const name of Object.keys(part.data as object)) {
        const errors: Part['errors'] = [];
        judge(schema, name, part.place, errors);
        if (errors.length > 0) fail(part, 'propertyNames', { propertyName: name });
      }
    },
    additionalProperties(schema: Converted | false, { properties, patternProperties }) {
      const declared = new Set(Object.keys((properties ?? {}) as Schemas));
      const matching = Object.keys((patternProperties ?? {}) as Schemas).map((source) =>
        patterns.get(source),
      );
      return (part) => {
        for (const name of Object.keys(part.data as object)) {
          if (declared.has(name) || matching.some((pattern) => pattern.test(name))) continue;
          if (schema === false) fail(part, 'additionalProperties', { additionalProperty: name });
          else member(part, name, schema);
        }
      };
    },
    dependencies(schemas: Schemas) {
      const dependencies = Object.entries(schemas).filter(([name]) => name !== '__proto__');
      return (part) => {
        for (const [name, schema] of dependencies)
          if (has(part, name)) judge(schema, part.data, part.place, part.errors);
      };
    },
    properties(schemas: Schemas) {
      const properties = Object.entries(schemas);
      return (part) => {
        for (const [name, schema] of properties) if (has(part, name)) member(part, name, schema);
      };
    },
    patternProperties(schemas: Schemas) {
      const properties = Object.entries(schemas).map(([source, schema]) => ({
        pattern: patterns.get(source),
        schema,
      }));
      return (part) => {
        for (const { pattern, schema } of properties)
          for (const name of Object.keys(part.data as object))
            if (pattern.test(name)) member(part, name, schema);
      };
    },
  };

  function member({ data, place, errors }: Part, key: string, schema: Converted): void {
    judge(schema, (data as Readonly<Record<string, unknown>>)[key], { holder: place, key }, errors);
  }
}

function has({ data }: Part, name: string): boolean {
  return (
    Object.hasOwn(data as object, name) && (data as Readonly<Record<string, unknown>>)[name] !== undefined
  );
}
