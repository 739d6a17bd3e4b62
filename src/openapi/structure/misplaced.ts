import type { OpenApiVersion } from '../model.ts';
import type { Field, FieldType } from './field.ts';
import type { ObjectKind } from './kinds.ts';
import { fieldForms, objectSpecs, structureOf, type ObjectTable } from './table.ts';

const insideSchema = 'write it inside "schema"';

/** Where a field of another version or object belongs, by `kind.field`; `kind.*` is for all schema keywords. */
const advice: ReadonlyMap<string, string> = new Map([
  ['parameter.*', insideSchema],
  ['header.*', insideSchema],
  ['mediaType.*', insideSchema],
  ['parameter.collectionFormat', 'use "style" and "explode"'],
  ['header.collectionFormat', 'use "style" and "explode"'],
  ['response.schema', 'write it under "content", below a media type'],
  ['response.example', 'write it under "content", below a media type'],
  ['response.examples', 'write it under "content", below a media type'],
  ['requestBody.schema', 'write it under "content", below a media type'],
  ['requestBody.example', 'write it under "content", below a media type'],
  ['requestBody.examples', 'write it under "content", below a media type'],
  ['operation.consumes', 'name the media types under "requestBody", in "content"'],
  ['operation.produces', 'name the media types under each response, in "content"'],
  ['operation.schemes', 'use "servers"'],
  ['root.consumes', 'name the media types in the "content" of each request body'],
  ['root.produces', 'name the media types in the "content" of each response'],
  ['root.host', 'use "servers"'],
  ['root.basePath', 'use "servers"'],
  ['root.schemes', 'use "servers"'],
  ['root.definitions', 'use "components", "schemas"'],
  ['root.parameters', 'use "components", "parameters"'],
  ['root.responses', 'use "components", "responses"'],
  ['root.securityDefinitions', 'use "components", "securitySchemes"'],
  ['securityScheme.flow', 'use "flows"'],
  ['securityScheme.authorizationUrl', 'write it under "flows"'],
  ['securityScheme.tokenUrl', 'write it under "flows"'],
  ['securityScheme.scopes', 'write it under "flows"'],
  ['header.name', 'a header is named by its key under "headers"'],
  ['header.in', 'a header needs no location'],
]);

/** Kinds whose required fields are lacking where those of another version are used instead. */
const stands: ReadonlySet<ObjectKind> = new Set(['parameter', 'header', 'securityScheme']);

/** A field that is known elsewhere. */
export interface Misplaced {
  /** Why it has no place here, without the field's name. */
  readonly reason: string;
  /** What to do instead. */
  readonly advice: string | undefined;
  /** The field of the same object that it belongs under. */
  readonly under: string | undefined;
  /** Whether the object most likely lacks a required field only because this one stands in its place. */
  readonly replaces: boolean;
}

/**
 * Takes the name of a field that an object of a kind has not got in a version; gives what is known of it: that
 * another version has it there, or that it belongs to a schema. Undefined for a name that is simply unknown.
 */
export function misplaced(kind: ObjectKind, name: string, version: OpenApiVersion): Misplaced | undefined {
  const spec = objectSpecs[kind];
  if (kind === 'schema' && name === 'nullable' && version !== '2.0' && version !== '3.0') {
    return {
      reason: `is no keyword of OpenAPI ${version} and has no effect`,
      advice: 'add "null" to "type"',
      under: undefined,
      replaces: false,
    };
  }
  const there = adviceFor(kind, name);
  if (Object.hasOwn(spec.fields, name)) {
    const reason = versionReason(fieldForms(spec.fields[name] as Field | readonly Field[]), version);
    return { reason, ...(version === '2.0' ? nowhere : placed(there)), replaces: stands.has(kind) };
  }
  if (advice.has(`${kind}.${name}`) || (advice.has(`${kind}.*`) && isKeyword(name))) {
    return { reason: `is not a field of the ${spec.title}`, ...placed(there), replaces: stands.has(kind) };
  }
  return undefined;
}

const nowhere = { advice: undefined, under: undefined };

function placed(advised: string | undefined): Pick<Misplaced, 'advice' | 'under'> {
  return { advice: advised, under: advised === insideSchema ? 'schema' : undefined };
}

/**
 * Takes the name of a field that an object of a kind has not got in a version, and that resembles none of its own;
 * gives the one kind of object around or right inside it that has such a field: it is indented too far, or too little.
 */
export function neighbour(kind: ObjectKind, name: string, version: OpenApiVersion): ObjectTable | undefined {
  const tables = structureOf(version);
  const inside = insideOf(tables[kind]).filter((each) => tables[each].fields.has(name));
  const [within, another] = inside;
  if (within !== undefined) return another === undefined ? tables[within] : undefined;
  // Under components, nearly everything stands: nothing is indented too far from there.
  const around = Object.values(tables).filter(
    (table) => table.kind !== 'components' && table.fields.has(name) && insideOf(table).includes(kind),
  );
  return around.length === 1 ? around[0] : undefined;
}

function insideOf({ fields, patterned }: ObjectTable): ObjectKind[] {
  const types = [...fields.values(), ...(patterned ? [patterned.type] : [])];
  return [...new Set(types.flatMap(kindsIn))];
}

function kindsIn(type: FieldType): ObjectKind[] {
  switch (type.is) {
    case 'object':
      return [type.kind];
    case 'array':
    case 'map':
      return kindsIn(type.of);
    case 'either':
      return type.of.flatMap(kindsIn);
    default:
      return [];
  }
}

function versionReason(forms: readonly Field[], version: OpenApiVersion): string {
  const from = forms[0]?.from;
  const to = forms.at(-1)?.to;
  const needs = from !== undefined && from > version;
  if (needs) return `needs OpenAPI ${from}`;
  return `belongs to OpenAPI ${to ?? '2.0'}${from === undefined && to !== '2.0' ? ' and before' : ''}, not ${version}`;
}

function adviceFor(kind: ObjectKind, name: string): string | undefined {
  return advice.get(`${kind}.${name}`) ?? (isKeyword(name) ? advice.get(`${kind}.*`) : undefined);
}

function isKeyword(name: string): boolean {
  return (
    Object.hasOwn(objectSpecs.schema.fields, name) && !['$ref', 'description', 'deprecated'].includes(name)
  );
}
