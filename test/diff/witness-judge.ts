import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Evidence } from '../../src/findings/finding.ts';
import { secondJudge } from '../second-judge.ts';

type Json = Readonly<Record<string, unknown>>;
type Witness = Extract<Evidence, { readonly kind: 'witness' }>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads descriptions, each once, as JSON Schema 2020-12 for one direction. */
export interface WitnessJudge {
  /** Takes a witness; gives what either side says of it, undefined where a discriminator would have to be understood. */
  judge(witness: Witness): { readonly before: boolean; readonly after: boolean } | undefined;
}

/** Takes the folder that the uris of reports are relative to; gives a judge that shares nothing with the product. */
export function createWitnessJudge(folder: string): WitnessJudge {
  const read = new Map<string, unknown>();
  const documentAt = (uri: string): unknown => {
    const path = resolve(folder, uri);
    if (!read.has(path))
      read.set(path, parse(readFileSync(path, 'utf8'), { merge: true, maxAliasCount: -1 }));
    return read.get(path);
  };
  return {
    judge({ direction, instance, before, after }) {
      const verdicts = [before, after].map(({ uri, pointer }) => {
        const root = documentAt(uri);
        const schema = schemaAt(root, pointer, direction);
        // Other files and tags are beyond it.
        const text = JSON.stringify(schema);
        if (text.includes('"discriminator":') || /"\$ref":"(?!#)/.test(text)) return undefined;
        return secondJudge(schema)(instance);
      });
      const [old, fresh] = verdicts;
      return old === undefined || fresh === undefined ? undefined : { before: old, after: fresh };
    },
  };
}

/** The schema at a pointer with all that it refers to below `$defs`, as JSON Schema 2020-12. */
function schemaAt(root: unknown, pointer: string, direction: 'request' | 'response'): Json {
  const version = isObject(root) && typeof root['openapi'] === 'string' ? root['openapi'] : '2.0';
  const old = !/^3\.[1-9]/.test(version);
  const defs: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const withheld = direction === 'request' ? 'readOnly' : 'writeOnly';

  const refer = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const name = `d${names.size}`;
    names.set(reference, name);
    defs[name] = convert(valueAt(root, decodeURIComponent(reference.slice(1))));
    return name;
  };
  const isWithheld = (schema: unknown, depth = 0): boolean => {
    if (!isObject(schema) || depth > 20) return false;
    if (typeof schema['$ref'] === 'string' && isWithheld(target(schema['$ref']), depth + 1)) return true;
    const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : [];
    return schema[withheld] === true || parts.some((part) => isWithheld(part, depth + 1));
  };
  const target = (reference: string): unknown => valueAt(root, decodeURIComponent(reference.slice(1)));
  const withheldNames = (schema: unknown, depth = 0): string[] => {
    if (!isObject(schema) || depth > 20) return [];
    const own = Object.entries(isObject(schema['properties']) ? schema['properties'] : {});
    const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : [];
    const referred = typeof schema['$ref'] === 'string' ? [target(schema['$ref'])] : [];
    return [
      ...own.filter(([, property]) => isWithheld(property)).map(([name]) => name),
      ...[...parts, ...referred].flatMap((part) => withheldNames(part, depth + 1)),
    ];
  };

  const convert = (schema: unknown, outer: readonly string[] = []): unknown => {
    if (!isObject(schema)) return schema;
    if (typeof schema['$ref'] === 'string' && !schema['$ref'].startsWith('#')) return schema;
    if (typeof schema['$ref'] === 'string') {
      const { $ref, ...siblings } = schema;
      const reference = { $ref: `#/$defs/${refer($ref as string)}` };
      return old ? reference : { ...(convert(siblings, outer) as Json), ...reference };
    }
    const left = [...outer, ...withheldNames(schema)];
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(schema)) {
      if (['properties', 'patternProperties', 'dependentSchemas'].includes(key) && isObject(value))
        result[key] = Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => key !== 'properties' || !left.includes(name))
            .map(([name, part]) => [name, convert(part)]),
        );
      else if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(key) && Array.isArray(value))
        result[key] = value.map((part) => convert(part, key === 'allOf' ? left : []));
      else if (key === 'required' && Array.isArray(value))
        result[key] = value.filter((name) => !left.includes(name as string));
      else if (
        ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'].includes(
          key,
        )
      )
        result[key] = convert(value);
      else if (!['example', 'examples', 'default', 'nullable', 'x-nullable', 'id', '$id'].includes(key))
        result[key] = value;
    }
    return old ? modern(result, schema['nullable'] === true || schema['x-nullable'] === true) : result;
  };
  return { ...(convert(valueAt(root, pointer)) as Json), $defs: defs };
}

/** Takes a Schema Object of 2.0 or 3.0 and whether it lets null pass; gives it as 2020-12 says it. */
function modern(schema: Record<string, unknown>, nullable: boolean): Json {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[flag] === true) {
      schema[flag] = schema[bound];
      delete schema[bound];
    } else delete schema[flag];
  }
  // A Parameter Object of 2.0 has this as a flag, and files are no JSON.
  if (typeof schema['required'] === 'boolean') delete schema['required'];
  if (schema['type'] === 'file') delete schema['type'];
  if (!nullable) return schema;
  if (['allOf', 'anyOf', 'oneOf', 'not'].some((key) => key in schema))
    return { anyOf: [{ type: 'null' }, schema] };
  return typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema;
}

function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      root,
    );
}
