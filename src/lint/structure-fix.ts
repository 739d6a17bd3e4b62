import type { Node } from '../document/document.ts';
import {
  appendItem,
  insertMember,
  nestMembers,
  quoteValue,
  removeNode,
  renameKey,
  replaceValue,
  type Edits,
} from '../document/edit.ts';
import { child, holderOf, isObject, isObjectNode, items, keyOf, valueIn } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import type { FieldType } from '../openapi/structure/field.ts';
import type { StructureProblem } from '../openapi/structure/problem.ts';
import { safeFix } from './mend.ts';

/** Takes what is wrong with the structure; gives how to mend it where its author can only have meant one thing. */
export function structureFix(problem: StructureProblem): Fix | undefined {
  const { code, node, part, suggestion, certain, under } = problem;
  if (suggestion !== undefined && certain === true) {
    const what = JSON.stringify(suggestion);
    return part === 'key'
      ? safeFix(`rename it to ${what}`, renameKey(node, suggestion))
      : safeFix(`write ${what}`, replaceValue(node, suggestion));
  }
  if (under !== undefined) return nested(problem, under);
  switch (code) {
    case 'field-type-mismatch':
      return problem.wanted ? retyped(node, problem.wanted) : wholeVersion(node);
    case 'field-value-invalid':
      return wholeVersion(node) ?? otherValue(node);
    case 'field-missing':
      return completed(problem);
    case 'field-misplaced':
      return otherKeyword(node) ?? withoutEffect(node);
    case 'keyword-unknown':
      return nullable(node);
    default:
      return undefined;
  }
}

/** The fields of other objects whose absence means the same as an empty value. */
const optional: ReadonlySet<string> = new Set([
  ...[
    'description',
    'summary',
    'title',
    'termsOfService',
    'contact',
    'license',
    'externalDocs',
    'url',
    'email',
  ],
  ...[
    'tags',
    'parameters',
    'deprecated',
    'required',
    'operationId',
    'format',
    'pattern',
    'servers',
    'callbacks',
  ],
  ...[
    'links',
    'headers',
    'examples',
    'properties',
    'nullable',
    'readOnly',
    'writeOnly',
    'requestBody',
    'xml',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems', 'webhooks'],
]);

/** Maps whose names people choose: a name without a value still says something there. */
const maps: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'scopes', 'mapping'],
  ...[
    'headers',
    'content',
    'responses',
    'schemas',
    'examples',
    'links',
    'callbacks',
    'variables',
    'encoding',
  ],
  ...[
    'securitySchemes',
    'securityDefinitions',
    'parameters',
    'requestBodies',
    'pathItems',
    'paths',
    'webhooks',
  ],
]);

/** Of a value that was written in another type than meant. */
function retyped(node: Node, wanted: FieldType): Fix | undefined {
  const { value } = node;
  const types = wanted.is === 'either' ? wanted.of : [wanted];
  const takes = (...names: readonly FieldType['is'][]) => types.some(({ is }) => names.includes(is));
  const list = types.find((type) => type.is === 'array');
  if (value === null) return emptied(node);
  if (typeof value === 'string') {
    const truth = /^(?:(true|yes|on)|false|no|off)$/i.exec(value);
    if (takes('boolean') && truth)
      return safeFix(`write ${truth[1] !== undefined}`, replaceValue(node, truth[1] !== undefined));
    const number = Number(value);
    if (
      takes('number', 'integer', 'count', 'positive') &&
      String(number) === value &&
      Number.isFinite(number)
    )
      return safeFix(`write ${value} without quotes`, replaceValue(node, number));
    if (list && ['string', 'enum', 'any'].includes(list.of.is))
      return safeFix('make it a list of one', replaceValue(node, [value]));
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    const bound = exclusive(node, takes('boolean'), takes('number'));
    if (bound) return bound;
    if (takes('string', 'enum')) return safeFix('put it in quotes', quoteValue(node));
  }
  if (Array.isArray(value) && takes('enum')) return withoutList(node, value);
  return undefined;
}

/** `openapi: 3.1`, which is no version, as the first of those that it may be; they differ in words alone. */
function wholeVersion(node: Node): Fix | undefined {
  if (node.pointer === '/swagger') return safeFix('put it in quotes', quoteValue(node));
  if (node.pointer !== '/openapi' || !/^3(?:\.[0-2])?$/.test(String(node.value))) return undefined;
  const version = `${String(node.value).padEnd(2, '.').padEnd(3, '0')}.0`;
  return safeFix(`write "${version}"`, replaceValue(node, version));
}

function emptied(node: Node): Fix | undefined {
  const [holder = '', name = ''] = pointerKeys(node.pointer).slice(-2);
  if (!optional.has(name) || maps.has(holder)) return undefined;
  return safeFix('remove the empty field', removeNode(node));
}

/** `type: [string]` and `type: [string, 'null']` as 3.0 writes them. */
function withoutList(node: Node, value: readonly unknown[]): Fix | undefined {
  const types = value.filter((type) => type !== 'null');
  const [only] = types;
  const holder = holderOf(node);
  if (types.length !== 1 || typeof only !== 'string' || holder === undefined) return undefined;
  if (types.length === value.length)
    return safeFix(`write ${JSON.stringify(only)}`, replaceValue(node, only));
  if (lastKey(node) !== 'type') return undefined;
  return safeFix(
    `write ${JSON.stringify(only)} with "nullable": true`,
    replaceValue(node, only),
    insertMember(holder, 'nullable', true, 'type'),
  );
}

/** `exclusiveMinimum` and `exclusiveMaximum` say in 3.0 how to read another keyword, and are bounds themselves in 3.1. */
function exclusive(node: Node, flag: boolean, number: boolean): Fix | undefined {
  const key = lastKey(node);
  const plain = key === 'exclusiveMinimum' ? 'minimum' : key === 'exclusiveMaximum' ? 'maximum' : undefined;
  const holder = holderOf(node);
  if (plain === undefined || holder === undefined) return undefined;
  const bound = child(holder, plain);
  const { value } = node;
  if (number && value === false) return safeFix('remove it', removeNode(node));
  if (number && value === true && typeof bound?.value === 'number') {
    const what = `write the bound itself in "${key}"`;
    return safeFix(what, replaceValue(node, bound.value), removeNode(bound));
  }
  if (flag && typeof value === 'number' && bound === undefined) {
    const what = `write the bound in "${plain}", and true here`;
    return safeFix(what, insertMember(holder, plain, value, key, 'before'), replaceValue(node, true));
  }
  return undefined;
}

/** What other languages call the types. */
const typeNames: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['long', 'integer'],
  ['bool', 'boolean'],
  ['str', 'string'],
  ['text', 'string'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['list', 'array'],
  ['dict', 'object'],
]);

function otherValue(node: Node): Fix | undefined {
  const { value } = node;
  const key = lastKey(node);
  const holder = holderOf(node);
  if (holder === undefined) return undefined;
  if (key === 'type' && typeof value === 'string') {
    const name = typeNames.get(value.toLowerCase());
    return name === undefined
      ? undefined
      : safeFix(`write ${JSON.stringify(name)}`, replaceValue(node, name));
  }
  if (key === 'required' && value === false && valueIn(holder, 'in') === 'path')
    return safeFix('write true', replaceValue(node, true));
  const earlier = items(holder).slice(0, Number(key));
  if (Array.isArray(holder.value) && earlier.some((item) => item.value === value))
    return safeFix('remove the second one', removeNode(node));
  return undefined;
}

/** Of what lacks a field whose value is no choice. */
function completed({ node, message }: StructureProblem): Fix | undefined {
  if (!isObjectNode(node)) return undefined;
  const add = (key: string, value: unknown, beside: string | undefined) =>
    beside !== undefined && message.includes(JSON.stringify(key)) && !Object.hasOwn(node.value, key)
      ? safeFix(`add "${key}": ${JSON.stringify(value)}`, insertMember(node, key, value, beside))
      : undefined;
  const last = Object.keys(node.value).at(-1);
  if (node.value['in'] === 'path' && Object.hasOwn(node.value, 'name')) return add('required', true, 'in');
  if (node.value['type'] === 'array') return add('items', {}, 'type');
  if (node.pointer === '' && isObject(node.value['info'])) return add('paths', {}, 'info');
  const inFlow = pointerKeys(node.pointer).at(-2) === 'flows';
  return inFlow ? add('scopes', {}, last) : undefined;
}

/** A keyword of 3.1 as 3.0 says the same. */
function otherKeyword(node: Node): Fix | undefined {
  const holder = holderOf(node);
  if (holder === undefined) return undefined;
  const key = lastKey(node);
  const { value } = node;
  const scalar = typeof value !== 'object' || value === null;
  if (key === 'const' && scalar && !child(holder, 'enum'))
    return safeFix('write it as an enum of one', renameKey(node, 'enum'), replaceValue(node, [value]));
  const [first, second] = items(node);
  if (key === 'examples' && first && !second && typeof first.value !== 'object' && !child(holder, 'example'))
    return safeFix('write it as "example"', renameKey(node, 'example'), replaceValue(node, first.value));
  return undefined;
}

/** What has no place where it stands, and changes nothing when it goes. */
function withoutEffect(node: Node): Fix | undefined {
  if (lastKey(node) !== 'allowEmptyValue' || node.value !== false) return undefined;
  return safeFix('remove it', removeNode(node));
}

/** `nullable: true` as 3.1 says it. */
function nullable(node: Node): Fix | undefined {
  const holder = holderOf(node);
  const type = holder && child(holder, 'type');
  if (lastKey(node) !== 'nullable' || node.value !== true || type === undefined) return undefined;
  const { value } = type;
  if (typeof value === 'string' && value !== 'null')
    return safeFix(`add "null" to "type"`, replaceValue(type, [value, 'null']), removeNode(node));
  if (!Array.isArray(value)) return undefined;
  if (value.includes('null')) return safeFix('remove it', removeNode(node));
  return safeFix('add "null" to "type"', appendItem(type, 'null'), removeNode(node));
}

function nested({ node, related = [] }: StructureProblem, under: string): Fix | undefined {
  const holder = holderOf(node);
  if (holder === undefined || child(holder, 'content') || child(holder, under)) return undefined;
  const keys = [node, ...related.map((each) => each.node)].map(lastKey);
  const edits: Edits = nestMembers(holder, keys, under);
  return safeFix(`put ${keys.length === 1 ? 'it' : 'them'} under "${under}"`, edits);
}

function lastKey(node: Node): string {
  return keyOf(node) ?? '';
}
