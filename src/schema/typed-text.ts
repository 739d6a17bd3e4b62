import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import {
  child,
  isObjectNode,
  items,
  members,
  objectChild,
  valueIn,
  type JsonObject,
} from '../document/node.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { dialectRules } from './dialects.ts';
import { exactInteger, exactJson, markExact } from './exact.ts';
import { inPlace } from './in-place.ts';
import type { Schemas } from './schemas.ts';
import { typesOf } from './types.ts';

/** Reads texts as the values that their schemas mean. */
export interface TextTyper {
  /** Takes one decoded text; gives the value: of several readings the first that the schema accepts, else the likeliest. */
  scalar(text: string, schema: SchemaSite | undefined): unknown;
  /** Takes readings of the same text, the likeliest first; gives the first that the schema accepts, else that one. */
  best(readings: readonly unknown[], schema: SchemaSite | undefined): unknown;
  /** Takes the items of an array as decoded texts; gives the array. */
  array(texts: readonly string[], schema: SchemaSite | undefined): unknown[];
  /** Takes the members of an object as names and decoded texts; gives the object. */
  object(entries: readonly (readonly [string, string])[], schema: SchemaSite | undefined): JsonObject;
  /** The shapes that a value of the schema may have on the wire. `any`: it says nothing of types. */
  shapes(schema: SchemaSite | undefined): Shapes;
  items(schema: SchemaSite | undefined): SchemaSite | undefined;
  property(schema: SchemaSite | undefined, name: string): SchemaSite | undefined;
  /** The names that an object's schema declares, and whether it takes others. */
  names(schema: SchemaSite | undefined): Names;
}

interface Shapes {
  readonly any: boolean;
  readonly primitive: boolean;
  readonly array: boolean;
  readonly object: boolean;
}

interface Names {
  readonly declared: ReadonlySet<string>;
  readonly open: boolean;
}

const unknownShapes: Shapes = { any: true, primitive: true, array: false, object: false };
const unknownNames: Names = { declared: new Set(), open: true };

/** Takes what is worked out of a schema; gives it worked out once for each: every request asks the same again. */
function remembered<T>(work: (schema: SchemaSite) => T): (schema: SchemaSite) => T {
  const known = new WeakMap<object, T>();
  return (schema) => {
    const { value } = schema.node;
    if (typeof value !== 'object' || value === null) return work(schema);
    let found = known.get(value);
    if (found === undefined) known.set(value, (found = work(schema)));
    return found;
  };
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const mostParts = 1_000;
/** What separates items, by `collectionFormat` (OpenAPI 2.0, Parameter Object). */
const delimiters: ReadonlyMap<unknown, string> = new Map([
  ['ssv', ' '],
  ['tsv', '\t'],
  ['pipes', '|'],
]);

/** Takes the texts of a description and its schemas; gives what types texts by them. */
export function createTextTyper(documents: Documents, schemas: Schemas): TextTyper {
  const at = (node: Node | undefined, from: SchemaSite): SchemaSite | undefined => node && { ...from, node };

  /** The schema, and all that may apply to the same value: `allOf`, `$ref`, and every branch. */
  const partsOf = remembered((schema): readonly Node[] => {
    const siblings = dialectRules(schema.dialect)?.refSiblings ?? true;
    const found = new Map<unknown, Node>();
    const waiting: Node[] = [schema.node];
    for (let node = waiting.shift(); node && found.size < mostParts; node = waiting.shift()) {
      for (const part of inPlace(documents, node, siblings)) {
        if (found.has(part.value)) continue;
        found.set(part.value, part);
        for (const keyword of ['anyOf', 'oneOf'])
          for (const branch of items(child(part, keyword))) waiting.push(branch);
      }
    }
    return [...found.values()];
  });
  const parts = (schema: SchemaSite | undefined): readonly Node[] => (schema ? partsOf(schema) : []);
  const types = remembered((schema) => typesOf(documents, schema));

  const shapesOf = remembered((schema): Shapes => {
    const all = types(schema);
    const untyped = all.size === 7;
    const says = (...keys: string[]): boolean =>
      parts(schema).some((part) => keys.some((key) => child(part, key)));
    const array = all.has('array') && (!untyped || says('items', 'prefixItems'));
    const object = all.has('object') && (!untyped || says('properties', 'additionalProperties'));
    const primitive = [...all].some((type) => type !== 'array' && type !== 'object' && type !== 'null');
    return {
      any: untyped,
      array,
      object,
      primitive: untyped ? !array && !object : primitive || (!array && !object),
    };
  });

  const namesOf = remembered((schema): Names => {
    const all = parts(schema);
    const declared = new Set(all.flatMap((part) => members(child(part, 'properties')).map(([name]) => name)));
    const extra = all.map((part) => valueIn(part, 'additionalProperties'));
    const open = extra.some((value) => value === true || (typeof value === 'object' && value !== null));
    return { declared, open: open || (declared.size === 0 && !extra.includes(false)) };
  });

  const best: TextTyper['best'] = (readings, schema) => {
    if (readings.length < 2 || !schema) return readings[0];
    const accepted = readings.findIndex((reading) => schemas.judge(schema, reading).kind === 'valid');
    return readings[Math.max(accepted, 0)];
  };

  /** Below an array or object there is text only: JSON where a structure is meant, or 2.0's inner `collectionFormat`. */
  const nested = (text: string, schema: SchemaSite | undefined): unknown => {
    const { primitive, array, object } = typer.shapes(schema);
    if (!schema || (!array && !object)) return typer.scalar(text, schema);
    const readings: unknown[] = [];
    const parsed = parseJson(text);
    if (typeof parsed === 'object' && parsed !== null) readings.push(parsed);
    if (schema.dialect === 'openapi-2.0' && array) {
      const format = valueIn(schema.node, 'collectionFormat');
      const delimiter = delimiters.get(format) ?? ',';
      readings.push(typer.array(text === '' ? [] : text.split(delimiter), schema));
    }
    if (primitive || readings.length === 0) readings.push(typer.scalar(text, schema));
    return best(readings, schema);
  };

  const typer: TextTyper = {
    best,
    scalar(text, schema) {
      if (!schema) return text;
      const all = types(schema);
      const readings: unknown[] = [];
      if (jsonNumber.test(text)) {
        const value = exactInteger(text);
        const whole = typeof value === 'bigint' || Number.isInteger(value);
        if (all.has('integer') && whole) readings.push(value);
        else if (all.has('number')) readings.push(value);
        // A number where an integer is asked for is told as one.
        else if (all.has('integer') && !all.has('string')) readings.push(value);
      }
      if (all.has('boolean') && (text === 'true' || text === 'false')) readings.push(text === 'true');
      if (all.has('null') && (text === 'null' || text === '')) readings.push(null);
      // A schema that says nothing of types is met by the text as it is.
      const untyped = all.size === 7;
      if (untyped) readings.unshift(text);
      else if (all.has('string') || readings.length === 0) readings.push(text);
      return best(readings, schema);
    },
    array(texts, schema) {
      const inner = typer.items(schema);
      return markExact(texts.map((text) => nested(text, inner)));
    },
    object(entries, schema) {
      return markExact(
        Object.fromEntries(entries.map(([name, text]) => [name, nested(text, typer.property(schema, name))])),
      );
    },
    shapes: (schema) => (schema ? shapesOf(schema) : unknownShapes),
    items: (schema) =>
      schema &&
      at(
        parts(schema)
          .map((part) => child(part, 'items'))
          .find(isObjectNode),
        schema,
      ),
    property(schema, name) {
      if (!schema) return undefined;
      const all = parts(schema);
      const declared = all
        .map((part) => objectChild(part, 'properties'))
        .map((properties) => properties && child(properties, name));
      return at(
        declared.find(isObjectNode) ??
          all.map((part) => child(part, 'additionalProperties')).find(isObjectNode),
        schema,
      );
    },
    names: (schema) => (schema ? namesOf(schema) : unknownNames),
  };
  return typer;
}

/** Takes a text; gives the JSON value it is, undefined where it is none. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return exactJson(value, text);
}
