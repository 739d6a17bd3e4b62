import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { formats } from '../schema/formats.ts';

/** Keywords that say nothing about a value that is there. */
const silent: ReadonlySet<string> = new Set([
  ...['$ref', 'title', 'description', 'default', 'example', 'examples', 'deprecated', 'externalDocs', 'xml'],
  ...['readOnly', 'writeOnly', 'nullable'],
]);
/** Beside which `null` is valid where the schema is nullable. */
const besideNull: ReadonlySet<string> = new Set([...silent, 'type', 'format']);
const most = 5_000;
const deepest = 50;

/**
 * Takes a schema and a value; gives true where the value is valid beyond doubt, by keywords that mean the same in
 * every dialect. False decides nothing. Compiling a schema takes longer than checking most examples against it, and
 * most examples are right: what is left for the compiler is little.
 */
export function isPlainlyValid(
  documents: Pick<Documents, 'resolve'>,
  { node, dialect }: Pick<SchemaSite, 'node' | 'dialect'>,
  instance: unknown,
): boolean {
  const nullKey =
    dialect === 'openapi-3.0' ? 'nullable' : dialect === 'openapi-2.0' ? 'x-nullable' : undefined;
  const besideRef = dialect === 'json-schema-2020-12' || dialect === 'json-schema-2019-09';
  let steps = 0;

  const holds = (schema: Node | undefined, value: unknown, depth: number): boolean => {
    if (schema?.value === true) return dialect !== 'openapi-2.0' && dialect !== 'openapi-3.0';
    if (!isObjectNode(schema) || typeof value === 'bigint' || depth > deepest || ++steps > most) return false;
    if (Object.hasOwn(schema.value, '$ref')) {
      const reference = schema.value['$ref'];
      const resolution = typeof reference === 'string' ? documents.resolve(reference, schema) : undefined;
      if (resolution?.kind !== 'found' || !holds(resolution.node, value, depth + 1)) return false;
      if (!besideRef) return true;
    }
    if (value === null && nullKey !== undefined && schema.value[nullKey] === true) {
      return Object.keys(schema.value).every((name) => besideNull.has(name) || name.startsWith('x-'));
    }
    return Object.keys(schema.value).every(
      (name) => silent.has(name) || name.startsWith('x-') || meets(schema, name, value, depth),
    );
  };

  const meets = (schema: Node<JsonObject>, keyword: string, value: unknown, depth: number): boolean => {
    const argument = schema.value[keyword];
    switch (keyword) {
      case 'properties':
        if (!isObject(argument) || !isObject(value)) return isObject(argument);
        return Object.keys(value).every((name) => {
          if (!Object.hasOwn(argument, name)) return true;
          const properties = child(schema, keyword);
          return holds(properties && child(properties, name), value[name], depth + 1);
        });
      case 'additionalProperties': {
        if (argument === true || !isObject(value)) return argument === true || argument === false;
        const declared = schema.value['properties'];
        const extra = Object.keys(value).filter(
          (name) => !isObject(declared) || !Object.hasOwn(declared, name),
        );
        if (argument === false) return extra.length === 0;
        return extra.every((name) => holds(child(schema, keyword), value[name], depth + 1));
      }
      case 'items':
        if (!isObject(argument)) return false;
        return !Array.isArray(value) || value.every((item) => holds(child(schema, keyword), item, depth + 1));
      case 'allOf':
        return (
          Array.isArray(argument) &&
          items(child(schema, keyword)).every((each) => holds(each, value, depth + 1))
        );
      case 'anyOf':
        return (
          dialect !== 'openapi-2.0' &&
          items(child(schema, keyword)).some((each) => holds(each, value, depth + 1))
        );
      default:
        return plain(keyword, argument, value);
    }
  };

  return dialect !== 'unknown' && holds(node, instance, 0);
}

/** Whether a value meets a keyword that holds no schema. */
function plain(keyword: string, argument: unknown, value: unknown): boolean {
  switch (keyword) {
    case 'type':
      return (Array.isArray(argument) ? argument : [argument]).some((type) => hasType(type, value));
    case 'enum':
      return Array.isArray(argument) && typeof value !== 'object' && argument.includes(value);
    case 'const':
      return typeof value !== 'object' && argument === value;
    case 'required':
      if (!Array.isArray(argument) || !isObject(value)) return Array.isArray(argument);
      return argument.every((name) => typeof name === 'string' && Object.hasOwn(value, name));
    case 'format': {
      if (typeof argument !== 'string') return false;
      if (typeof value !== 'string' && typeof value !== 'number') return true;
      return formats.get(argument)?.accepts?.(value) ?? true;
    }
    case 'minimum':
      return typeof argument === 'number' && typeof value === 'number' && value >= argument;
    case 'maximum':
      return typeof argument === 'number' && typeof value === 'number' && value <= argument;
    case 'minLength':
      return typeof argument === 'number' && isBasic(value) && value.length >= argument;
    case 'maxLength':
      return typeof argument === 'number' && isBasic(value) && value.length <= argument;
    case 'minItems':
      return typeof argument === 'number' && Array.isArray(value) && value.length >= argument;
    case 'maxItems':
      return typeof argument === 'number' && Array.isArray(value) && value.length <= argument;
    case 'minProperties':
      return typeof argument === 'number' && isObject(value) && Object.keys(value).length >= argument;
    case 'maxProperties':
      return typeof argument === 'number' && isObject(value) && Object.keys(value).length <= argument;
    case 'uniqueItems':
      if (argument === false || (argument === true && !Array.isArray(value))) return true;
      return argument === true && Array.isArray(value) && areScalarsApart(value);
    case 'pattern':
      return typeof argument === 'string' && typeof value === 'string' && matchesQuickly(argument, value);
    default:
      return false;
  }
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'null') return value === null;
  return (type === 'string' || type === 'number' || type === 'boolean') && type === typeof value;
}

function areScalarsApart(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value !== 'object') && new Set(values).size === values.length;
}

/** Whether a string's UTF-16 units are its characters, which is what lengths count. */
function isBasic(value: unknown): value is string {
  return typeof value === 'string' && !/[\ud800-\udfff]/.test(value);
}

/** A millisecond or so. */
const mostSteps = 1_000_000;

/** Without groups, matching takes no more than the text's length to the power of the repetitions, and one for its start. */
function matchesQuickly(pattern: string, text: string): boolean {
  const outline = pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '');
  const repetitions = outline.match(/[*+{?]/g)?.length ?? 0;
  if (outline.includes('(') || (text.length + 1) ** (repetitions + 1) > mostSteps) return false;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}
