import { isObject, type JsonObject } from '../../document/node.ts';
import { textsIn } from './draft.ts';

/** A declared rule, as apicheck.yaml has it. */
export type DraftRule = Readonly<Record<string, unknown>>;

const subjects: Readonly<Record<string, string>> = {
  Root: 'root',
  Info: 'info',
  Contact: 'contact',
  License: 'license',
  Server: 'server',
  ServerVariable: 'serverVariable',
  Tag: 'tag',
  ExternalDocs: 'externalDocs',
  Paths: 'paths',
  PathsMap: 'paths',
  PathItem: 'pathItem',
  Operation: 'operation',
  Parameter: 'parameter',
  RequestBody: 'requestBody',
  Responses: 'responses',
  Response: 'response',
  Header: 'header',
  MediaType: 'mediaType',
  Encoding: 'encoding',
  Example: 'example',
  Link: 'link',
  Callback: 'callback',
  Schema: 'schema',
  Components: 'components',
  SecurityScheme: 'securityScheme',
};

const cases: Readonly<Record<string, string>> = {
  camelCase: '^[a-z][a-zA-Z0-9]*$',
  PascalCase: '^[A-Z][a-zA-Z0-9]*$',
  'kebab-case': '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  snake_case: '^[a-z][a-z0-9]*(_[a-z0-9]+)*$',
  MACRO_CASE: '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$',
  'COBOL-CASE': '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$',
  flatcase: '^[a-z][a-z0-9]*$',
};

/**
 * Takes a configurable rule of Redocly (`rule/NAME`); gives it as a declared rule, or in words why it cannot be one.
 */
export function fromAssertion(rule: JsonObject): DraftRule | string {
  const { subject, assertions, where, message } = rule;
  if (!isObject(subject) || !isObject(assertions)) return 'it has no subject or no assertions';
  const kind = kindOf(subject);
  if (kind === undefined)
    return `its subject ${JSON.stringify(subject['type'] ?? null)} is no object of the specification here`;
  const odd = Object.keys(subject).find((key) => key !== 'type' && key !== 'property');
  if (odd !== undefined) return `"${odd}" of its subject has no counterpart`;
  const must = schemaOf(subject['property'], assertions);
  if (typeof must === 'string') return must;
  const condition = whereOf(where, kind);
  if (typeof condition === 'string') return condition;
  return {
    for: kind,
    ...(condition && { where: condition }),
    must,
    ...(typeof message === 'string' && { message: message.replace(/\{\{\s*(\w+)\s*\}\}/g, placeholder) }),
  };
}

function placeholder(_: string, name: string): string {
  return name === 'problems' || name === 'assertionName' ? '{problem}' : name === 'key' ? '{name}' : name;
}

function kindOf(subject: JsonObject): string | undefined {
  const { type } = subject;
  return typeof type === 'string' && Object.hasOwn(subjects, type) ? subjects[type] : undefined;
}

function whereOf(where: unknown, kind: string): JsonObject | undefined | string {
  if (where === undefined) return undefined;
  const schemas: JsonObject[] = [];
  for (const each of Array.isArray(where) ? (where as readonly unknown[]) : [where]) {
    const { subject, assertions } = isObject(each) ? each : {};
    if (!isObject(subject) || !isObject(assertions) || kindOf(subject) !== kind)
      return 'its "where" is about another object than its subject';
    const schema = schemaOf(subject['property'], assertions);
    if (typeof schema === 'string') return schema;
    schemas.push(schema);
  }
  return schemas.length === 1 ? schemas[0] : { allOf: schemas };
}

/** Takes which property is meant (none for the object itself) and assertions; gives the schema that says the same. */
function schemaOf(property: unknown, assertions: JsonObject): JsonObject | string {
  const parts: JsonObject[] = [];
  const names = textsIn(Array.isArray(property) ? property : [property]);
  for (const [name, value] of Object.entries(assertions)) {
    const made = names.length > 0 ? ofProperty(names, name, value) : ofObject(name, value);
    if (made === undefined) return `its assertion "${name}" has no counterpart`;
    parts.push(made);
  }
  if (parts.length === 0) return 'it asserts nothing';
  return parts.length === 1 ? (parts[0] ?? {}) : { allOf: parts };
}

function ofProperty(names: readonly string[], assertion: string, value: unknown): JsonObject | undefined {
  const each = (schema: JsonObject): JsonObject => ({
    properties: Object.fromEntries(names.map((name) => [name, schema])),
  });
  const text = { type: 'string' };
  switch (assertion) {
    case 'defined':
      return value === false
        ? { not: { anyOf: names.map((name) => ({ required: [name] })) } }
        : { required: names };
    case 'nonEmpty':
      return value === false
        ? each({ enum: ['', null] })
        : { required: names, ...each({ not: { enum: ['', null] } }) };
    case 'const':
      return each({ const: value });
    case 'enum':
      return each({ enum: Array.isArray(value) ? value : [value] });
    case 'pattern':
    case 'notPattern': {
      const source = patternOf(value);
      if (source === undefined) return undefined;
      return each(assertion === 'pattern' ? { pattern: source } : { not: { ...text, pattern: source } });
    }
    case 'minLength':
      return typeof value === 'number' ? each({ minLength: value, minItems: value }) : undefined;
    case 'maxLength':
      return typeof value === 'number' ? each({ maxLength: value, maxItems: value }) : undefined;
    case 'casing': {
      const pattern = typeof value === 'string' && Object.hasOwn(cases, value) ? cases[value] : undefined;
      return pattern === undefined ? undefined : each({ pattern });
    }
    default:
      return undefined;
  }
}

function ofObject(assertion: string, value: unknown): JsonObject | undefined {
  const names = textsIn(Array.isArray(value) ? value : [value]);
  const having = names.map((name) => ({ required: [name] }));
  switch (assertion) {
    case 'required':
      return names.length > 0 ? { required: names } : undefined;
    case 'requireAny':
      return names.length > 0 ? { anyOf: having } : undefined;
    case 'disallowed':
      return names.length > 0 ? { not: { anyOf: having } } : undefined;
    case 'mutuallyRequired':
      return names.length > 1
        ? {
            dependentRequired: Object.fromEntries(
              names.map((name) => [name, names.filter((each) => each !== name)]),
            ),
          }
        : undefined;
    case 'mutuallyExclusive': {
      const pairs = names.flatMap((name, index) =>
        names.slice(index + 1).map((other) => ({ required: [name, other] })),
      );
      return pairs.length > 0 ? { not: { anyOf: pairs } } : undefined;
    }
    default:
      return undefined;
  }
}

/** Redocly writes patterns between slashes or without; flags have no counterpart in a JSON Schema. */
function patternOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = /^\/(.*)\/([a-z]*)$/s.exec(value);
  return parts === null ? value : (parts[2] ?? '').replace(/[gu]/g, '') === '' ? parts[1] : undefined;
}
