import type { Node } from '../../document/document.ts';
import { child, isObject, items, members, valueIn } from '../../document/node.ts';
import type { Dialect } from '../../openapi/model.ts';
import { dialectRules } from '../dialects.ts';
import { formats } from '../formats.ts';
import type { Schema, Shape, Side } from './algebra.ts';
import {
  anything,
  arrays,
  kindsOfType,
  nothing,
  nulls,
  numbers,
  objects,
  strings,
  type Kinds,
} from './kinds.ts';
import type { Tagging } from './tags.ts';
import { canonical, isTooLong, tokenOf } from './values.ts';

/** What reading a Schema Object asks of whoever builds the algebra. */
export interface Sink {
  /** Adds an atom, of the keyword at `place`, to the schema being read. */
  atom(shape: Shape, domain: Kinds, keyword: string, place: Node): void;
  /** Adds that a keyword's value is not one that means anything. */
  misused(keyword: string, place: Node): void;
  /** Gives the schema of a subschema; `place` is where a boolean or an object is written. */
  schema(place: Node): Schema;
  /** Makes a subschema part of the schema being read, as `allOf` and `$ref` do. */
  include(place: Node): void;
  /** Gives the schema that accepts everything, at a place. */
  always(place: Node): Schema;
}

const numberOf = (node: Node | undefined): number | undefined =>
  typeof node?.value === 'number' && Number.isFinite(node.value) ? node.value : undefined;

const countOf = (node: Node | undefined): number | undefined => {
  const value = numberOf(node);
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
};

const isSchema = (node: Node | undefined): node is Node =>
  node !== undefined && (isObject(node.value) || typeof node.value === 'boolean');

/** Whether a dialect writes `exclusiveMinimum` as a flag beside `minimum` (JSON Schema draft 4). */
export const flagsExclusive = (dialect: Dialect): boolean =>
  dialect === 'openapi-2.0' || dialect === 'openapi-3.0' || dialect === 'json-schema-draft-04';

/** The keyword by which a node lets null pass, where its dialect has one and the node says so. */
export function nullableAt(node: Node, dialect: Dialect): Node | undefined {
  const keyword = dialectRules(dialect)?.nullable;
  const place = keyword === undefined ? undefined : child(node, keyword);
  return place?.value === true ? place : undefined;
}

/** `type` of every dialect (JSON Schema validation, section 6.1.1). `file` of Swagger 2.0 says nothing about JSON. */
export function readType(node: Node, dialect: Dialect, sink: Sink): void {
  const place = child(node, 'type');
  if (place === undefined) return;
  const names = Array.isArray(place.value) ? (place.value as unknown[]) : [place.value];
  let kinds = nothing;
  for (const name of names) {
    const found = kindsOfType(name);
    if (found === undefined) return;
    kinds |= found;
  }
  const nullable = nullableAt(node, dialect) !== undefined;
  sink.atom({ kind: 'types', kinds: nullable ? kinds | nulls : kinds }, anything, 'type', place);
}

/** `enum` and `const` (sections 6.1.2 and 6.1.3). */
export function readValues(node: Node, dialect: Dialect, sink: Sink): void {
  const list = child(node, 'enum');
  if (list !== undefined && Array.isArray(list.value)) addEnum(list.value, 'enum', list, sink);
  const one = dialect.startsWith('openapi-') ? undefined : child(node, 'const');
  if (one !== undefined) addEnum([one.value], 'const', one, sink);
}

function addEnum(values: readonly unknown[], keyword: string, place: Node, sink: Sink): void {
  if (isTooLong(values)) {
    const reason = `the values of its ${keyword} are too long to be compared`;
    return sink.atom(
      { kind: 'opaque', reason, token: tokenOf(place), children: [] },
      anything,
      keyword,
      place,
    );
  }
  const texts = new Set(values.map(canonical));
  sink.atom({ kind: 'enum', values, texts }, anything, keyword, place);
}

/** Numbers: bounds in both notations, `multipleOf` (section 6.2). */
export function readNumbers(node: Node, dialect: Dialect, sink: Sink): void {
  const ends: [string, string, Side][] = [
    ['minimum', 'exclusiveMinimum', 'lower'],
    ['maximum', 'exclusiveMaximum', 'upper'],
  ];
  for (const [plain, exclusive, side] of ends) {
    const place = child(node, plain);
    const limit = numberOf(place);
    const other = child(node, exclusive);
    if (place !== undefined && limit === undefined) sink.misused(plain, place);
    const flag = flagsExclusive(dialect) && other?.value === true;
    if (place !== undefined && limit !== undefined)
      sink.atom({ kind: 'bound', side, limit, exclusive: flag }, numbers, plain, place);
    const own = flagsExclusive(dialect) ? undefined : numberOf(other);
    if (other !== undefined && own !== undefined)
      sink.atom({ kind: 'bound', side, limit: own, exclusive: true }, numbers, exclusive, other);
  }
  const place = child(node, 'multipleOf');
  const divisor = numberOf(place);
  if (place === undefined) return;
  if (divisor === undefined || divisor <= 0) sink.misused('multipleOf', place);
  else sink.atom({ kind: 'multipleOf', divisor }, numbers, 'multipleOf', place);
}

/** Strings: length, pattern (section 6.3) and format (section 7), whose numeric names are ranges. */
export function readStrings(node: Node, sink: Sink): void {
  counts(node, 'minLength', 'maxLength', (side, limit) => ({ kind: 'length', side, limit }), strings, sink);
  const pattern = child(node, 'pattern');
  if (typeof pattern?.value === 'string')
    sink.atom({ kind: 'pattern', source: pattern.value }, strings, 'pattern', pattern);
  const format = child(node, 'format');
  // 3.1 says it by `contentEncoding`, which refuses no value: how bytes are written is compared as that.
  if (typeof format?.value !== 'string' || format.value === 'byte') return;
  const known = formats.get(format.value);
  if (known?.accepts === undefined) return;
  const domain = known.types.reduce(
    (kinds, type) => kinds | (type === 'string' ? strings : numbers),
    nothing,
  );
  sink.atom({ kind: 'format', name: format.value }, domain, 'format', format);
}

/** Arrays (section 6.4 and core section 10.3.1), with the tuple notation of drafts before 2020-12. */
export function readArrays(node: Node, dialect: Dialect, sink: Sink): void {
  counts(node, 'minItems', 'maxItems', (side, limit) => ({ kind: 'itemCount', side, limit }), arrays, sink);
  const unique = child(node, 'uniqueItems');
  if (unique?.value === true) sink.atom({ kind: 'uniqueItems' }, arrays, 'uniqueItems', unique);

  const modern = dialect === 'json-schema-2020-12';
  const tupleKey = modern ? 'prefixItems' : 'items';
  const tuple = items(child(node, tupleKey)).filter(isSchema);
  tuple.forEach((place, index) =>
    sink.atom({ kind: 'prefixItem', index, child: sink.schema(place) }, arrays, tupleKey, place),
  );
  const isTuple = !modern && Array.isArray(valueIn(node, 'items'));
  const restKey = isTuple ? 'additionalItems' : 'items';
  const rest = child(node, restKey);
  if (isSchema(rest))
    sink.atom({ kind: 'restItems', from: tuple.length, child: sink.schema(rest) }, arrays, restKey, rest);

  const contains = dialect.startsWith('openapi-') ? undefined : child(node, 'contains');
  if (!isSchema(contains)) return;
  const min = countOf(child(node, 'minContains')) ?? 1;
  const max = countOf(child(node, 'maxContains')) ?? Infinity;
  sink.atom({ kind: 'contains', child: sink.schema(contains), min, max }, arrays, 'contains', contains);
}

/** Objects (section 6.5 and core section 10.3.2). */
export function readObjects(node: Node, dialect: Dialect, sink: Sink): void {
  const { atom } = sink;
  counts(
    node,
    'minProperties',
    'maxProperties',
    (side, limit) => ({ kind: 'propertyCount', side, limit }),
    objects,
    sink,
  );
  for (const place of items(child(node, 'required')))
    if (typeof place.value === 'string')
      atom({ kind: 'required', name: place.value }, objects, 'required', place);

  const properties = members(child(node, 'properties')).filter(([, place]) => isSchema(place));
  for (const [name, place] of properties)
    atom({ kind: 'property', name, child: sink.schema(place) }, objects, 'properties', place);
  const openApi = dialect.startsWith('openapi-');
  const patterns = openApi
    ? []
    : members(child(node, 'patternProperties')).filter(([, place]) => isSchema(place));
  for (const [pattern, place] of patterns)
    atom(
      { kind: 'patternProperty', pattern, child: sink.schema(place) },
      objects,
      'patternProperties',
      place,
    );

  const additional = child(node, 'additionalProperties');
  if (isSchema(additional)) {
    const names = new Set(properties.map(([name]) => name));
    const sources = patterns.map(([pattern]) => pattern);
    const shape: Shape = { kind: 'additional', names, patterns: sources, child: sink.schema(additional) };
    atom(shape, objects, 'additionalProperties', additional);
  }
  if (openApi) return;
  const propertyNames = child(node, 'propertyNames');
  if (isSchema(propertyNames))
    atom(
      { kind: 'propertyNames', child: sink.schema(propertyNames) },
      objects,
      'propertyNames',
      propertyNames,
    );
  readDependents(node, sink);
}

function readDependents(node: Node, sink: Sink): void {
  for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
    for (const [name, place] of members(child(node, keyword))) {
      for (const needed of items(place))
        if (typeof needed.value === 'string')
          sink.atom({ kind: 'dependentRequired', name, needed: needed.value }, objects, keyword, needed);
      if (keyword !== 'dependentRequired' && isSchema(place))
        sink.atom({ kind: 'dependentSchema', name, child: sink.schema(place) }, objects, keyword, place);
    }
  }
}

/** What combines schemas (core section 10.2), `allOf` by becoming part of the schema. */
export function readApplicators(
  node: Node,
  dialect: Dialect,
  sink: Sink,
  tagging: Tagging | undefined,
): void {
  for (const place of items(child(node, 'allOf')).filter(isSchema)) sink.include(place);
  if (dialect === 'openapi-2.0') return;
  for (const kind of ['anyOf', 'oneOf'] as const) {
    const places = items(child(node, kind)).filter(isSchema);
    const place = child(node, kind);
    // Of an object, the tag decides instead.
    const domain = tagging?.union === kind ? anything & ~objects : anything;
    if (places.length === 1 && places[0] !== undefined && domain === anything) sink.include(places[0]);
    else if (places.length > 0 && place !== undefined)
      sink.atom({ kind, children: places.map((one) => sink.schema(one)) }, domain, kind, place);
  }
  const not = child(node, 'not');
  if (isSchema(not)) sink.atom({ kind: 'not', child: sink.schema(not) }, anything, 'not', not);
  if (dialect === 'openapi-3.0' || dialectRules(dialect)?.keywords.has('if') !== true) return;
  const test = child(node, 'if');
  if (!isSchema(test)) return;
  const branch = (key: string): Schema => {
    const place = child(node, key);
    return isSchema(place) ? sink.schema(place) : sink.always(test);
  };
  sink.atom(
    { kind: 'if', test: sink.schema(test), then: branch('then'), else: branch('else') },
    anything,
    'if',
    test,
  );
}

/** The keywords beside which `nullable` needs a branch of its own, since they speak of values of every kind. */
export const blocksNull: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'not', 'discriminator'];

function counts(
  node: Node,
  low: string,
  high: string,
  shape: (side: Side, limit: number) => Shape,
  domain: Kinds,
  sink: Sink,
): void {
  const least = child(node, low);
  const most = child(node, high);
  const min = countOf(least);
  const max = countOf(most);
  if (least !== undefined && min === undefined) sink.misused(low, least);
  if (most !== undefined && max === undefined) sink.misused(high, most);
  if (least !== undefined && min !== undefined && min > 0) sink.atom(shape('lower', min), domain, low, least);
  if (most !== undefined && max !== undefined) sink.atom(shape('upper', max), domain, high, most);
}
